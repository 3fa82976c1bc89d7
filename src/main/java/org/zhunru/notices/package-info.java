/**
 * Who is told what has happened: in the program, by mail, by SMS. Knows events, decides nothing.
 */
@ApplicationModule(
    allowedDependencies = {"common", "calendar", "identity", "intake", "inbox", "audit"})
@NullMarked
package org.zhunru.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
