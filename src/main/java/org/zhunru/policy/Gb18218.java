package org.zhunru.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Identification and grading of major hazard installations, GB 18218-2018: S = Σ q/Q and R =
 * α·Σ(β·q/Q), unit by unit, in exact fractions.
 *
 * <p>What the facts leave open is never guessed: each substance has one or several readings, S and
 * R are ranges, and an answer is given where all readings agree.
 */
@Component
public class Gb18218 {
  private static final String STANDARD = "GB 18218-2018";

  /** Smallest threshold of table 1: nothing weighs more. */
  private static final BigDecimal SMALLEST_THRESHOLD = new BigDecimal("0.3");

  private final Map<Integer, Named> named = new LinkedHashMap<>();
  private final Map<String, Category> categories = new LinkedHashMap<>();
  private final Map<Integer, FormRule> forms = new LinkedHashMap<>();
  private final Map<Integer, Beta> namedBetas = new LinkedHashMap<>();
  private final List<Alpha> alphas = new ArrayList<>();
  private final List<Level> levels = new ArrayList<>();
  private final SubstanceNames names = new SubstanceNames("table1");
  private final SubstanceNames betaNames = new SubstanceNames("beta");

  private record Named(
      int no, String name, List<String> aliases, List<String> cas, BigDecimal threshold) {}

  /**
   * A category of table 2.
   *
   * @param code such as {@code W5.1}
   * @param description Chinese, as the table has it
   * @param threshold Q, tonnes
   */
  public record Category(
      String code, String name, String description, BigDecimal threshold, BigDecimal beta) {}

  private record FormRule(SubstanceForm form, String wordsZh, String wordsEn) {}

  private record Beta(int no, BigDecimal value) {}

  private record Alpha(int least, int most, BigDecimal value) {}

  private record Level(int level, @Nullable BigDecimal least) {}

  public Gb18218() {
    readNamed();
    readForms();
    readCategories();
    readBetas();
    PolicyFile.of("gb18218-2018-alpha.csv")
        .read(
            List.of("min_people", "max_people", "label_zh", "alpha", "confidence", "source"),
            row -> {
              var most = row.text("max_people");
              alphas.add(
                  new Alpha(
                      row.whole("min_people"),
                      most.isEmpty() ? Integer.MAX_VALUE : row.whole("max_people"),
                      row.positive("alpha")));
              return row;
            });
    PolicyFile.of("gb18218-2018-levels.csv")
        .read(
            List.of(
                "level",
                "level_zh",
                "r_min_inclusive",
                "r_max_exclusive",
                "expression",
                "confidence",
                "source"),
            row -> {
              levels.add(new Level(row.whole("level"), row.optionalNumber("r_min_inclusive")));
              return row;
            });
  }

  private void readNamed() {
    PolicyFile.of("gb18218-2018-named.csv")
        .read(
            List.of("no", "name_zh", "alias_zh", "cas", "threshold_t", "confidence", "source"),
            row -> {
              var each =
                  new Named(
                      row.whole("no"),
                      row.required("name_zh"),
                      row.several("alias_zh"),
                      row.several("cas"),
                      row.positive("threshold_t"));
              named.put(each.no(), each);
              names.add(each.no(), each.name(), each.aliases(), each.cas());
              return each;
            });
  }

  private void readForms() {
    PolicyFile.of("gb18218-2018-forms.csv")
        .read(
            List.of("no", "condition", "excludes", "words_zh", "words_en", "source"),
            row -> {
              forms.put(
                  row.whole("no"),
                  new FormRule(
                      new SubstanceForm(row.several("condition"), row.several("excludes")),
                      row.required("words_zh"),
                      row.required("words_en")));
              return row;
            });
  }

  private void readCategories() {
    Map<String, BigDecimal> betas = new LinkedHashMap<>();
    PolicyFile.of("gb18218-2018-beta-categories.csv")
        .read(
            List.of("code", "category_zh", "beta", "confidence", "source"),
            row -> betas.put(row.required("code"), row.positive("beta")));
    PolicyFile.of("gb18218-2018-categories.csv")
        .read(
            List.of("code", "category_zh", "description_zh", "threshold_t", "confidence", "source"),
            row -> {
              var code = row.required("code");
              var beta = betas.get(code);
              if (beta == null) {
                row.wrong("code", "noBeta", code);
                return null;
              }
              return categories.put(
                  code,
                  new Category(
                      code,
                      row.required("category_zh"),
                      row.required("description_zh"),
                      row.positive("threshold_t"),
                      beta));
            });
  }

  private void readBetas() {
    PolicyFile.of("gb18218-2018-beta-named.csv")
        .read(
            List.of("no", "name_zh", "cas", "beta", "confidence", "source"),
            row -> {
              int no = row.whole("no");
              betaNames.add(no, row.required("name_zh"), List.of(), row.several("cas"));
              namedBetas.put(no, new Beta(no, row.positive("beta")));
              return row;
            });
  }

  /** Table 2, in its order. */
  public List<Category> categories() {
    return List.copyOf(categories.values());
  }

  /** Codes of table 2. */
  public Set<String> categoryCodes() {
    return Set.copyOf(categories.keySet());
  }

  /** A name of table 1 with everything one may type for it; for look-ups. */
  record Listed(String name, List<String> aliases, List<String> cas, String source) {}

  List<Listed> listed() {
    return named.values().stream()
        .map(n -> new Listed(n.name(), n.aliases(), n.cas(), source(n)))
        .toList();
  }

  private static String source(Named row) {
    return "GB 18218-2018 表1 第" + row.no() + "项";
  }

  /**
   * One way to read a substance.
   *
   * @param threshold Q; null if it counts for nothing
   * @param lowBeta least β it may have
   */
  private record Reading(
      String name,
      @Nullable BigDecimal threshold,
      BigDecimal lowBeta,
      BigDecimal highBeta,
      String source,
      @Nullable String betaSource) {
    boolean betaKnown() {
      return lowBeta.compareTo(highBeta) == 0;
    }
  }

  /** A substance read: one reading if it is clear, several or an upper bound if it is not. */
  private record Read(List<Reading> readings, List<Question> questions) {}

  /**
   * Every unit with its working.
   *
   * @param units as told; unit type, quantities and people may be missing
   */
  public HazardReport report(List<ProjectFacts.Unit> units) {
    var reports = new ArrayList<HazardReport.UnitHazard>();
    for (int i = 0; i < units.size(); i++) {
      reports.add(unit(units.get(i), "units[" + i + "]"));
    }
    return new HazardReport(reports);
  }

  private HazardReport.UnitHazard unit(ProjectFacts.Unit unit, String path) {
    var terms = new ArrayList<HazardReport.Term>();
    var questions = new ArrayList<Question>();
    var least = Fraction.ZERO;
    @Nullable Fraction most = Fraction.ZERO;
    var leastWeighted = Fraction.ZERO;
    @Nullable Fraction mostWeighted = Fraction.ZERO;
    for (int i = 0; i < unit.substances().size(); i++) {
      var substance = unit.substances().get(i);
      var at = path + ".substances[" + i + "]";
      var read = read(substance, at);
      questions.addAll(read.questions());
      var quantity = substance.quantityTonnes();
      if (quantity == null) {
        if (read.readings().stream().anyMatch(r -> r.threshold() != null)) {
          questions.add(Question.of(at, "quantityMissing", named(substance)).per(STANDARD));
          most = null;
          mostWeighted = null;
        }
        continue;
      }
      var q = Fraction.of(quantity);
      @Nullable Fraction low = null;
      @Nullable Fraction high = null;
      @Nullable Fraction lowWeighted = null;
      @Nullable Fraction highWeighted = null;
      for (var reading : read.readings()) {
        var ratio =
            reading.threshold() == null ? Fraction.ZERO : q.over(Fraction.of(reading.threshold()));
        low = low == null || ratio.compareTo(low) < 0 ? ratio : low;
        high = high == null || ratio.compareTo(high) > 0 ? ratio : high;
        var lighter = ratio.times(Fraction.of(reading.lowBeta()));
        var heavier = ratio.times(Fraction.of(reading.highBeta()));
        lowWeighted =
            lowWeighted == null || lighter.compareTo(lowWeighted) < 0 ? lighter : lowWeighted;
        highWeighted =
            highWeighted == null || heavier.compareTo(highWeighted) > 0 ? heavier : highWeighted;
      }
      if (low == null || high == null || lowWeighted == null || highWeighted == null) {
        throw new IllegalStateException("no reading of " + at);
      }
      least = least.plus(low);
      most = most == null ? null : most.plus(high);
      leastWeighted = leastWeighted.plus(lowWeighted);
      mostWeighted = mostWeighted == null ? null : mostWeighted.plus(highWeighted);
      if (read.readings().size() == 1) {
        terms.add(term(read.readings().get(0), substance, at, quantity));
      }
    }
    return summed(unit, path, terms, questions, least, most, leastWeighted, mostWeighted);
  }

  private HazardReport.UnitHazard summed(
      ProjectFacts.Unit unit,
      String path,
      List<HazardReport.Term> terms,
      List<Question> questions,
      Fraction least,
      @Nullable Fraction most,
      Fraction leastWeighted,
      @Nullable Fraction mostWeighted) {
    @Nullable Boolean major =
        least.atLeast(Fraction.ONE)
            ? Boolean.TRUE
            : most != null && !most.atLeast(Fraction.ONE) ? Boolean.FALSE : null;
    var people = unit.exposedPeople();
    var alpha = people == null ? null : alpha(people);
    if (people == null && !Boolean.FALSE.equals(major)) {
      questions.add(
          Question.of(path, "peopleMissing", unit.name() == null ? path : unit.name())
              .per(STANDARD + " 表5"));
    }
    var lowAlpha = alpha == null ? least(alphas) : alpha.value();
    var highAlpha = alpha == null ? greatest(alphas) : alpha.value();
    var lowR = leastWeighted.times(Fraction.of(lowAlpha));
    @Nullable Fraction highR =
        mostWeighted == null ? null : mostWeighted.times(Fraction.of(highAlpha));
    @Nullable Fraction r =
        Boolean.TRUE.equals(major) && highR != null && lowR.compareTo(highR) == 0 ? lowR : null;
    @Nullable Integer level = null;
    if (Boolean.TRUE.equals(major)) {
      int lowest = level(lowR);
      int highest = highR == null ? levels.get(0).level() : level(highR);
      level = lowest == highest ? Integer.valueOf(lowest) : null;
    }
    return new HazardReport.UnitHazard(
        unit.name(),
        path,
        unit.unitType() == null ? null : unit.unitType().name().toLowerCase(Locale.ROOT),
        least.decimal(),
        least.toString(),
        most == null ? null : most.decimal(),
        major,
        r == null ? null : r.decimal(),
        r == null ? null : r.toString(),
        level,
        alpha == null ? null : alpha.value(),
        alpha == null ? null : "GB 18218-2018 表5",
        terms,
        questions);
  }

  private static BigDecimal least(List<Alpha> alphas) {
    return alphas.stream().map(Alpha::value).min(BigDecimal::compareTo).orElseThrow();
  }

  private static BigDecimal greatest(List<Alpha> alphas) {
    return alphas.stream().map(Alpha::value).max(BigDecimal::compareTo).orElseThrow();
  }

  private Alpha alpha(int people) {
    return alphas.stream()
        .filter(a -> people >= a.least() && people <= a.most())
        .findFirst()
        .orElseThrow();
  }

  /** Table 6: 1 is the highest. */
  private int level(Fraction r) {
    for (var level : levels) {
      if (level.least() == null || r.atLeast(Fraction.of(level.least()))) {
        return level.level();
      }
    }
    throw new IllegalStateException("table 6 has no level for " + r);
  }

  private static HazardReport.Term term(
      Reading reading, ProjectFacts.Substance substance, String at, BigDecimal quantity) {
    var ratio =
        reading.threshold() == null
            ? Fraction.ZERO
            : Fraction.of(quantity).over(Fraction.of(reading.threshold()));
    @Nullable BigDecimal beta = reading.betaKnown() ? reading.lowBeta() : null;
    return new HazardReport.Term(
        reading.name(),
        substance.name(),
        at,
        quantity,
        reading.threshold(),
        beta,
        ratio.decimal(),
        ratio.toString(),
        beta == null ? null : ratio.times(Fraction.of(beta)).decimal(),
        reading.source(),
        reading.betaSource());
  }

  private Read read(ProjectFacts.Substance substance, String at) {
    var questions = new ArrayList<Question>();
    var found = names.find(substance.name(), substance.cas());
    if (found.contradiction()) {
      questions.add(
          Question.of(
                  at,
                  "nameAndCas",
                  String.valueOf(substance.name()),
                  String.valueOf(substance.cas()))
              .per(STANDARD));
    }
    var readings = new ArrayList<Reading>();
    var open = new ArrayList<Named>();
    var text =
        SubstanceNames.normal(
            (substance.name() == null ? "" : substance.name())
                + " "
                + (substance.form() == null ? "" : substance.form()));
    boolean outside = found.rows().isEmpty();
    boolean anySure = false;
    for (int no : found.rows()) {
      var row = java.util.Objects.requireNonNull(named.get(no));
      var rule = forms.get(no);
      boolean official =
          substance.name() != null
              && SubstanceNames.normal(substance.name()).equals(SubstanceNames.normal(row.name()));
      var answer = rule == null || official ? SubstanceForm.Answer.YES : rule.form().holds(text);
      if (answer == SubstanceForm.Answer.YES) {
        readings.add(reading(row, substance));
        anySure = true;
      } else if (answer == SubstanceForm.Answer.OPEN) {
        open.add(row);
      }
    }
    if (!anySure || found.contradiction()) {
      for (var row : open) {
        readings.add(reading(row, substance));
      }
      // Nothing left of the named rows: then its categories decide.
      boolean qualified = found.rows().stream().allMatch(forms::containsKey);
      outside |= open.isEmpty() && readings.isEmpty();
      if (!open.isEmpty()) {
        if (found.rows().size() == 1 && qualified) {
          readings.addAll(byCategory(substance));
        }
        questions.add(
            Question.of(
                    at,
                    "formMissing",
                    named(substance),
                    java.util.Objects.requireNonNull(forms.get(open.get(0).no())).wordsZh())
                .per(source(open.get(0)))
                .withReadings(open.stream().map(Named::name).toList()));
      }
    }
    if (outside) {
      readings.addAll(byCategory(substance));
      if (substance.categories().isEmpty()) {
        questions.add(Question.of(at, "categoriesMissing", named(substance)).per(STANDARD + " 表2"));
      }
    }
    return new Read(readings, questions);
  }

  private Reading reading(Named row, ProjectFacts.Substance substance) {
    var beta = betaNames.find(row.name(), row.cas().isEmpty() ? null : row.cas().get(0));
    if (!beta.rows().isEmpty()) {
      var value = namedBetas.get(beta.rows().iterator().next());
      if (value != null) {
        return new Reading(
            row.name(),
            row.threshold(),
            value.value(),
            value.value(),
            source(row),
            "GB 18218-2018 表3 第" + value.no() + "项");
      }
    }
    var told = categories(substance);
    if (!told.isEmpty()) {
      var heaviest = told.stream().map(Category::beta).max(BigDecimal::compareTo).orElseThrow();
      return new Reading(
          row.name(), row.threshold(), heaviest, heaviest, source(row), "GB 18218-2018 表4");
    }
    var all = categories.values().stream().map(Category::beta).toList();
    return new Reading(
        row.name(),
        row.threshold(),
        all.stream().min(BigDecimal::compareTo).orElseThrow(),
        all.stream().max(BigDecimal::compareTo).orElseThrow(),
        source(row),
        null);
  }

  private List<Category> categories(ProjectFacts.Substance substance) {
    return substance.categories().stream()
        .map(categories::get)
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  /** By table 2: the lowest threshold of the categories told; anything if none was told. */
  private List<Reading> byCategory(ProjectFacts.Substance substance) {
    var name = named(substance);
    var told = categories(substance);
    if (!told.isEmpty()) {
      var lowest =
          told.stream().min(java.util.Comparator.comparing(Category::threshold)).orElseThrow();
      var heaviest = told.stream().map(Category::beta).max(BigDecimal::compareTo).orElseThrow();
      return List.of(
          new Reading(
              name,
              lowest.threshold(),
              heaviest,
              heaviest,
              "GB 18218-2018 表2 " + lowest.code(),
              "GB 18218-2018 表4"));
    }
    var nothing =
        new Reading(name, null, BigDecimal.ONE, BigDecimal.ONE, "GB 18218-2018 表1、表2 均未列", null);
    if (substance.categories().contains(ProjectFacts.Substance.NO_CATEGORY)) {
      return List.of(nothing);
    }
    return List.of(
        nothing,
        new Reading(name, SMALLEST_THRESHOLD, BigDecimal.ONE, new BigDecimal("20"), "", null));
  }

  private static String named(ProjectFacts.Substance substance) {
    return substance.name() != null
        ? substance.name()
        : substance.cas() == null ? "" : substance.cas();
  }
}
