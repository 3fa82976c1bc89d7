/** Outcome, number, reasons, conditions, validity, and the documents that tell it. */
@ApplicationModule(
    allowedDependencies = {"common", "identity", "intake", "policy", "review", "audit"})
@NullMarked
package org.zhunru.decision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
