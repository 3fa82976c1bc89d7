/** Regions, departments, seats, officers, enterprises; who may act for whom. */
@ApplicationModule(allowedDependencies = {"common"})
@NullMarked
package org.zhunru.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
