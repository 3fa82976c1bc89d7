package org.zhunru.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Regions;
import org.zhunru.intake.Form;
import org.zhunru.intake.FormOptions;
import org.zhunru.intake.Matter;
import org.zhunru.policy.Sectors;

/** Choices of forms that are kept elsewhere. */
@Component
class FormSources implements FormOptions {
  private final Regions regions;
  private final Sectors sectors;

  FormSources(Regions regions, Sectors sectors) {
    this.regions = regions;
    this.sectors = sectors;
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
      default -> List.of();
    };
  }
}
