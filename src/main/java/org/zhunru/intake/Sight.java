package org.zhunru.intake;

import java.util.Set;
import java.util.UUID;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;

/**
 * Which cases a person may see. The one rule behind {@link Cases#maySee} and behind every list of
 * cases: any one of the three is enough.
 *
 * @param enterprises all cases of these enterprises, drafts included
 * @param everyFiled all cases that were filed
 * @param departments filed cases in which one of these departments takes part
 */
public record Sight(Set<UUID> enterprises, boolean everyFiled, Set<String> departments) {

  public static Sight of(Actor actor) {
    return new Sight(
        actor.enterprises(), actor.isLead() || actor.hasRole(Role.SUPERVISOR), actor.departments());
  }

  /** Whether the person sees no case at all. */
  public boolean isBlind() {
    return enterprises.isEmpty() && !everyFiled && departments.isEmpty();
  }
}
