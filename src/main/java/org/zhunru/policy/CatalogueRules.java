package org.zhunru.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.zhunru.policy.CatalogueEntry.Actor;
import org.zhunru.policy.CatalogueEntry.Binding;
import org.zhunru.policy.CatalogueEntry.Condition;
import org.zhunru.policy.CatalogueEntry.Exemption;
import org.zhunru.policy.CatalogueEntry.Family;
import org.zhunru.policy.CatalogueEntry.Operator;
import org.zhunru.policy.CatalogueEntry.Place;
import org.zhunru.policy.CatalogueEntry.Role;
import org.zhunru.policy.CatalogueSet.Limit;
import org.zhunru.policy.CatalogueSet.Row;
import org.zhunru.policy.CatalogueSight.Amount;
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

  /** Classes of coal mines that limits on people tell apart; a mine is of the one or the other. */
  private static final List<String> MINE_CLASSES = List.of("灾害严重", "其他矿井");

  /** Questions that are open of a mine's class, not of a place of work. */
  private static final Set<String> OF_CLASS = Set.of("catalogueScope", "catalogueFact");

  /** Places of work to which a share over the limit is applied, 采掘作业地点. */
  private static final String FACE = "工作面";

  private static final Exemption[] EXEMPTIONS = Exemption.values();

  private final CatalogueSet set;
  private final Function<CatalogueEntry, LocalDate> days;

  /**
   * @param days the day whose law an entry is asked by
   */
  CatalogueRules(CatalogueSet set, Function<CatalogueEntry, LocalDate> days) {
    this.set = set;
    this.days = days;
  }

  /** Whether a row may be enforced on its day. */
  boolean counts(Row row) {
    return row.entry().binding() != Binding.NEVER && inForce(row.entry());
  }

  private boolean inForce(CatalogueEntry entry) {
    return entry.inForce(days.apply(entry));
  }

  /** Gathers what entries say. */
  static final class Answers {
    final List<Finding> findings = new ArrayList<>();
    final List<Question> questions = new ArrayList<>();
    final List<NearMiss> near = new ArrayList<>();
  }

  /** Entries of other places say nothing, and aren't even near. */
  void judge(Row row, CatalogueSight sight, Answers answers) {
    var entry = row.entry();
    if (entry.place().has(sight.region) == Place.Has.NOT) {
      return;
    }
    switch (entry.subject()) {
      case SUBSTANCE -> substances(row, sight, answers);
      case PROCESS_OR_EQUIPMENT -> texts(row, sight, sight.texts, answers);
      case PLACE_OF_WORK -> texts(row, sight, sight.places, answers);
      case PROJECT -> project(row, sight, answers);
      case DISTANCE -> distances(row, sight, answers);
      case AREA -> areas(row, sight, answers);
    }
  }

  private void substances(Row row, CatalogueSight sight, Answers answers) {
    var entry = row.entry();
    if (entry.role() == Role.UNKNOWN_LIST) {
      if (!sight.matters.isEmpty() && bindsSomewhere(entry, sight)) {
        new Judging(row, sight, answers, "units", null).open("unknownList").decide();
      }
      return;
    }
    for (var matter : sight.matters) {
      if (entry.role() == Role.UNLISTED) {
        boolean told = !matter.normal().isEmpty() || matter.substance().cas() != null;
        if (told && bindsSomewhere(entry, sight) && !listed(entry, matter)) {
          new Judging(row, sight, answers, matter.path(), matter).decide();
        }
        continue;
      }
      var is = is(row, matter);
      if (is == Is.NOT) {
        continue;
      }
      var judging = new Judging(row, sight, answers, matter.path(), matter);
      if (is == Is.CONTRADICTED) {
        judging.open("catalogueIdentity");
      } else if (is == Is.MAY_BE) {
        judging.open("catalogueClass");
      }
      judging.decide();
    }
  }

  private boolean listed(CatalogueEntry rest, Matter matter) {
    return set.listed(rest).stream().anyMatch(row -> is(row, matter) != Is.NOT);
  }

  /** Lists of other days, zones and sectors aren't even near. */
  private boolean bindsSomewhere(CatalogueEntry entry, CatalogueSight sight) {
    return entry.binding() != Binding.NEVER
        && inForce(entry)
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
  private Is is(Row row, Matter matter) {
    var entry = row.entry();
    var own = row.names();
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

  private void texts(Row row, CatalogueSight sight, List<Text> texts, Answers answers) {
    var entry = row.entry();
    Text best = null;
    double alike = 0;
    boolean named = false;
    for (var text : texts) {
      if (text.output() && (named || measuredBy(row, text))) {
        continue; // told by itself, or only an amount of what is told by itself
      }
      for (int i = 0; i < row.names().size(); i++) {
        var name = row.names().get(i);
        if (name.length() >= 2 && text.normal().contains(name)) {
          new Judging(row, sight, answers, text.path(), null).of(text).decide();
          named = true;
          break;
        }
        var pairs = row.pairs().get(i);
        int shared = CatalogueText.shared(pairs, text.pairs());
        double now = CatalogueText.alike(shared, text.pairs().length, pairs.length);
        if (now > alike) {
          alike = now;
          best = text;
        }
      }
      if (alike < CatalogueText.RESEMBLES
          && entry.binding() != Binding.NOTICE // it binds nobody: what it may mean helps nobody
          && mayBe(row, text.things())) {
        alike = CatalogueText.RESEMBLES;
        best = text;
      }
    }
    if (named || best == null) {
      return;
    }
    if (alike >= CatalogueText.RESEMBLES) {
      new Judging(row, sight, answers, best.path(), null)
          .of(best)
          .open("catalogueResembles")
          .decide();
    } else if (alike >= CatalogueText.NEAR) {
      answers.near.add(near(entry, best.path(), "words", best.declared(), entry.text()));
    }
  }

  private static boolean measuredBy(Row row, Text output) {
    return row.limits().stream().anyMatch(limit -> limit.measure().equals(output.normal()));
  }

  private static boolean mayBe(Row row, List<String> things) {
    for (var thing : things) {
      for (var own : row.things()) {
        if (CatalogueText.mayBeOne(own, thing)) {
          return true;
        }
      }
    }
    return false;
  }

  private void project(Row row, CatalogueSight sight, Answers answers) {
    var entry = row.entry();
    if (!bindsSomewhere(entry, sight)) {
      return;
    }
    var judging = new Judging(row, sight, answers, "sector", null);
    if (!entry.names().isEmpty()) {
      var mineral = sight.facts.facts().get("mineral");
      if (mineral == null) {
        judging.open("mineral");
      } else if (!row.names().contains(SubstanceNames.normal(mineral.toString()))) {
        return;
      }
    }
    judging.decide();
  }

  private void distances(Row row, CatalogueSight sight, Answers answers) {
    var entry = row.entry();
    var siting = sight.facts.siting();
    if (siting == null || !bindsSomewhere(entry, sight)) {
      return;
    }
    for (int i = 0; i < siting.distances().size(); i++) {
      var told = siting.distances().get(i);
      if (told.target() != null && entry.names().contains(told.target())) {
        new Judging(row, sight, answers, "siting.distances[" + i + "]", null).of(told).decide();
      }
    }
  }

  /** The site's own coordinates, or a zone that the project says it lies in. */
  private void areas(Row row, CatalogueSight sight, Answers answers) {
    var entry = row.entry();
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
        (zone, path) -> new Judging(row, sight, answers, path, null).inside(zone).decide());
  }

  private enum Truth {
    YES,
    NO,
    OPEN
  }

  private static Truth place(Place place, @Nullable String region) {
    return switch (place.has(region)) {
      case IT -> Truth.YES;
      case PERHAPS -> Truth.OPEN;
      case NOT -> Truth.NO;
    };
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
      Limit limit, Truth caught, @Nullable String value, @Nullable Fraction number) {
    /** How far the number would have to move, as a share of the threshold. */
    @Nullable Fraction gap() {
      var threshold = limit.threshold();
      if (number == null || threshold == null || threshold.equals(Fraction.ZERO)) {
        return null;
      }
      var gap = number.over(threshold).minus(Fraction.ONE);
      return gap.compareTo(Fraction.ZERO) < 0 ? Fraction.ZERO.minus(gap) : gap;
    }
  }

  /** One entry and the subject it names. */
  private final class Judging {
    private final Row row;
    private final CatalogueEntry entry;
    private final LocalDate day;
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

    /** Whether it is certain that the project is one of those that the row's words mean. */
    private boolean meant;

    Judging(Row row, CatalogueSight sight, Answers answers, String path, @Nullable Matter matter) {
      this.row = row;
      this.entry = row.entry();
      this.day = days.apply(entry);
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

    /** Asks for the fact that a condition hangs on; of no sector that isn't told. */
    private void ask(Condition condition, FactDictionary.Fact fact) {
      if (sector(entry, sight) == Truth.OPEN) {
        return;
      }
      var wanted =
          condition.number() == null
              ? condition.threshold()
              : condition.operator().sign() + " " + condition.threshold() + " " + condition.unit();
      open.add(
          new Question(
              fact.path(),
              "catalogueFact",
              List.of(entry.text(), condition.measure(), wanted),
              List.of(),
              entry.legalBasis()));
    }

    /**
     * True if the entry is out.
     *
     * @param asked what the entry asks; only asked for if the answer isn't yes
     */
    private boolean out(
        Truth truth, String reason, Supplier<@Nullable String> told, Supplier<String> asked) {
      if (truth == Truth.NO) {
        answers.near.add(near(entry, path, reason, told.get(), asked.get()));
        return true;
      }
      if (truth == Truth.OPEN) {
        open(
            "catalogue" + Character.toUpperCase(reason.charAt(0)) + reason.substring(1),
            asked.get());
      }
      return false;
    }

    private boolean out(Truth truth, String reason, Supplier<String> asked) {
      return out(truth, reason, () -> null, asked);
    }

    private static Truth truth(boolean is) {
      return is ? Truth.YES : Truth.NO;
    }

    void decide() {
      var facts = sight.facts;
      var dated = entry.inForce(day) ? entry.from() == null ? Truth.OPEN : Truth.YES : Truth.NO;
      boolean actor =
          entry.actor() == Actor.ALL || (entry.actor() == Actor.EXISTING) == sight.existing();
      if (out(truth(entry.binding() != Binding.NEVER), "confidence", entry::confidence, () -> "")
          || out(dated, "date", day::toString, this::period)
          || out(place(entry.place(), sight.region), "place", () -> entry.place().words())
          || out(sector(entry, sight), "sector", facts::sector, () -> sorted(entry.sectors()))
          || out(zone(entry, sight), "zone", () -> sorted(sight.zones), () -> sorted(entry.zones()))
          || out(outside(), "park", () -> "化工园区外")
          || out(link(), "link", () -> sorted(entry.links()))
          || out(truth(actor), "actor", () -> entry.actor().name())) {
        return;
      }
      var exempt = exempt();
      if (exempt != null) {
        out(Truth.NO, "exempt", exempt::name);
        return;
      }
      if (distance == null ? allCatch() : within(distance)) {
        find(entry.binding() == Binding.NOTICE);
        if (entry.family() == Family.HEADCOUNT && entry.binding() != Binding.NOTICE) {
          set.overs().forEach(this::over);
        }
      }
    }

    private String period() {
      return said(entry.from()) + "/" + said(entry.to());
    }

    private static String said(@Nullable LocalDate end) {
      return end == null ? NearMiss.NO_DAY : end.toString();
    }

    private boolean allCatch() {
      for (var limit : row.limits()) {
        value = null;
        number = null;
        if (entry.family() == Family.HEADCOUNT && limit.ofShare()) {
          continue; // see over
        }
        var caught = caught(limit);
        var fact = CatalogueSight.asked(limit.condition().measure());
        if (caught == Truth.OPEN && fact != null) {
          ask(limit.condition(), fact);
        } else if (out(caught, "condition", () -> value, () -> words(limit.condition()))) {
          return false;
        }
        asked.add(new Asked(limit, caught, value, number));
      }
      return inScope();
    }

    /** False if the facts say that the row's words don't mean this project; asks if they don't. */
    private boolean inScope() {
      var scope = entry.scope();
      var answer = scope == null ? null : scope.of(sight);
      if (answer != null && Boolean.FALSE.equals(answer.holds())) {
        answers.near.add(near(entry, path, "scope", null, entry.qualifier()));
        return false;
      }
      meant = entry.qualifier().isEmpty() || answer != null && answer.holds() != null;
      if (!meant && !classTold() && !overEveryClass(Fraction.ONE)) {
        askScope(this, answer);
      }
      return true;
    }

    /**
     * @param of the finding for which it is asked
     */
    private void askScope(Judging of, FactScope.@Nullable Answer answer) {
      var scope = entry.scope();
      if (answer == null || scope == null) {
        of.open("catalogueScope", entry.qualifier());
        return;
      }
      for (var condition : answer.open()) {
        of.ask(
            condition, java.util.Objects.requireNonNull(CatalogueSight.asked(condition.measure())));
      }
      if (scope.judged()) {
        of.open("catalogueScope", entry.text());
      }
    }

    private boolean classTold() {
      return text != null && text.normal().contains(SubstanceNames.normal(entry.qualifier()));
    }

    /**
     * Whether, of whatever class the mine is, more people are there than so many times its limit;
     * not if the limit of a class isn't known.
     */
    private boolean overEveryClass(Fraction times) {
      var people = number;
      if (entry.family() != Family.HEADCOUNT || people == null) {
        return false;
      }
      var limits =
          set.classesOf(entry).stream()
              .filter(r -> r.entry().binding() != Binding.NEVER && inForce(r.entry()))
              .toList();
      return MINE_CLASSES.stream()
              .allMatch(name -> limits.stream().anyMatch(r -> r.entry().qualifier().contains(name)))
          && limits.stream().allMatch(r -> people.compareTo(limit(r).times(times)) > 0);
    }

    private static Fraction limit(Row row) {
      return java.util.Objects.requireNonNull(row.limits().get(0).threshold());
    }

    /** More than a share over the limit, that is a finding of its own; just the share is not. */
    private void over(Row share) {
      var people = number;
      var times = limit(share);
      if (people == null
          || open.stream().anyMatch(q -> !OF_CLASS.contains(q.code())) // not this place
          || share.entry().binding() == Binding.NEVER
          || !inForce(share.entry())
          || !share.entry().sectors().equals(entry.sectors())
          || entry.names().stream().noneMatch(name -> name.contains(FACE))
          || people.compareTo(limit(row).times(times)) <= 0) {
        return;
      }
      boolean every = !meant && overEveryClass(times);
      boolean widest =
          set.classesOf(entry).stream().allMatch(r -> limit(r).compareTo(limit(row)) <= 0);
      if (every && !widest) {
        return; // told once, by the limit that lets most people in
      }
      var own = entry.conditions().get(0);
      var percent = java.util.Objects.requireNonNull(share.entry().conditions().get(0).number());
      var most = java.util.Objects.requireNonNull(own.number()).multiply(percent).movePointLeft(2);
      var judging = new Judging(share, sight, answers, path, null);
      if (!meant && !classTold() && !every) {
        var scope = entry.scope();
        askScope(judging, scope == null ? null : scope.of(sight));
      }
      judging.asked.add(
          new Asked(
              Limit.of(
                  new Condition(
                      own.measure(),
                      own.operator(),
                      new BigDecimal(most.stripTrailingZeros().toPlainString()),
                      List.of(),
                      own.unit(),
                      false)),
              Truth.YES,
              value,
              people));
      judging.find(false);
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
        asked.add(new Asked(Limit.of(limit), sure ? Truth.YES : Truth.OPEN, value, number));
      } else if (!answer.catches()) {
        answers.near.add(
            near(
                entry,
                path,
                "condition",
                answer.told() == null ? value : answer.told(),
                limit == null ? "" : words(limit)));
      }
      return answer.catches();
    }

    private @Nullable Exemption exempt() {
      for (var exemption : EXEMPTIONS) {
        if (entry.exemptions().contains(exemption)
            && exemption.in(
                exemption == Exemption.REAGENT
                    ? matter == null ? "" : matter.form()
                    : sight.purpose())) {
          return exemption;
        }
      }
      return null;
    }

    private void find(boolean notice) {
      var severity = entry.severity();
      boolean grace =
          sight.existing() && entry.deadline() != null && !day.isAfter(entry.deadline());
      if (grace || (entry.family() == Family.HEADCOUNT && sight.existing())) {
        severity = Severity.CONDITION;
      }
      if (notice) {
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
      var condition = decisive == null ? null : decisive.limit().condition();
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
              row.edition(),
              entry.entryNo().isEmpty() ? null : entry.entryNo(),
              entry.confidence(),
              entry.remedy().isEmpty() ? null : entry.remedy(),
              undetermined || decisive == null ? null : change(decisive),
              grace ? entry.deadline() : null,
              undetermined ? open : List.of(),
              marks));
    }

    /** Of several conditions the one that is open, or the one that lacks least to be otherwise. */
    private @Nullable Asked decisive(boolean undetermined) {
      if (asked.size() == 1) {
        return asked.get(0);
      }
      Asked nearest = null;
      for (var each : asked) {
        if (undetermined && each.caught() == Truth.OPEN) {
          return each;
        }
        var gap = each.limit().condition().measure().equals(GIVEN) ? null : each.gap();
        var least = nearest == null ? null : nearest.gap();
        if (nearest == null || gap != null && (least == null || gap.compareTo(least) < 0)) {
          nearest = each;
        }
      }
      return nearest;
    }

    /** What the number or the answer would have to be for the entry not to catch. */
    private static @Nullable Change change(Asked decisive) {
      var condition = decisive.limit().condition();
      var passing = condition.passing();
      if (passing != null) {
        return passing
            ? new Change(condition.measure(), "yes", Condition.YES, "")
            : new Change(condition.measure(), "no", Condition.NO, "");
      }
      if (condition.number() == null || decisive.number() == null) {
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
    private static String in(BigDecimal number, Measure unit, String words, Measure asked) {
      if (unit.factor().equals(asked.factor()) && number.scale() <= Fraction.PLACES) {
        var plain = number.stripTrailingZeros();
        return plain.toPlainString();
      }
      var converted = unit.inBase(number).over(asked.factor());
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
      for (var link : told) {
        if (entry.links().contains(link)
            && !day.isBefore(entry.linkFrom().getOrDefault(link, LocalDate.MIN))) {
          return Truth.YES;
        }
      }
      return Truth.NO;
    }

    private static String words(Condition condition) {
      return String.join(
              " ",
              condition.measure(),
              condition.operator().sign(),
              condition.threshold(),
              condition.unit())
          .strip();
    }

    /** Whether the condition catches. */
    private Truth caught(Limit limit) {
      var holds = holds(limit);
      if (!limit.condition().required() || holds == Truth.OPEN) {
        return holds;
      }
      return holds == Truth.YES ? Truth.NO : Truth.YES;
    }

    private Truth holds(Limit limit) {
      var threshold = limit.threshold();
      var unit = limit.unit();
      if (threshold == null || unit == null) {
        return word(limit.condition());
      }
      if (limit.condition().ofMoney()) {
        return investment(limit.condition(), unit, threshold);
      }
      if (entry.family() == Family.HEADCOUNT) {
        return headcount(limit.condition(), threshold);
      }
      if (matter != null && unit.dimension().equals(CatalogueFiles.SHARE)) {
        return content(limit.condition(), matter);
      }
      Truth answer = null;
      for (var amount : sight.amounts) {
        if (!measures(amount, limit)) {
          continue;
        }
        Truth now;
        if (amount.unit() == null
            || amount.base() == null
            || !amount.unit().dimension().equals(unit.dimension())) {
          now = Truth.OPEN;
        } else {
          value = in(amount.value(), amount.unit(), amount.words(), unit);
          now = compare(limit.condition().operator(), amount.base(), threshold);
        }
        // Several numbers for one measure that don't agree leave it open.
        answer = answer == null || answer == now ? now : Truth.OPEN;
      }
      return answer == null ? Truth.OPEN : answer;
    }

    /** How strong a solution is: its share, if it is the only one that the form tells. */
    private Truth content(Condition condition, Matter matter) {
      var part = condition.measure().substring(1);
      var form = SubstanceNames.normal(matter.form());
      var limit = condition.operator().sign() + condition.threshold();
      var asked = form.contains("含") ? "part:" + part + limit : "percent" + limit;
      value = SubstanceForm.share(form);
      return switch (new SubstanceForm(List.of(asked), List.of()).holds(form)) {
        case YES -> Truth.YES;
        case NO -> Truth.NO;
        case OPEN -> Truth.OPEN;
      };
    }

    private boolean measures(Amount told, Limit limit) {
      if (limit.scale()) {
        return told.scale() || named(told.measure()) || mayBe(row, told.things());
      }
      return told.measure().equals(limit.measure())
          || told.measure().endsWith(limit.measure()) && named(told.measure())
          || entry.scope() != null && told.measure().equals(SubstanceNames.normal(entry.text()));
    }

    private boolean named(String measure) {
      for (var name : row.names()) {
        if (name.length() >= 2 && measure.contains(name)) {
          return true;
        }
      }
      return false;
    }

    private Truth investment(Condition condition, Measure unit, Fraction threshold) {
      var total = sight.facts.investmentYuan();
      if (total == null) {
        return Truth.OPEN;
      }
      var land = sight.number("landCostYuan");
      boolean withoutLand = condition.measure().contains("不含土地");
      var counted = withoutLand && land != null ? total.subtract(land) : total;
      value = in(counted, Measure.of("元").orElseThrow(), "元", unit);
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
        told = in == null ? null : in ? Condition.YES : Condition.NO;
      } else if (condition.measure().equals("是否退出地区")) {
        told = place(entry.place(), sight.region) == Truth.YES ? Condition.YES : null;
      } else {
        told = sight.told(condition.measure());
      }
      if (told == null) {
        return Truth.OPEN;
      }
      value = told;
      return condition.operator() == Operator.EQUAL || condition.operator() == Operator.ONE_OF
          ? truth(condition.words().contains(told))
          : grade(condition, told);
    }

    /** Grades are compared by their order in the dictionary of facts. */
    private static Truth grade(Condition condition, String told) {
      var fact = CatalogueSight.fact(condition.measure());
      int own = fact == null ? -1 : fact.grade(told);
      int asked = fact == null ? -1 : fact.grade(condition.threshold());
      return own < 0 || asked < 0
          ? Truth.OPEN
          : truth(condition.operator().holds(Integer.compare(own, asked)));
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
