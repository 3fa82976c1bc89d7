package org.zhunru.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.calendar.LimitsInForce;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Departments;
import org.zhunru.identity.Region;
import org.zhunru.identity.Regions;
import org.zhunru.intake.CaseState;
import org.zhunru.policy.Grounds;
import org.zhunru.supervision.CaseRegister;
import org.zhunru.supervision.OpenCases;
import org.zhunru.supervision.ProjectSites;
import org.zhunru.supervision.SupervisionLetters;
import org.zhunru.supervision.SupervisionLight;
import org.zhunru.supervision.SupervisionLights;
import org.zhunru.supervision.Tallies;
import org.zhunru.supervision.VetoRegister;
import tools.jackson.databind.json.JsonMapper;

/** {@code /city}: the figures of the city, each a link to the rows behind it. */
@Controller
class CityPages {
  private static final int MONTHS = 12;
  private static final int MOST_HITS = 15;
  private static final int MOST_DRAWN = 500;
  private static final int MAP_ZOOM = 1;
  private static final List<String> STATES =
      List.of("SUBMITTED", "CORRECTING", "REVIEW", "DECIDING");
  private static final List<String> BECAME =
      List.of("OVERTURNED", "LIFTED", "SUPERSEDED", "UPHELD");

  private final OpenCases open;
  private final Tallies tallies;
  private final ProjectSites sites;
  private final VetoRegister vetoes;
  private final SupervisionLights lights;
  private final SupervisionLetters letters;
  private final Departments departments;
  private final Regions regions;
  private final LimitsInForce limits;
  private final Grounds grounds;
  private final PeopleWords people;
  private final Words words;
  private final JsonMapper json;
  private final Clock clock;

  CityPages(
      OpenCases open,
      Tallies tallies,
      ProjectSites sites,
      VetoRegister vetoes,
      SupervisionLights lights,
      SupervisionLetters letters,
      Departments departments,
      Regions regions,
      LimitsInForce limits,
      Grounds grounds,
      PeopleWords people,
      Words words,
      JsonMapper json,
      Clock clock) {
    this.open = open;
    this.tallies = tallies;
    this.sites = sites;
    this.vetoes = vetoes;
    this.lights = lights;
    this.letters = letters;
    this.departments = departments;
    this.regions = regions;
    this.limits = limits;
    this.grounds = grounds;
    this.people = people;
    this.words = words;
    this.json = json;
    this.clock = clock;
  }

  /**
   * A number and where its rows are.
   *
   * @param bar length of its bar, 0 to 100
   */
  public record Count(long n, String href, long bar) {}

  /** A row of counts. */
  public record Line(String label, List<Count> counts) {}

  /**
   * How long steps took.
   *
   * @param limit what has to be done within it, and how long it is
   * @param median of the month, and of twelve months; empty if nothing was finished
   */
  public record Step(
      String department,
      String limit,
      Count month,
      String median,
      Count late,
      Count year,
      String yearMedian,
      Count yearLate) {}

  /** Vetoes of one applicant on one ground. */
  public record Repeat(String enterprise, String ground, Count count) {}

  /**
   * A project on the picture of the map.
   *
   * @param mark one sign for its hazard
   */
  public record Point(String title, String x, String y, String mark) {}

  /**
   * @param month as in the address
   * @param later the next month; empty if that has not come
   * @param unanswered lights of supervision that await an answer
   * @param answered those that await a finding
   * @param overdue supervision letters whose reply is overdue
   */
  public record View(
      String month,
      String earlier,
      String later,
      long unanswered,
      long answered,
      long overdue,
      List<Line> stages,
      List<Line> lights,
      List<Line> grounds,
      List<Line> became,
      List<Repeat> repeated,
      List<Line> months,
      List<Step> steps,
      List<Line> hits,
      List<Line> hazards,
      List<Point> points,
      String map) {}

  @GetMapping("/city")
  ModelAndView city(Actor actor, @RequestParam(required = false) @Nullable String month) {
    var now = YearMonth.now(clock);
    var of = month(month, now);
    var lines = tallies.of(of.minusMonths(MONTHS - 1), of);
    var page = new ModelAndView("city");
    page.addObject(
        "page",
        new View(
            of.toString(),
            "/city?month=" + of.minusMonths(1),
            of.isBefore(now) ? "/city?month=" + of.plusMonths(1) : "",
            lights.count(actor, SupervisionLight.State.OPEN),
            lights.count(actor, SupervisionLight.State.ANSWERED),
            letters.overdue(actor),
            stages(),
            lights(),
            grounds(lines, of),
            became(lines, of),
            repeated(actor),
            months(lines, of),
            steps(lines, of),
            hits(lines, of),
            hazards(),
            points(),
            map().src()));
    return page;
  }

  /** The projects whose place is known. */
  @GetMapping("/city/projects.geojson")
  ResponseEntity<byte[]> projects() {
    var features = new ArrayList<Map<String, Object>>();
    for (var site : sites.all()) {
      var properties = new LinkedHashMap<String, Object>();
      properties.put("case", site.number());
      properties.put("project", site.project());
      properties.put("enterprise", site.enterprise());
      properties.put("region", site.region());
      properties.put("hazard", site.hazard().code());
      features.add(
          Map.of(
              "type",
              "Feature",
              "geometry",
              Map.of("type", "Point", "coordinates", List.of(site.lon(), site.lat())),
              "properties",
              properties));
    }
    return ResponseEntity.ok()
        .header("Content-Type", "application/geo+json")
        .header(
            "Content-Disposition",
            ContentDisposition.attachment().filename("projects.geojson").build().toString())
        .body(json.writeValueAsBytes(Map.of("type", "FeatureCollection", "features", features)));
  }

  private static YearMonth month(@Nullable String typed, YearMonth now) {
    try {
      var month = typed == null ? now : YearMonth.parse(typed);
      return month.isAfter(now) || month.getYear() < 2000 ? now : month;
    } catch (DateTimeException none) {
      return now;
    }
  }

  private List<Line> stages() {
    var found = open.byState();
    var rows = new ArrayList<Line>();
    for (var name : STATES) {
      var group = CaseRegister.Group.valueOf(name);
      rows.add(
          counts(
              words.say("cases.group." + name),
              Arrays.asList(CaseRegister.Light.values()),
              light ->
                  found.stream()
                      .filter(s -> group.holds(s.state()))
                      .filter(s -> light.name().equals(s.light() == null ? "NONE" : s.light() + ""))
                      .mapToLong(OpenCases.InState::n)
                      .sum(),
              light ->
                  address(
                      "/cases",
                      "state",
                      ListFilters.lower(group),
                      "light",
                      light == null ? "" : ListFilters.lower(light))));
    }
    return scaled(rows);
  }

  private List<Line> lights() {
    var found = open.byDepartment();
    var some = Arrays.stream(CaseRegister.Light.values()).filter(l -> l != CaseRegister.Light.NONE);
    var lights = some.toList();
    var rows = new ArrayList<Line>();
    for (var department : departments.all()) {
      var own = found.stream().filter(d -> d.department().equals(department.code())).toList();
      if (!own.isEmpty()) {
        rows.add(
            new Line(
                people.department(department.code()),
                lights.stream()
                    .map(
                        light ->
                            new Count(
                                own.stream()
                                    .filter(d -> d.light().name().equals(light.name()))
                                    .mapToLong(OpenCases.InDepartment::n)
                                    .sum(),
                                address(
                                    "/cases",
                                    "department",
                                    department.code(),
                                    "light",
                                    ListFilters.lower(light)),
                                0))
                    .toList()));
      }
    }
    return scaled(rows);
  }

  private interface Number<T> {
    long of(T what);
  }

  private interface Address<T> {
    String of(@Nullable T what);
  }

  /** A row with its sum in front. */
  private static <T> Line counts(String label, List<T> columns, Number<T> n, Address<T> href) {
    var counts = new ArrayList<Count>();
    counts.add(new Count(columns.stream().mapToLong(n::of).sum(), href.of(null), 0));
    columns.forEach(c -> counts.add(new Count(n.of(c), href.of(c), 0)));
    return new Line(label, counts);
  }

  /** Bars in relation to the greatest number of all. */
  private static List<Line> scaled(List<Line> rows) {
    long most = rows.stream().flatMap(r -> r.counts().stream()).mapToLong(Count::n).max().orElse(0);
    return rows.stream()
        .map(
            r ->
                new Line(
                    r.label(),
                    r.counts().stream()
                        .map(c -> new Count(c.n(), c.href(), most == 0 ? 0 : 100 * c.n() / most))
                        .toList()))
        .toList();
  }

  private static long sum(List<Tallies.Line> lines, Predicate<Tallies.Line> which) {
    return lines.stream().filter(which).mapToLong(Tallies.Line::n).sum();
  }

  private List<Line> grounds(List<Tallies.Line> lines, YearMonth of) {
    return scaled(
        lines.stream()
            .filter(l -> l.measure() == Tallies.Measure.VETO && l.month().equals(of))
            .sorted(Comparator.comparing(Tallies.Line::n).reversed())
            .map(
                l ->
                    new Line(
                        words.say(
                            "city.groundOf",
                            ground(l.subject()),
                            people.department(l.department())),
                        List.of(
                            new Count(
                                l.n(),
                                address(
                                    "/vetoes",
                                    "ground",
                                    l.subject(),
                                    "department",
                                    l.department(),
                                    "from",
                                    of.atDay(1).toString(),
                                    "to",
                                    of.atEndOfMonth().toString()),
                                0))))
            .toList());
  }

  /** With its wording of today; alone if it may no longer be relied on. */
  private String ground(String id) {
    return grounds
        .byId(id, LocalDate.now(clock))
        .map(g -> words.say("vetoes.ground.option", id, g.text()))
        .orElse(id);
  }

  private List<Line> became(List<Tallies.Line> lines, YearMonth of) {
    var rows = new ArrayList<Line>();
    var from = of.minusMonths(MONTHS - 1).atDay(1).toString();
    var to = of.atEndOfMonth().toString();
    for (var department : departments.all()) {
      var own = lines.stream().filter(l -> l.department().equals(department.code())).toList();
      long all = sum(own, l -> l.measure() == Tallies.Measure.VETO);
      if (all == 0) {
        continue;
      }
      var counts = new ArrayList<Count>();
      counts.add(
          new Count(
              all, address("/vetoes", "department", department.code(), "from", from, "to", to), 0));
      for (var what : BECAME) {
        counts.add(
            new Count(
                sum(own, l -> l.measure() == Tallies.Measure.BECAME && l.subject().equals(what)),
                address(
                    "/vetoes",
                    "department",
                    department.code(),
                    what.equals("UPHELD") ? "reconsidered" : "state",
                    what.equals("SUPERSEDED") ? "reviewed_again" : what.toLowerCase(Locale.ROOT),
                    "from",
                    from,
                    "to",
                    to),
                0));
      }
      rows.add(new Line(people.department(department.code()), counts));
    }
    return scaled(rows);
  }

  private List<Repeat> repeated(Actor actor) {
    return vetoes.repeated(actor).stream()
        .map(
            r ->
                new Repeat(
                    r.name(),
                    ground(r.ground()),
                    new Count(
                        r.n(),
                        address(
                            "/vetoes",
                            "enterprise",
                            r.enterprise().toString(),
                            "ground",
                            r.ground()),
                        0)))
        .toList();
  }

  private List<Line> months(List<Tallies.Line> lines, YearMonth of) {
    var rows = new ArrayList<Line>();
    for (int back = 0; back < MONTHS; back++) {
      var month = of.minusMonths(back);
      var from = month.atDay(1).toString();
      var to = month.atEndOfMonth().toString();
      var own = lines.stream().filter(l -> l.month().equals(month)).toList();
      var counts = new ArrayList<Count>();
      counts.add(
          new Count(
              sum(own, l -> l.measure() == Tallies.Measure.FILED),
              address("/cases", "from", from, "to", to),
              0));
      for (var name : List.of("CLOSED", "APPROVED", "REFUSED", "WITHDRAWN")) {
        var group = CaseRegister.Group.valueOf(name);
        counts.add(
            new Count(
                sum(
                    own,
                    l ->
                        l.measure() == Tallies.Measure.CLOSED
                            && group.holds(CaseState.valueOf(l.subject()))),
                address(
                    "/cases",
                    "state",
                    ListFilters.lower(group),
                    "closedFrom",
                    from,
                    "closedTo",
                    to),
                0));
      }
      rows.add(new Line(month.toString(), counts));
    }
    return scaled(rows);
  }

  private List<Step> steps(List<Tallies.Line> lines, YearMonth of) {
    var rows = new ArrayList<Step>();
    for (var department : departments.all()) {
      var own = lines.stream().filter(l -> l.department().equals(department.code())).toList();
      own.stream()
          .filter(l -> l.measure() == Tallies.Measure.STEP)
          .map(Tallies.Line::subject)
          .distinct()
          .forEach(limit -> rows.add(step(department.code(), limit, own, of)));
    }
    return rows;
  }

  private Step step(String department, String limit, List<Tallies.Line> own, YearMonth of) {
    var all = own.stream().filter(l -> l.subject().equals(limit)).toList();
    var month = all.stream().filter(l -> l.month().equals(of)).toList();
    var since = of.minusMonths(MONTHS - 1);
    var by = limits.byId(limit, LocalDate.now(clock));
    var period = by.period();
    return new Step(
        people.department(department),
        by.step()
            + (period == null
                ? ""
                : " · "
                    + words.say(
                        "calendar.amount." + period.unit().name().toLowerCase(Locale.ROOT),
                        period.amount())),
        finished(department, limit, month, of, of, false),
        median(month),
        finished(department, limit, month, of, of, true),
        finished(department, limit, all, since, of, false),
        median(all),
        finished(department, limit, all, since, of, true));
  }

  private static Count finished(
      String department,
      String limit,
      List<Tallies.Line> lines,
      YearMonth from,
      YearMonth to,
      boolean late) {
    var measure = late ? Tallies.Measure.LATE : Tallies.Measure.STEP;
    return new Count(
        sum(lines, l -> l.measure() == measure),
        address(
            "/steps",
            "department",
            department,
            "limit",
            limit,
            "late",
            late ? "true" : "",
            "from",
            from.atDay(1).toString(),
            "to",
            to.atEndOfMonth().toString()),
        0);
  }

  private static String median(List<Tallies.Line> lines) {
    var times = new TreeMap<Integer, Long>();
    lines.stream()
        .filter(l -> l.measure() == Tallies.Measure.STEP)
        .forEach(l -> times.merge(l.days(), l.n(), Long::sum));
    var median = Tallies.median(times);
    return median == null ? "" : Figures.plain(java.math.BigDecimal.valueOf(median));
  }

  private List<Line> hits(List<Tallies.Line> lines, YearMonth of) {
    return scaled(
        lines.stream()
            .filter(l -> l.measure() == Tallies.Measure.HIT && l.month().equals(of))
            .sorted(Comparator.comparing(Tallies.Line::n).reversed())
            .limit(MOST_HITS)
            .map(
                l ->
                    new Line(
                        sites
                            .entry(l.subject())
                            .map(e -> e.source() + " " + e.text())
                            .orElse(l.subject()),
                        List.of(
                            new Count(
                                l.n(),
                                address(
                                    "/cases",
                                    "hit",
                                    l.subject(),
                                    "from",
                                    of.atDay(1).toString(),
                                    "to",
                                    of.atEndOfMonth().toString()),
                                0))))
            .toList());
  }

  private List<Line> hazards() {
    var by = new HashMap<String, Long>();
    tallies.timeless().stream()
        .filter(l -> l.measure() == Tallies.Measure.SITE)
        .forEach(l -> by.merge(l.subject(), l.n(), Long::sum));
    var rows = new ArrayList<Line>();
    regions.ofProjects().forEach(r -> rows.add(hazards(name(r), r.code() + " ", r.code(), by)));
    rows.add(hazards(words.say("cases.region.none"), " ", CaseRegister.NO_REGION, by));
    rows.removeIf(row -> row.counts().stream().allMatch(c -> c.n() == 0));
    return scaled(rows);
  }

  private static Line hazards(String label, String key, String region, Map<String, Long> by) {
    return new Line(
        label,
        Arrays.stream(ProjectSites.Hazard.values())
            .map(
                h ->
                    new Count(
                        by.getOrDefault(key + h.code(), 0L),
                        address("/cases", "region", region, "hazard", h.code()),
                        0))
            .toList());
  }

  private static SiteMap map() {
    return new SiteMap(ReferencePoints.middle(), MAP_ZOOM, null, List.of());
  }

  private List<Point> points() {
    var map = map();
    return sites.known(MOST_DRAWN).stream()
        .filter(s -> Math.abs(s.lat()) <= 85)
        .map(
            s -> {
              var at = map.pixel(new SitePoint(s.lon(), s.lat()));
              var hazard = words.say("city.hazard." + s.hazard().name());
              return new Point(
                  words.say("city.point", s.project(), hazard),
                  String.format(Locale.ROOT, "%.1f", at[0]),
                  String.format(Locale.ROOT, "%.1f", at[1]),
                  switch (s.hazard()) {
                    case OPEN -> "?";
                    case NONE -> "–";
                    default -> s.hazard().code();
                  });
            })
        .filter(p -> inside(p.x(), SiteMap.WIDTH) && inside(p.y(), SiteMap.HEIGHT))
        .toList();
  }

  private static boolean inside(String pixel, int size) {
    var at = Double.parseDouble(pixel);
    return at >= 0 && at <= size;
  }

  private String name(Region region) {
    return org.springframework.context.i18n.LocaleContextHolder.getLocale()
            .getLanguage()
            .equals("en")
        ? region.nameEn()
        : region.name();
  }

  private static String address(String path, String... pairs) {
    var values = new LinkedHashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return ListFilters.address(path, values);
  }
}
