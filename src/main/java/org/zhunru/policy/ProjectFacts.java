package org.zhunru.policy;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an applicant says of a project: the dossier's JSON, the {@code project} of the REST calls
 * and the keys of the forms are this one tree. Everything may be absent, because a draft is checked
 * too; what is there has passed {@link FactsReader}.
 *
 * <p>Paths into the tree are written {@code units[0].substances[1].quantityTonnes}.
 *
 * @param name what the project is called
 * @param code national project code, GB/T 40058-2021
 * @param sector key of {@code policies/sectors.csv}
 * @param kind new, expand, rebuild, relocate or upgrade
 * @param province six digits; taken from the region if absent
 * @param regionCode six digits of GB/T 2260, or a local id of a zone without one
 * @param investmentYuan total investment, yuan
 * @param purpose free text for people; only typed exemption words are searched for in it
 * @param stage whether a new or an existing actor asks
 * @param zones ids of zones that the project lies in
 * @param processes chemical processes, one a line, in the applicant's words
 * @param materials ids of {@link MaterialsChecklist} that are at hand; null if not told
 * @param facts what has no field of its own, by key of the dictionary of facts; values are text,
 *     numbers, truth values or lists of texts
 */
public record ProjectFacts(
    @Nullable String name,
    @Nullable String code,
    @Nullable String sector,
    @Nullable ProjectKind kind,
    @Nullable String province,
    @Nullable String regionCode,
    @Nullable String address,
    @Nullable BigDecimal investmentYuan,
    @Nullable String purpose,
    @Nullable Stage stage,
    @Nullable Contact contact,
    @Nullable Applicant applicant,
    List<String> zones,
    List<String> processes,
    List<Unit> units,
    @Nullable Siting siting,
    List<Person> people,
    List<Capacity> capacities,
    List<Equipment> equipment,
    List<Headcount> headcounts,
    @Nullable List<String> materials,
    Map<String, Object> facts) {

  public ProjectFacts {
    zones = List.copyOf(zones);
    processes = List.copyOf(processes);
    units = List.copyOf(units);
    people = List.copyOf(people);
    capacities = List.copyOf(capacities);
    equipment = List.copyOf(equipment);
    headcounts = List.copyOf(headcounts);
    materials = materials == null ? null : List.copyOf(materials);
    facts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** Nothing told yet. */
  public static final ProjectFacts NOTHING =
      new ProjectFacts(
          null, null, null, null, null, null, null, null, null, null, null, null, List.of(),
          List.of(), List.of(), null, List.of(), List.of(), List.of(), List.of(), null, Map.of());

  /** The same facts with those materials at hand. */
  public ProjectFacts withMaterials(Collection<String> ids) {
    return new ProjectFacts(
        name,
        code,
        sector,
        kind,
        province,
        regionCode,
        address,
        investmentYuan,
        purpose,
        stage,
        contact,
        applicant,
        zones,
        processes,
        units,
        siting,
        people,
        capacities,
        equipment,
        headcounts,
        List.copyOf(ids),
        facts);
  }

  /** Whether a new actor asks, or one that already operates. */
  public enum Stage {
    NEW,
    EXISTING
  }

  /** Who answers questions about the project. */
  public record Contact(@Nullable String name, @Nullable String phone) {}

  /** The legal person that applies. */
  public record Applicant(@Nullable String name, @Nullable String creditCode) {}

  /**
   * A production or storage unit in the sense of GB 18218-2018.
   *
   * @param exposedPeople people who may be exposed within 500 m of the plant's border, for α; null
   *     if not told
   */
  public record Unit(
      @Nullable String name,
      @Nullable UnitType unitType,
      @Nullable Integer exposedPeople,
      List<Substance> substances) {
    public Unit {
      substances = List.copyOf(substances);
    }
  }

  /** What a unit is for. */
  public enum UnitType {
    PRODUCTION,
    STORAGE
  }

  /**
   * A substance in a unit.
   *
   * @param cas canonical CAS number
   * @param form free text: concentration, water content, packing
   * @param categories codes of GB 18218-2018 table 2; empty if not told; {@link #NO_CATEGORY} alone
   *     says that it was classified and belongs to none
   * @param quantityTonnes greatest quantity present or designed for, tonnes
   * @param links what is done with it: production, storage, use, trade, transport
   */
  public record Substance(
      @Nullable String name,
      @Nullable String cas,
      @Nullable String form,
      List<String> categories,
      @Nullable BigDecimal quantityTonnes,
      List<String> links) {
    /** Stands in {@link #categories} for "classified, none of table 2". */
    public static final String NO_CATEGORY = "none";

    public Substance {
      categories = List.copyOf(categories);
      links = List.copyOf(links);
    }
  }

  /** Where the project is to stand. */
  public record Siting(
      @Nullable Boolean inChemicalPark,
      @Nullable String parkName,
      @Nullable Location location,
      List<Distance> distances) {
    public Siting {
      distances = List.copyOf(distances);
    }
  }

  /** CGCS2000, degrees. */
  public record Location(BigDecimal lon, BigDecimal lat) {}

  /**
   * A distance and where it was measured from: the law's numbers hold for one origin each.
   *
   * @param target what lies there
   * @param origin what the distance was measured from
   * @param requiredMetres what a standard or a calculation asks for, where the law gives no number
   * @param requiredBy that standard or calculation
   */
  public record Distance(
      @Nullable String target,
      @Nullable String origin,
      @Nullable BigDecimal metres,
      @Nullable BigDecimal requiredMetres,
      @Nullable String requiredBy) {}

  /** Somebody in a post the law asks about. */
  public record Person(
      @Nullable String name,
      @Nullable String post,
      @Nullable String residentId,
      @Nullable String certificateNo) {}

  /** A number the catalogues measure by. */
  public record Capacity(
      @Nullable String measure, @Nullable BigDecimal value, @Nullable String unit) {}

  /** A machine, device or installation. */
  public record Equipment(@Nullable String name) {}

  /** People at a place in a shift. */
  public record Headcount(
      @Nullable String place, @Nullable String shift, @Nullable Integer people) {}
}
