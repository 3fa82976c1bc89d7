package org.zhunru.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a catalogue as the law means it: what it names, where, when and for whom it binds,
 * and the conditions that must all hold. Alternatives are entries of their own.
 *
 * @param rule stable id: file and line of its first row
 * @param edition the edition it stands in
 * @param entryNo its number in the edition; empty if the source shows none
 * @param severity what it does where it binds
 * @param names what it names, of a condition on projects the minerals, of a distance the protected
 *     targets, of an area its kinds; empty if it speaks of every project of its sectors
 * @param cas CAS number of a substance
 * @param wholeClass whether derivatives ("及其盐类") belong to it
 * @param links links of the chain that it names; empty if it isn't about a link
 * @param zones zones it is limited to, any of them; empty for the whole place
 * @param sectors keys of {@code sectors.csv}; empty for all
 * @param actor whether it is about new or existing actors
 * @param conditions all of them must hold for it to catch (or, for access, to pass); for how those
 *     of distances are meant see {@link SitingDistance}
 * @param qualifier words that narrow it, of a distance where it is measured from; empty if none
 * @param scope what these words mean in facts; null if no fact answers them
 * @param exemptions who or what it leaves alone
 * @param from first day of the row, both days included; null if the year isn't known either
 * @param dateAssumed whether {@link #from} was taken from the year of document number or title
 * @param linkFrom links that start later than the row
 * @param deadline last day for existing use; null if there is none
 * @param text its words
 */
record CatalogueEntry(
    String rule,
    Family family,
    Edition edition,
    String entryNo,
    CheckResult.Severity severity,
    Subject subject,
    List<String> names,
    @Nullable String cas,
    boolean wholeClass,
    Set<String> links,
    Place place,
    Set<String> zones,
    boolean outsidePark,
    Set<String> sectors,
    Actor actor,
    List<Condition> conditions,
    String qualifier,
    @Nullable FactScope scope,
    Set<Exemption> exemptions,
    Role role,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    boolean dateAssumed,
    Map<String, LocalDate> linkFrom,
    @Nullable LocalDate deadline,
    Binding binding,
    String text,
    String remedy,
    String legalBasis,
    String confidence) {

  /** Words of the rows that all mean the scale of what is built. */
  static final Set<String> SCALE = Set.of("生产能力", "单井生产能力", "生产规模", "开采规模", "生产建设规模", "产能", "规模");

  CatalogueEntry {
    names = List.copyOf(names);
    links = Set.copyOf(links);
    zones = Set.copyOf(zones);
    sectors = Set.copyOf(sectors);
    conditions = List.copyOf(conditions);
    exemptions = Set.copyOf(exemptions);
    linkFrom = Map.copyOf(linkFrom);
  }

  /** The same under another id. */
  CatalogueEntry called(String other) {
    return copy(other, place, conditions, role);
  }

  /** The same under other conditions. */
  CatalogueEntry with(List<Condition> others) {
    return copy(rule, place, others, role);
  }

  /** The same in another place, under other conditions. */
  CatalogueEntry at(Place other, List<Condition> others) {
    return copy(rule, other, others, role);
  }

  /** The same, meant otherwise. */
  CatalogueEntry as(Role other) {
    return copy(rule, place, conditions, other);
  }

  private CatalogueEntry copy(String id, Place where, List<Condition> under, Role meant) {
    return new CatalogueEntry(
        id,
        family,
        edition,
        entryNo,
        severity,
        subject,
        names,
        cas,
        wholeClass,
        links,
        where,
        zones,
        outsidePark,
        sectors,
        actor,
        under,
        qualifier,
        scope,
        exemptions,
        meant,
        from,
        to,
        dateAssumed,
        linkFrom,
        deadline,
        binding,
        text,
        remedy,
        legalBasis,
        confidence);
  }

  /** In force on the day, as far as its dates tell; without any date it may be. */
  boolean inForce(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }

  /** Which of the seven catalogues. */
  enum Family {
    PROHIBIT_RESTRICT_CONTROL,
    INDUSTRY,
    OBSOLETE,
    ACCESS,
    HEADCOUNT,
    SITING,
    SITING_AREA
  }

  /** What an entry names. */
  enum Subject {
    SUBSTANCE,
    PROCESS_OR_EQUIPMENT,
    PROJECT,
    PLACE_OF_WORK,
    DISTANCE,
    AREA
  }

  /** How a row of a list with inner order is meant. */
  enum Role {
    /** Names what it is about. */
    ENTRY,
    /** Speaks of a list whose contents aren't stored. */
    UNKNOWN_LIST,
    /** Names something that a positive list allows, under its conditions. */
    ALLOWED,
    /** What a positive list, wholly stored, doesn't name. */
    UNLISTED
  }

  /** How far a row may be enforced. */
  enum Binding {
    BINDS,
    TO_CONFIRM,
    NOTICE,
    NEVER
  }

  /** New or existing actors. */
  enum Actor {
    ALL,
    NEW,
    EXISTING
  }

  /** Typed on import; the words they are known by are those of the rows. */
  enum Exemption {
    REAGENT("试剂", "小包装"),
    DEFENCE("国防", "军工"),
    RESEARCH("科研", "教学"),
    QUARANTINE("检疫熏蒸"),
    STRATEGIC("战略性新兴产业"),
    FUEL_STATION("加油站", "加气站", "充电站", "加油加气");

    private final List<String> words;

    Exemption(String... words) {
      this.words = List.of(words);
    }

    boolean in(String text) {
      return words.stream().anyMatch(text::contains);
    }
  }

  /** Status of an edition. */
  enum Status {
    DRAFT,
    TRIAL,
    IN_FORCE,
    REPEALED,
    ADVISORY
  }

  /**
   * The document, and the edition or batch of it.
   *
   * @param document title of the catalogue
   * @param name edition or batch, empty if the document has one only
   */
  record Edition(
      String document,
      String name,
      String docNo,
      Status status,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {
    /** Document and edition, in words. */
    String title() {
      return name.isEmpty() ? document : document + " " + name;
    }
  }

  /**
   * Where a row binds.
   *
   * @param known whether the words tell where
   * @param codes six digits each, a province's or city's own; empty for everywhere
   * @param except provinces that are left out of everywhere
   */
  record Place(String words, boolean known, Set<String> codes, Set<String> except) {
    static final Place EVERYWHERE = new Place("全国", true, Set.of(), Set.of());

    /** Whether a place has something. */
    enum Has {
      IT,
      PERHAPS,
      NOT
    }

    Place {
      codes = Set.copyOf(codes);
      except = Set.copyOf(except);
    }

    /**
     * Whether the region lies in it.
     *
     * @param region six digits; null if not told. A province alone may be any of its cities
     */
    Has has(@Nullable String region) {
      if (!known) {
        return Has.NOT;
      }
      if (codes.isEmpty() && except.isEmpty()) {
        return Has.IT;
      }
      if (region == null) {
        return Has.PERHAPS;
      }
      if (codes.isEmpty()) {
        return except.contains(region.substring(0, 2) + "0000") ? Has.NOT : Has.IT;
      }
      int told = significant(region);
      boolean perhaps = false;
      for (var code : codes) {
        int own = significant(code);
        if (region.regionMatches(0, code, 0, own)) {
          return Has.IT;
        }
        perhaps |= own > told && code.regionMatches(0, region, 0, told);
      }
      return perhaps ? Has.PERHAPS : Has.NOT;
    }

    /** Digits before the zeros that only fill up. */
    private static int significant(String code) {
      return code.endsWith("0000") ? 2 : code.endsWith("00") ? 4 : 6;
    }
  }

  /** How a value compares with a threshold. */
  enum Operator {
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">="),
    EQUAL("=="),
    ONE_OF("in");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }

    boolean holds(int comparison) {
      return switch (this) {
        case LESS -> comparison < 0;
        case AT_MOST -> comparison <= 0;
        case MORE -> comparison > 0;
        case AT_LEAST -> comparison >= 0;
        case EQUAL, ONE_OF -> comparison == 0;
      };
    }

    static @Nullable Operator of(String sign) {
      for (var operator : values()) {
        if (operator.sign.equals(sign)) {
          return operator;
        }
      }
      return null;
    }
  }

  /**
   * One comparison.
   *
   * @param number threshold; null if {@link #words} are asked for
   * @param words what is allowed to stand there: a grade, yes or no
   * @param required whether the comparison says what is required to pass; else, what is caught
   */
  record Condition(
      String measure,
      Operator operator,
      @Nullable BigDecimal number,
      List<String> words,
      String unit,
      boolean required) {
    static final String YES = "是";
    static final String NO = "否";

    Condition {
      words = List.copyOf(words);
    }

    /** Whether the project's investment answers it. */
    boolean ofMoney() {
      return measure.contains("投资额");
    }

    /** Whether a declared capacity answers it. */
    boolean ofCapacity() {
      return !ofMoney() && Measure.of(unit).filter(m -> m.dimension().equals("people")).isEmpty();
    }

    /** The answer, yes or no, that it lets pass; null if that isn't what it asks. */
    @Nullable Boolean passing() {
      boolean asksForOne = operator == Operator.EQUAL && words.size() == 1;
      return !asksForOne
          ? null
          : switch (words.get(0)) {
            case YES -> required;
            case NO -> !required;
            default -> null;
          };
    }

    String threshold() {
      return number == null ? String.join(";", words) : number.toPlainString();
    }
  }
}
