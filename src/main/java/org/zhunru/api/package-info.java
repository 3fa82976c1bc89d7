/** REST v1; no rules of its own. Speaks the words of {@code web}. */
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
      "audit",
      "notices",
      "web"
    })
@NullMarked
package org.zhunru.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
