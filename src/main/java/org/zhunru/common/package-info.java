/** Identifiers, quantities, refusals, pages of results: what every module speaks. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.zhunru.common;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
