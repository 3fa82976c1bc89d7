/** Projects, cases, dossiers, forms, materials, completeness and corrections. */
@ApplicationModule(allowedDependencies = {"common", "calendar", "identity", "audit"})
@NullMarked
package org.zhunru.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
