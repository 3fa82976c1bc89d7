/** Working days, make-up days and statutory periods: pure functions over dated calendar data. */
@ApplicationModule(allowedDependencies = {"common"})
@NullMarked
package org.zhunru.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
