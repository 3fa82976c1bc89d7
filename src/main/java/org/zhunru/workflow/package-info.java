/** The process engine behind one door; nobody else imports it. */
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
package org.zhunru.workflow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
