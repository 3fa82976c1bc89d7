package org.zhunru.policy;

import org.springframework.stereotype.Component;

/** Lets a test that writes editions itself have them read. */
@Component
public class RefreshedPolicies {
  private final PoliciesInForce policies;

  RefreshedPolicies(PoliciesInForce policies) {
    this.policies = policies;
  }

  public void now() {
    policies.refresh();
  }
}
