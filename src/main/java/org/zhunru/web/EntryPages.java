package org.zhunru.web;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Actor;

/** Where a person's work begins: the first page of theirs that there is. */
@Component
class EntryPages {
  private record Entry(String path, Set<String> roles) {}

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("/worklist", Set.of("handler", "reviewer", "head", "lead")),
          new Entry("/city", Set.of("supervisor")),
          new Entry("/vetoes", Set.of("supervisor")),
          new Entry("/my", Set.of("applicant")),
          new Entry("/policy", Set.of("policy-editor", "policy-approver")),
          new Entry("/admin", Set.of("sysadmin", "secadmin", "auditor")));

  private final Shells shells;

  EntryPages(Shells shells) {
    this.shells = shells;
  }

  /** Never the page itself if it isn't there: then {@code /}. */
  String of(Actor actor) {
    return ENTRIES.stream()
        .filter(e -> e.roles().stream().anyMatch(actor::hasRole))
        .map(Entry::path)
        .filter(shells::exists)
        .findFirst()
        .orElse("/");
  }
}
