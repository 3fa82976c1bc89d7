package org.zhunru.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.zhunru.policy.Substances;

/** The look-up of the forms, over every list of substances. */
@Component
class SubstanceLookup implements FormLookup {
  private static final int MOST = 12;

  private final Substances substances;

  SubstanceLookup(Substances substances) {
    this.substances = substances;
  }

  @Override
  public List<Hit> substances(String text) {
    return substances.suggest(text, MOST).stream()
        .map(s -> new Hit(s.name(), s.cas(), String.join("；", s.sources())))
        .toList();
  }
}
