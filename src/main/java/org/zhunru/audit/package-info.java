/** Append-only record of who did what, written in the transaction of the act itself. */
@ApplicationModule(allowedDependencies = {"common"})
@NullMarked
package org.zhunru.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
