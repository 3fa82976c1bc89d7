/** Lights, veto register, urging, statistics: the view from above. */
@ApplicationModule(
    allowedDependencies = {
      "common",
      "calendar",
      "identity",
      "intake",
      "policy",
      "review",
      "decision",
      "inbox",
      "audit"
    })
@NullMarked
package org.zhunru.supervision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
