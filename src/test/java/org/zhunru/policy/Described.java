package org.zhunru.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A project for a test, of which only what matters is told. */
final class Described {
  private @Nullable String sector;
  private final @Nullable String region;
  private ProjectFacts.@Nullable Stage stage;
  private @Nullable ProjectKind kind = ProjectKind.NEW;
  private @Nullable BigDecimal investment;
  private @Nullable Boolean inPark;
  private @Nullable String purpose;
  private ProjectFacts.@Nullable Location site;
  private final List<String> zones = new ArrayList<>();
  private final List<ProjectFacts.Substance> substances = new ArrayList<>();
  private final List<String> processes = new ArrayList<>();
  private final List<ProjectFacts.Equipment> equipment = new ArrayList<>();
  private final List<ProjectFacts.Capacity> capacities = new ArrayList<>();
  private final List<ProjectFacts.Headcount> headcounts = new ArrayList<>();
  private final List<ProjectFacts.Distance> distances = new ArrayList<>();
  private final Map<String, Object> keyed = new LinkedHashMap<>();

  private Described(@Nullable String sector, @Nullable String region) {
    this.sector = sector;
    this.region = region;
  }

  /** A new project; either may be null. */
  static Described in(@Nullable String sector, @Nullable String region) {
    return new Described(sector, region);
  }

  /** What already operates. */
  Described existing() {
    stage = ProjectFacts.Stage.EXISTING;
    kind = null;
    return this;
  }

  Described sector(String other) {
    sector = other;
    return this;
  }

  Described zone(String zone) {
    zones.add(zone);
    return this;
  }

  Described substance(
      @Nullable String name, @Nullable String cas, @Nullable String form, String... links) {
    substances.add(new ProjectFacts.Substance(name, cas, form, List.of(), null, List.of(links)));
    return this;
  }

  /** With a key process, a key chemical and a major hazard, or with none of them. */
  Described twoKeysOneMajor(boolean with) {
    processes.add(with ? "硝化工艺" : "混合");
    substances.add(
        with
            ? new ProjectFacts.Substance(
                "氯", "7782-50-5", null, List.of(), new BigDecimal("100"), List.of())
            : new ProjectFacts.Substance(
                "水",
                null,
                null,
                List.of(ProjectFacts.Substance.NO_CATEGORY),
                BigDecimal.ONE,
                List.of()));
    return this;
  }

  Described equipment(String name) {
    equipment.add(new ProjectFacts.Equipment(name));
    return this;
  }

  Described capacity(String measure, String value, String unit) {
    capacities.add(new ProjectFacts.Capacity(measure, new BigDecimal(value), unit));
    return this;
  }

  Described people(String place, int people) {
    headcounts.add(new ProjectFacts.Headcount(place, null, people));
    return this;
  }

  Described yuan(String investment) {
    this.investment = new BigDecimal(investment);
    return this;
  }

  Described inPark(boolean in) {
    inPark = in;
    return this;
  }

  Described at(String lon, String lat) {
    site = new ProjectFacts.Location(new BigDecimal(lon), new BigDecimal(lat));
    return this;
  }

  /** A distance in metres, and what a standard asks for if the law doesn't. */
  Described distance(
      String target, @Nullable String origin, String metres, @Nullable String required) {
    distances.add(
        new ProjectFacts.Distance(
            target,
            origin,
            new BigDecimal(metres),
            required == null ? null : new BigDecimal(required),
            required == null ? null : "计算书"));
    return this;
  }

  Described kind(ProjectKind kind) {
    this.kind = kind;
    return this;
  }

  Described purpose(String words) {
    purpose = words;
    return this;
  }

  Described fact(String key, Object value) {
    keyed.put(key, value);
    return this;
  }

  ProjectFacts facts() {
    return new ProjectFacts(
        null,
        null,
        sector,
        kind,
        null,
        region,
        null,
        investment,
        purpose,
        stage,
        null,
        null,
        zones,
        processes,
        substances.isEmpty()
            ? List.of()
            : List.of(
                new ProjectFacts.Unit("甲", ProjectFacts.UnitType.PRODUCTION, null, substances)),
        inPark == null && site == null && distances.isEmpty()
            ? null
            : new ProjectFacts.Siting(inPark, null, site, distances),
        List.of(),
        capacities,
        equipment,
        headcounts,
        null,
        keyed);
  }
}
