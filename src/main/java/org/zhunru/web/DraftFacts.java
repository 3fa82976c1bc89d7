package org.zhunru.web;

import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.zhunru.intake.MaterialFile;
import org.zhunru.intake.Materials;
import org.zhunru.policy.FactsReader;
import org.zhunru.policy.ProjectFacts;

/** A draft as the checks read it: what was typed, with the materials at hand. */
@Component
class DraftFacts {
  private final Materials materials;
  private final FactsReader reader;

  DraftFacts(Materials materials, FactsReader reader) {
    this.materials = materials;
    this.reader = reader;
  }

  ProjectFacts of(EditDraft.Open open, LocalDate day) {
    var facts = open.tree().deepCopy();
    var there = facts.putArray("materials");
    materials.ofDraft(open.of().id()).stream()
        .map(MaterialFile::material)
        .distinct()
        .forEach(there::add);
    return reader.read(facts, "", day).facts();
  }
}
