/** What the law says of a described project: rules, catalogues, hazard calculators, grounds. */
@ApplicationModule(allowedDependencies = {"common", "calendar", "identity", "intake", "audit"})
@NullMarked
package org.zhunru.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
