/** REST v1; no rules of its own. */
@ApplicationModule(
    allowedDependencies = {
      "common",
      "calendar",
      "identity",
      "intake",
      "policy",
      "review",
      "decision",
      "supervision",
      "inbox",
      "audit"
    })
@NullMarked
package org.zhunru.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
