/** Rounds, opinions, vetoes, conditions, consultations and expert reviews. */
@ApplicationModule(allowedDependencies = {"common", "identity", "intake", "policy", "audit"})
@NullMarked
package org.zhunru.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
