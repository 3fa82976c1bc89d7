package org.zhunru.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Regions;
import org.zhunru.intake.Form;
import org.zhunru.intake.FormOptions;
import org.zhunru.intake.Matter;
import org.zhunru.policy.FactDictionary;
import org.zhunru.policy.Sectors;

/** Choices of forms that are kept elsewhere; those of a fact are named by its path. */
@Component
class FormSources implements FormOptions {
  private final Regions regions;
  private final Sectors sectors;
  private final FactDictionary facts;

  FormSources(Regions regions, Sectors sectors, FactDictionary facts) {
    this.regions = regions;
    this.sectors = sectors;
    this.facts = facts;
  }

  @Override
  public List<Form.Option> of(String name) {
    return switch (name) {
      case "regions" ->
          regions.ofProjects().stream()
              .map(r -> new Form.Option(r.code(), new Matter.Label(r.name(), r.nameEn())))
              .toList();
      case "sectors" ->
          sectors.all().stream()
              .map(s -> new Form.Option(s.key(), new Matter.Label(s.nameZh(), s.nameEn())))
              .toList();
      default ->
          facts.find(name).stream()
              .flatMap(fact -> fact.choices().stream())
              .map(c -> new Form.Option(c.value(), new Matter.Label(c.value(), c.labelEn())))
              .toList();
    };
  }
}
