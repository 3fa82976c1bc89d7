/** What the law says of a described project: rules, catalogues, hazard calculators, grounds. */
@ApplicationModule(allowedDependencies = {"common", "calendar", "intake"})
@NullMarked
package org.zhunru.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
