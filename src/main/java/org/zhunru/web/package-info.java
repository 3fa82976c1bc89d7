/** Pages; no rules of their own. */
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
      "notices"
    })
@NullMarked
package org.zhunru.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
