package org.zhunru.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;
import org.zhunru.policy.AreaSketch;
import org.zhunru.policy.AreaSketch.Shape;
import org.zhunru.policy.PolicyFault;
import org.zhunru.policy.PolicyRevision;
import org.zhunru.policy.RevisionText;
import org.zhunru.policy.Revisions;
import org.zhunru.supervision.ProjectSites;

/**
 * {@code /policy/revisions/{id}/draw/{line}}: a row of the areas on the map, drawn by hand; line 0
 * is a new one. Clicks, buttons and typed coordinates all come to the same list of vertices, which
 * nothing but saving writes into the draft.
 */
@Controller
class AreaDrawingPages {
  private static final String AREAS = "catalogues/zone-areas.csv";
  private static final String KINDS = "catalogues/siting-areas.csv";
  private static final String MAP = "draw";
  private static final String GEOMETRY = "geometry";
  private static final int MOST_PROJECTS = 500;
  private static final int FIRST_LINE = 2;
  private static final List<String> COLUMNS =
      List.of(
          "zone",
          "kind_zh",
          "effective_from",
          "effective_to",
          "legal_basis",
          "confidence",
          "source");
  private static final List<String> CONFIDENCE =
      List.of("high", "seen", "seen_press", "corroborated", "recalled", "seen_draft");

  private final Revisions revisions;
  private final ProjectSites sites;
  private final Words words;
  private final Clock clock;

  AreaDrawingPages(Revisions revisions, ProjectSites sites, Words words, Clock clock) {
    this.revisions = revisions;
    this.sites = sites;
    this.words = words;
    this.clock = clock;
  }

  /**
   * @param typed by name of the field
   * @param kinds that rules on areas name, and that are drawn already
   * @param size what it covers, in words; empty if it is no area yet
   * @param others areas of the draft, with the address to draw each further
   * @param imported whether the row's border can't be drawn further and would be replaced
   */
  public record View(
      UUID id,
      String title,
      String crumb,
      int line,
      int seen,
      AreaMap map,
      Map<String, String> typed,
      List<String> kinds,
      List<String> confidences,
      String size,
      List<Other> others,
      boolean imported,
      List<FieldError> errors) {}

  public record Other(int line, String zone, String kind, String from, String to) {}

  @GetMapping("/policy/revisions/{id}/draw/{line}")
  ModelAndView show(@PathVariable UUID id, @PathVariable int line) {
    var revision = drawn(id);
    var typed = new LinkedHashMap<String, String>();
    typed.put("shape", Shape.AREA.name());
    typed.put("confidence", CONFIDENCE.get(0));
    boolean imported = false;
    if (line > 0) {
      var row = row(RevisionText.of(revision.content()), line);
      COLUMNS.forEach(column -> typed.put(column, row.getOrDefault(column, "")));
      var stored = AreaSketch.stored(row.getOrDefault(GEOMETRY, ""));
      typed.put("points", stored.map(AreaSketch::points).orElse(""));
      imported = stored.isEmpty();
    }
    var sketch = sketch(typed);
    var view = AreaMap.fitting(SiteMap.around(null, List.of()), sketch.vertices());
    return page(
        HttpStatus.OK, revision, line, revision.edits(), view, typed, sketch, imported, List.of());
  }

  /**
   * @param act save, undo, or anything else to see it
   */
  @PostMapping("/policy/revisions/{id}/draw/{line}")
  Object draw(
      @PathVariable UUID id,
      @PathVariable int line,
      @RequestParam(defaultValue = "0") int seen,
      @RequestParam(defaultValue = "") String act,
      @RequestParam Map<String, String> fields,
      Actor actor) {
    if (!actor.hasRole(Role.POLICY_EDITOR)) {
      throw Refusal.forbidden("policy.notEditor");
    }
    var revision = drawn(id);
    var typed = new LinkedHashMap<String, String>();
    Stream.concat(COLUMNS.stream(), Stream.of("shape", "points", "width"))
        .forEach(name -> typed.put(name, fields.getOrDefault(name, "").strip()));
    var map = SiteMap.read(fields::get, MAP, List.of());
    if (map.site() != null) {
      var site = map.site();
      typed.merge("points", site.lonText() + " " + site.latText(), AreaDrawingPages::withLine);
    }
    if (act.equals("undo")) {
      typed.put("points", typed.get("points").replaceFirst("(?:^|\\R).*$", ""));
    }
    var sketch = sketch(typed);
    var view = new SiteMap(map.centre(), map.zoom(), null, List.of());
    if ("site".equals(fields.get(MAP + ".map.move"))) {
      view = AreaMap.fitting(view, sketch.vertices());
    }
    if (act.equals("save")) {
      var errors = new ArrayList<>(sketch.faults().stream().map(this::error).toList());
      var text = RevisionText.of(revision.content());
      int at = line == 0 ? text.lines().size() + FIRST_LINE : line;
      var anew = with(text, line, typed, sketch.geoJson().orElse(""));
      revisions.faults(revision, anew).stream()
          .filter(fault -> fault.line() == at && !fault.column().equals(GEOMETRY))
          .forEach(fault -> errors.add(error(fault)));
      if (errors.isEmpty()) {
        revisions.write(actor, id, anew, seen);
        return "redirect:/policy/revisions/" + id;
      }
      return page(
          HttpStatus.UNPROCESSABLE_CONTENT,
          revision,
          line,
          seen,
          view,
          typed,
          sketch,
          false,
          errors);
    }
    // While it is drawn, what isn't finished is no error yet; what can't be right is.
    var errors =
        sketch.faults().stream()
            .filter(fault -> !fault.code().equals("fewVertices") && !fault.column().equals("width"))
            .map(this::error)
            .toList();
    return page(
        errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
        revision,
        line,
        seen,
        view,
        typed,
        sketch,
        false,
        errors);
  }

  private static String withLine(String points, String vertex) {
    return points.isEmpty() ? vertex : points + "\n" + vertex;
  }

  private static AreaSketch sketch(Map<String, String> typed) {
    boolean corridor = typed.getOrDefault("shape", "").equals(Shape.CORRIDOR.name());
    return AreaSketch.of(
        corridor ? Shape.CORRIDOR : Shape.AREA,
        typed.getOrDefault("points", ""),
        typed.getOrDefault("width", ""));
  }

  private PolicyRevision drawn(UUID id) {
    var revision = revisions.byId(id);
    if (!revision.file().equals(AREAS)) {
      throw Refusal.unknown("policy.notDrawn");
    }
    return revision;
  }

  private static Map<String, String> row(RevisionText text, int line) {
    var records = text.records();
    if (line < FIRST_LINE || line >= records.size() + FIRST_LINE) {
      throw Refusal.unknown("policy.noSuchRow", line);
    }
    return records.get(line - FIRST_LINE);
  }

  /** The table with the row that is drawn; what else the row says is kept. */
  private static RevisionText with(
      RevisionText text, int line, Map<String, String> typed, String geometry) {
    var before = line == 0 ? Map.<String, String>of() : row(text, line);
    var cells =
        text.header().stream()
            .map(
                column ->
                    column.equals(GEOMETRY)
                        ? geometry
                        : COLUMNS.contains(column)
                            ? typed.getOrDefault(column, "")
                            : before.getOrDefault(column, ""))
            .toList();
    var lines = new ArrayList<>(text.lines());
    if (line == 0) {
      lines.add(cells);
    } else {
      lines.set(line - FIRST_LINE, cells);
    }
    return new RevisionText(text.header(), lines);
  }

  private FieldError error(PolicyFault fault) {
    var said =
        words.say(
            "policy.faultAndMend",
            words.say(fault.messageKey(), fault.arguments().toArray()),
            words.say(fault.mendKey()));
    return new FieldError(
        fault.column(),
        fault.line() > 0 && fault.column().equals("points")
            ? words.say("policy.draw.atLine", fault.line(), said)
            : said);
  }

  private ModelAndView page(
      HttpStatus status,
      PolicyRevision revision,
      int line,
      int seen,
      SiteMap view,
      Map<String, String> typed,
      AreaSketch sketch,
      boolean imported,
      List<FieldError> errors) {
    var known = new ArrayList<AreaMap.Known>();
    var others = new ArrayList<Other>();
    var kinds = new TreeSet<String>();
    var records = RevisionText.of(revision.content()).records();
    for (int i = 0; i < records.size(); i++) {
      var row = records.get(i);
      kinds.add(row.getOrDefault("kind_zh", ""));
      if (i + FIRST_LINE != line) {
        var zone = row.getOrDefault("zone", "");
        known.add(new AreaMap.Known(zone, AreaSketch.rings(row.getOrDefault(GEOMETRY, ""))));
        others.add(
            new Other(
                i + FIRST_LINE,
                zone,
                row.getOrDefault("kind_zh", ""),
                row.getOrDefault("effective_from", ""),
                row.getOrDefault("effective_to", "")));
      }
    }
    RevisionText.of(revisions.inForce(KINDS, LocalDate.now(clock)).content()).records().stream()
        .map(row -> row.getOrDefault("area_kind_zh", ""))
        .forEach(kinds::add);
    kinds.removeIf(String::isBlank);
    var projects =
        sites.known(MOST_PROJECTS).stream()
            .filter(site -> Math.abs(site.lat()) <= 85)
            .map(site -> new SitePoint(site.lon(), site.lat()))
            .toList();
    var page = new ModelAndView("policy-draw", status);
    page.addObject(
        "page",
        new View(
            revision.id(),
            line == 0 ? words.say("policy.draw.new") : words.say("policy.draw.line", line),
            words.say("policy.revisionOf", words.say("policy.file.zone-areas"), revision.no()),
            line,
            seen,
            AreaMap.of(view, known, projects, sketch),
            typed,
            List.copyOf(kinds),
            CONFIDENCE,
            sketch.rings().isEmpty() ? "" : size(sketch),
            others,
            imported,
            errors));
    return page;
  }

  private String size(AreaSketch sketch) {
    var hectares =
        BigDecimal.valueOf(sketch.squareMetres() / 10_000).setScale(2, RoundingMode.HALF_UP);
    return words.say("policy.draw.size", hectares, sketch.vertices().size());
  }
}
