package org.zhunru.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zhunru.policy.CatalogueEntry.Actor;
import org.zhunru.policy.CatalogueEntry.Binding;
import org.zhunru.policy.CatalogueEntry.Condition;
import org.zhunru.policy.CatalogueEntry.Exemption;
import org.zhunru.policy.CatalogueEntry.Family;
import org.zhunru.policy.CatalogueEntry.Operator;
import org.zhunru.policy.CatalogueEntry.Place;
import org.zhunru.policy.CatalogueEntry.Role;
import org.zhunru.policy.CatalogueSight.Matter;
import org.zhunru.policy.CatalogueSight.Text;
import org.zhunru.policy.CheckResult.Change;
import org.zhunru.policy.CheckResult.Finding;
import org.zhunru.policy.CheckResult.NearMiss;
import org.zhunru.policy.CheckResult.Severity;
import org.zhunru.policy.ProjectFacts.Distance;

/**
 * What one entry says of a project. Gates are asked in turn (date, place, sector, zone, link,
 * actor, exemption, numbers); the first that says no makes a near miss, one that can't be answered
 * makes the finding undetermined, with its question.
 */
final class CatalogueRules {
  /** What nobody can change. */
  private static final String GIVEN = "矿山占用储量";

  private static final Set<String> IN_PARK = Set.of("是否在认定化工园区", "是否在认定园区", "是否在合规园区");

  private final CatalogueSet set;
  private final LocalDate day;

  CatalogueRules(CatalogueSet set, LocalDate day) {
    this.set = set;
    this.day = day;
  }

  /** Gathers what entries say. */
  static final class Answers {
    final List<Finding> findings = new ArrayList<>();
    final List<Question> questions = new ArrayList<>();
    final List<NearMiss> near = new ArrayList<>();
  }

  void judge(CatalogueEntry entry, CatalogueSight sight, Answers answers) {
    switch (entry.subject()) {
      case SUBSTANCE -> substances(entry, sight, answers);
      case PROCESS_OR_EQUIPMENT -> texts(entry, sight, sight.texts, answers);
      case PLACE_OF_WORK -> texts(entry, sight, sight.places, answers);
      case PROJECT -> project(entry, sight, answers);
      case DISTANCE -> distances(entry, sight, answers);
      case AREA -> areas(entry, sight, answers);
    }
  }

  private void substances(CatalogueEntry entry, CatalogueSight sight, Answers answers) {
    if (entry.role() == Role.UNKNOWN_LIST) {
      if (!sight.matters.isEmpty() && bindsSomewhere(entry, sight)) {
        new Judging(entry, sight, answers, "units", null).open("unknownList").decide();
      }
      return;
    }
    for (var matter : sight.matters) {
      if (entry.role() == Role.UNLISTED) {
        boolean told = !matter.normal().isEmpty() || matter.substance().cas() != null;
        if (told && bindsSomewhere(entry, sight) && !listed(entry, matter)) {
          new Judging(entry, sight, answers, matter.path(), matter).decide();
        }
        continue;
      }
      var is = is(entry, matter);
      if (is == Is.NOT) {
        continue;
      }
      var judging = new Judging(entry, sight, answers, matter.path(), matter);
      if (is == Is.CONTRADICTED) {
        judging.open("catalogueIdentity");
      } else if (is == Is.MAY_BE) {
        judging.open("catalogueClass");
      }
      judging.decide();
    }
  }

  private boolean listed(CatalogueEntry rest, Matter matter) {
    return set.listed(rest).stream().anyMatch(entry -> is(entry, matter) != Is.NOT);
  }

  /** Lists of other places, zones and sectors aren't even near. */
  private boolean bindsSomewhere(CatalogueEntry entry, CatalogueSight sight) {
    return entry.binding() != Binding.NEVER
        && entry.inForce(day)
        && place(entry.place(), sight.region) != Truth.NO
        && zone(entry, sight) != Truth.NO
        && sector(entry, sight) != Truth.NO;
  }

  private enum Is {
    YES,
    MAY_BE,
    CONTRADICTED,
    NOT
  }

  /** CAS first, then name and aliases, then the class of which it may be a member. */
  private Is is(CatalogueEntry entry, Matter matter) {
    var own = set.names(entry).normal();
    boolean named =
        !matter.normal().isEmpty()
            && (own.contains(matter.normal()) || own.contains(matter.base()));
    var cas = matter.substance().cas();
    if (cas != null && cas.equals(entry.cas())) {
      var known = set.casOf(matter.normal());
      return named || known.isEmpty() || known.contains(cas) ? Is.YES : Is.CONTRADICTED;
    }
    if (named) {
      return cas == null || entry.cas() == null ? Is.YES : Is.CONTRADICTED;
    }
    if (entry.wholeClass() && !matter.normal().isEmpty()) {
      for (var base : own) {
        if (matter.normal().contains(base)) {
          return Is.MAY_BE;
        }
      }
    }
    return Is.NOT;
  }

  private void texts(
      CatalogueEntry entry, CatalogueSight sight, List<Text> texts, Answers answers) {
    var own = set.names(entry);
    Text best = null;
    double alike = 0;
    boolean named = false;
    for (var text : texts) {
      for (int i = 0; i < own.normal().size(); i++) {
        var name = own.normal().get(i);
        if (name.length() >= 2 && text.normal().contains(name)) {
          new Judging(entry, sight, answers, text.path(), null).of(text).decide();
          named = true;
          break;
        }
        var grams = own.grams().get(i);
        int shared = 0;
        for (var gram : text.grams()) {
          if (grams.contains(gram)) {
            shared++;
          }
        }
        double now = CatalogueText.alike(shared, text.grams().size(), grams.size());
        if (now > alike) {
          alike = now;
          best = text;
        }
      }
    }
    if (named || best == null) {
      return;
    }
    if (alike >= CatalogueText.RESEMBLES) {
      new Judging(entry, sight, answers, best.path(), null)
          .of(best)
          .open("catalogueResembles")
          .decide();
    } else if (alike >= CatalogueText.NEAR) {
      answers.near.add(near(entry, best.path(), "words", best.declared(), entry.text()));
    }
  }

  private void project(CatalogueEntry entry, CatalogueSight sight, Answers answers) {
    if (!bindsSomewhere(entry, sight)) {
      return;
    }
    var judging = new Judging(entry, sight, answers, "sector", null);
    if (!entry.names().isEmpty()) {
      var mineral = sight.facts.facts().get("mineral");
      if (mineral == null) {
        judging.open("mineral");
      } else if (!set.names(entry).normal().contains(SubstanceNames.normal(mineral.toString()))) {
        return;
      }
    }
    judging.decide();
  }

  private void distances(CatalogueEntry entry, CatalogueSight sight, Answers answers) {
    var siting = sight.facts.siting();
    if (siting == null || !bindsSomewhere(entry, sight)) {
      return;
    }
    for (int i = 0; i < siting.distances().size(); i++) {
      var told = siting.distances().get(i);
      if (told.target() != null && entry.names().contains(told.target())) {
        new Judging(entry, sight, answers, "siting.distances[" + i + "]", null).of(told).decide();
      }
    }
  }

  /** The site's own coordinates, or a zone that the project says it lies in. */
  private void areas(CatalogueEntry entry, CatalogueSight sight, Answers answers) {
    var inside = new TreeMap<String, String>();
    for (var area : sight.areas) {
      if (entry.names().contains(area.kind())) {
        inside.put(area.zone(), "siting.location");
      }
    }
    for (var zone : sight.facts.zones()) {
      if (entry.names().contains(zone)) {
        inside.putIfAbsent(zone, "zones");
      }
    }
    inside.forEach(
        (zone, path) -> new Judging(entry, sight, answers, path, null).inside(zone).decide());
  }

  private enum Truth {
    YES,
    NO,
    OPEN
  }

  private static Truth place(Place place, @Nullable String region) {
    if (!place.known()) {
      return Truth.NO;
    }
    if (place.codes().isEmpty() && place.except().isEmpty()) {
      return Truth.YES;
    }
    if (region == null) {
      return Truth.OPEN;
    }
    if (place.codes().isEmpty()) {
      return place.except().contains(region.substring(0, 2) + "0000") ? Truth.NO : Truth.YES;
    }
    boolean maybe = false;
    for (var code : place.codes()) {
      var significant = code.replaceAll("(00){1,2}$", "");
      if (region.startsWith(significant)) {
        return Truth.YES;
      }
      var told = region.replaceAll("(00){1,2}$", "");
      maybe |= significant.startsWith(told);
    }
    return maybe ? Truth.OPEN : Truth.NO;
  }

  private Truth zone(CatalogueEntry entry, CatalogueSight sight) {
    if (entry.zones().isEmpty()) {
      return Truth.YES;
    }
    if (sight.zones.isEmpty()) {
      return Truth.OPEN;
    }
    if (entry.zones().stream().anyMatch(sight.zones::contains)) {
      return Truth.YES;
    }
    // A name that no list knows may be another name of this one.
    return set.knowsZones(sight.zones) ? Truth.NO : Truth.OPEN;
  }

  private static Truth sector(CatalogueEntry entry, CatalogueSight sight) {
    if (entry.sectors().isEmpty()) {
      return Truth.YES;
    }
    var sector = sight.facts.sector();
    if (sector == null) {
      return Truth.OPEN;
    }
    return entry.sectors().contains(sector) ? Truth.YES : Truth.NO;
  }

  private static NearMiss near(
      CatalogueEntry entry, String path, String reason, @Nullable String value, String limit) {
    return new NearMiss(
        entry.rule(), path, entry.text(), reason, value, limit, entry.edition().title());
  }

  /**
   * A condition and what the project says to it.
   *
   * @param number in the base unit; null if it isn't a number or wasn't told
   */
  private record Asked(
      Condition condition, Truth caught, @Nullable String value, @Nullable Fraction number) {
    /** How far the number would have to move, as a share of the threshold. */
    @Nullable Fraction gap() {
      var limit = condition.number();
      if (number == null || limit == null || limit.signum() == 0) {
        return null;
      }
      var threshold = Measure.of(condition.unit()).orElseThrow().inBase(limit);
      var gap = number.over(threshold).minus(Fraction.ONE);
      return gap.compareTo(Fraction.ZERO) < 0 ? Fraction.ZERO.minus(gap) : gap;
    }
  }

  /** One entry and the subject it names. */
  private final class Judging {
    private final CatalogueEntry entry;
    private final CatalogueSight sight;
    private final Answers answers;
    private final String path;
    private final @Nullable Matter matter;
    private @Nullable Text text;
    private @Nullable Distance distance;
    private @Nullable String zone;
    private final List<Question> open = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();
    private @Nullable String value;
    private @Nullable Fraction number;

    Judging(
        CatalogueEntry entry,
        CatalogueSight sight,
        Answers answers,
        String path,
        @Nullable Matter matter) {
      this.entry = entry;
      this.sight = sight;
      this.answers = answers;
      this.path = path;
      this.matter = matter;
    }

    Judging of(Text text) {
      this.text = text;
      return this;
    }

    Judging inside(String told) {
      this.zone = told;
      return this;
    }

    Judging of(Distance told) {
      this.distance = told;
      return this;
    }

    Judging open(String code, String... arguments) {
      var all = new ArrayList<String>();
      all.add(entry.text());
      all.addAll(List.of(arguments));
      open.add(new Question(path, code, all, List.of(), entry.legalBasis()));
      return this;
    }

    /** True if the entry is out. */
    private boolean gate(Truth truth, String reason, @Nullable String told, String asked) {
      if (truth == Truth.NO) {
        answers.near.add(near(entry, path, reason, told, asked));
        return true;
      }
      if (truth == Truth.OPEN) {
        open("catalogue" + Character.toUpperCase(reason.charAt(0)) + reason.substring(1), asked);
      }
      return false;
    }

    void decide() {
      var facts = sight.facts;
      if (gate(
          entry.binding() == Binding.NEVER ? Truth.NO : Truth.YES,
          "confidence",
          entry.confidence(),
          "")) {
        return;
      }
      var dated = entry.inForce(day) ? entry.from() == null ? Truth.OPEN : Truth.YES : Truth.NO;
      if (gate(dated, "date", day.toString(), entry.from() + "/" + entry.to())
          || gate(place(entry.place(), sight.region), "place", sight.region, entry.place().words())
          || gate(sector(entry, sight), "sector", facts.sector(), sorted(entry.sectors()))
          || gate(zone(entry, sight), "zone", sorted(sight.zones), sorted(entry.zones()))
          || gate(outside(), "park", null, "化工园区外")
          || gate(link(), "link", null, sorted(entry.links()))
          || gate(
              entry.actor() == Actor.ALL || (entry.actor() == Actor.EXISTING) == sight.existing()
                  ? Truth.YES
                  : Truth.NO,
              "actor",
              null,
              entry.actor().name())) {
        return;
      }
      for (var exemption : Exemption.values()) {
        if (entry.exemptions().contains(exemption)
            && exemption.in(
                exemption == Exemption.REAGENT
                    ? matter == null ? "" : matter.form()
                    : sight.purpose())) {
          gate(Truth.NO, "exempt", null, exemption.name());
          return;
        }
      }
      if (distance == null ? allCatch() : within(distance)) {
        find();
      }
    }

    private boolean allCatch() {
      for (var condition : entry.conditions()) {
        value = null;
        number = null;
        var caught = caught(condition);
        if (gate(caught, "condition", value, limit(condition))) {
          return false;
        }
        asked.add(new Asked(condition, caught, value, number));
      }
      if (!entry.qualifier().isEmpty()
          && (text == null || !text.normal().contains(SubstanceNames.normal(entry.qualifier())))) {
        open("catalogueScope", entry.qualifier());
      }
      return true;
    }

    private boolean within(Distance told) {
      var answer = SitingDistance.judge(entry, told, sight);
      var metres = told.metres();
      value = metres == null ? null : metres.toPlainString();
      answer.open().forEach(q -> open(q.code(), q.arguments().toArray(String[]::new)));
      var limit = answer.limit();
      if (answer.catches() && limit != null) {
        boolean sure = answer.open().isEmpty();
        number = metres == null || answer.anyClass() ? null : Fraction.of(metres);
        asked.add(new Asked(limit, sure ? Truth.YES : Truth.OPEN, value, number));
      } else if (!answer.catches()) {
        answers.near.add(
            near(
                entry,
                path,
                "condition",
                answer.told() == null ? value : answer.told(),
                limit == null ? "" : limit(limit)));
      }
      return answer.catches();
    }

    private void find() {
      var severity = entry.severity();
      boolean grace =
          sight.existing() && entry.deadline() != null && !day.isAfter(entry.deadline());
      if (grace || (entry.family() == Family.HEADCOUNT && sight.existing())) {
        severity = Severity.CONDITION;
      }
      if (entry.binding() == Binding.NOTICE) {
        severity = Severity.NOTICE;
      } else if (!open.isEmpty() && severity != Severity.NOTICE) {
        severity = Severity.UNDETERMINED;
        answers.questions.addAll(open);
      }
      boolean undetermined = severity == Severity.UNDETERMINED;
      var marks = new ArrayList<String>();
      if (entry.binding() == Binding.TO_CONFIRM) {
        marks.add("source");
      }
      if (entry.dateAssumed()) {
        marks.add("date");
      }
      var decisive = decisive(undetermined);
      var condition = decisive == null ? null : decisive.condition();
      answers.findings.add(
          new Finding(
              entry.rule(),
              severity,
              path,
              entry.text(),
              decisive == null ? null : decisive.value(),
              condition == null ? null : condition.threshold(),
              condition == null ? null : condition.operator().sign(),
              condition == null || condition.number() == null ? null : condition.unit(),
              entry.legalBasis(),
              set.edition(entry),
              entry.entryNo().isEmpty() ? null : entry.entryNo(),
              entry.confidence(),
              entry.remedy().isEmpty() ? null : entry.remedy(),
              undetermined || decisive == null || decisive.number() == null
                  ? null
                  : change(decisive.condition()),
              grace ? entry.deadline() : null,
              undetermined ? open : List.of(),
              marks));
    }

    /** Of several conditions the one that is open, or the one that lacks least to be otherwise. */
    private @Nullable Asked decisive(boolean undetermined) {
      Asked nearest = null;
      for (var each : asked) {
        if (undetermined && each.caught() == Truth.OPEN) {
          return each;
        }
        var gap = each.condition().measure().equals(GIVEN) ? null : each.gap();
        var least = nearest == null ? null : nearest.gap();
        if (nearest == null || gap != null && (least == null || gap.compareTo(least) < 0)) {
          nearest = each;
        }
      }
      return nearest;
    }

    /** What the number would have to be for the entry not to catch. */
    private static @Nullable Change change(Condition condition) {
      if (condition.number() == null) {
        return null;
      }
      boolean required = condition.required();
      var code =
          switch (condition.operator()) {
            case LESS -> required ? "below" : "atLeast";
            case AT_MOST -> required ? "atMost" : "above";
            case MORE -> required ? "above" : "atMost";
            case AT_LEAST -> required ? "atLeast" : "below";
            case EQUAL, ONE_OF -> null;
          };
      return code == null
          ? null
          : new Change(condition.measure(), code, condition.threshold(), condition.unit());
    }

    /** A number in the unit of the threshold, if that can be written exactly; else in its own. */
    private static String in(BigDecimal number, Measure unit, String words, String asked) {
      var converted = unit.inBase(number).over(Measure.of(asked).orElseThrow().factor());
      var decimal = converted.decimal();
      return Fraction.of(decimal).equals(converted)
          ? decimal.toPlainString()
          : number.toPlainString() + " " + words;
    }

    private Truth outside() {
      if (!entry.outsidePark()) {
        return Truth.YES;
      }
      var in = inPark();
      return in == null ? Truth.OPEN : in ? Truth.NO : Truth.YES;
    }

    private @Nullable Boolean inPark() {
      var siting = sight.facts.siting();
      return siting == null ? null : siting.inChemicalPark();
    }

    private Truth link() {
      if (matter == null || entry.links().isEmpty()) {
        return Truth.YES;
      }
      var told = matter.substance().links();
      if (told.isEmpty()) {
        return entry.links().size() == 5 ? Truth.YES : Truth.OPEN;
      }
      return told.stream()
              .anyMatch(
                  link ->
                      entry.links().contains(link)
                          && !day.isBefore(entry.linkFrom().getOrDefault(link, LocalDate.MIN)))
          ? Truth.YES
          : Truth.NO;
    }

    private String limit(Condition condition) {
      return "%s %s %s %s"
          .formatted(
              condition.measure(),
              condition.operator().sign(),
              condition.threshold(),
              condition.unit())
          .strip();
    }

    /** Whether the condition catches. */
    private Truth caught(Condition condition) {
      var holds = holds(condition);
      if (!condition.required() || holds == Truth.OPEN) {
        return holds;
      }
      return holds == Truth.YES ? Truth.NO : Truth.YES;
    }

    private Truth holds(Condition condition) {
      if (condition.number() == null) {
        return word(condition);
      }
      var threshold = Measure.of(condition.unit()).orElseThrow().inBase(condition.number());
      if (condition.ofMoney()) {
        return investment(condition, threshold);
      }
      if (entry.family() == Family.HEADCOUNT) {
        return headcount(condition, threshold);
      }
      Truth answer = null;
      for (var capacity : sight.facts.capacities()) {
        var told = capacity.value();
        if (told == null
            || capacity.measure() == null
            || !measures(capacity.measure(), condition)) {
          continue;
        }
        var unit = Measure.of(capacity.unit() == null ? "" : capacity.unit());
        Truth now;
        if (unit.isEmpty()
            || !unit.get()
                .dimension()
                .equals(Measure.of(condition.unit()).orElseThrow().dimension())) {
          now = Truth.OPEN;
        } else {
          value = in(told, unit.get(), String.valueOf(capacity.unit()), condition.unit());
          now = compare(condition.operator(), unit.get().inBase(told), threshold);
        }
        // Several numbers for one measure that don't agree leave it open.
        answer = answer == null || answer == now ? now : Truth.OPEN;
      }
      return answer == null ? Truth.OPEN : answer;
    }

    private boolean measures(String told, Condition condition) {
      var is = SubstanceNames.normal(told);
      var asked = SubstanceNames.normal(condition.measure());
      if (asked.isEmpty() || CatalogueEntry.SCALE.contains(condition.measure())) {
        return CatalogueEntry.SCALE.contains(told) || named(is);
      }
      return is.equals(asked) || is.endsWith(asked) && named(is);
    }

    private boolean named(String measure) {
      return set.names(entry).normal().stream()
          .anyMatch(name -> name.length() >= 2 && measure.contains(name));
    }

    private Truth investment(Condition condition, Fraction threshold) {
      var total = sight.facts.investmentYuan();
      if (total == null) {
        return Truth.OPEN;
      }
      var land = sight.number("landCostYuan");
      boolean withoutLand = condition.measure().contains("不含土地");
      var counted = withoutLand && land != null ? total.subtract(land) : total;
      value = in(counted, Measure.of("元").orElseThrow(), "元", condition.unit());
      var answer = compare(condition.operator(), Fraction.of(counted), threshold);
      // Below the floor even with the land, it is below without; above, the land may make up for
      // it.
      boolean above = Fraction.of(counted).atLeast(threshold);
      return withoutLand && land == null && above ? Truth.OPEN : answer;
    }

    private Truth headcount(Condition condition, Fraction threshold) {
      int at = Integer.parseInt(path.replaceAll("\\D", ""));
      var people = sight.facts.headcounts().get(at).people();
      if (people == null) {
        return Truth.OPEN;
      }
      value = people.toString();
      return compare(condition.operator(), Fraction.of(BigDecimal.valueOf(people)), threshold);
    }

    private Truth word(Condition condition) {
      String told = null;
      if (condition.measure().equals(SitingFile.INSIDE)) {
        value = zone;
        return Truth.YES;
      }
      if (IN_PARK.contains(condition.measure())) {
        var in = inPark();
        told = in == null ? null : in ? "是" : "否";
      } else if (condition.measure().equals("是否退出地区")) {
        told = place(entry.place(), sight.region) == Truth.YES ? "是" : null;
      } else {
        told = sight.told(condition.measure());
      }
      if (told == null
          || (condition.operator() != Operator.EQUAL && condition.operator() != Operator.ONE_OF)) {
        return Truth.OPEN;
      }
      value = told;
      return condition.words().contains(told) ? Truth.YES : Truth.NO;
    }

    private Truth compare(Operator operator, Fraction told, Fraction threshold) {
      number = told;
      return operator.holds(told.compareTo(threshold)) ? Truth.YES : Truth.NO;
    }
  }

  private static String sorted(Set<String> words) {
    return String.join(";", new java.util.TreeSet<>(words));
  }
}
