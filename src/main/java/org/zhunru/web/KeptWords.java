package org.zhunru.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.zhunru.calendar.LimitsInForce;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actors;
import org.zhunru.identity.Enterprises;
import org.zhunru.identity.Regions;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.Matters;
import org.zhunru.policy.FactDictionary;
import org.zhunru.review.OpinionDraft;

/**
 * What was typed into a form, under the labels the form has for its fields; choices by their words.
 * A form this does not know shows its fields by name, so that nothing typed is hidden.
 */
@Component
class KeptWords {
  private static final Pattern INDEX = Pattern.compile("\\[(\\d{1,4})]");

  /** What a form carries along and nobody typed. */
  private static final Set<String> CARRIED =
      Set.of("confirmed", "here", "on", "of", "item", "light", "one", "seen", "sha256", "content");

  private static final String CASE = "/cases/[^/]+";

  private final List<Form> forms = new ArrayList<>();
  private final Actors actors;
  private final Enterprises enterprises;
  private final Regions regions;
  private final Matters matters;
  private final PeopleWords people;
  private final LimitsInForce limits;
  private final Clock clock;
  private final FactDictionary dictionary;
  private final FormWords facts;
  private final Words words;

  KeptWords(
      Actors actors,
      Enterprises enterprises,
      Regions regions,
      Matters matters,
      PeopleWords people,
      LimitsInForce limits,
      Clock clock,
      FactDictionary dictionary,
      FormWords facts,
      Words words) {
    this.actors = actors;
    this.enterprises = enterprises;
    this.regions = regions;
    this.matters = matters;
    this.people = people;
    this.limits = limits;
    this.clock = clock;
    this.dictionary = dictionary;
    this.facts = facts;
    this.words = words;
    cases();
    others();
  }

  /** A field as typed. */
  public record Line(String label, String value) {}

  /**
   * @param name how fields are called, without what stands in brackets
   * @param label key of its words
   */
  private record Field(String name, String label, Function<String, String> value) {}

  /**
   * @param facts whether all other fields are facts of a dossier
   */
  private record Form(Pattern path, String title, boolean facts, List<Field> fields) {}

  /** What the form at {@code path} is called; the path itself if it is unknown. */
  String title(String path) {
    var form = form(path);
    return form == null ? path : words.say(form.title());
  }

  /** Whether a field of the form at {@code path} has words of its own. */
  boolean knows(String path, String name) {
    var form = form(path);
    return !isTyped(name) || form != null && (form.facts() || field(form, name) != null);
  }

  /** Everything worth reading again, in the order of the form. */
  List<Line> lines(String path, Map<String, List<String>> fields) {
    var form = form(path);
    var lines = new ArrayList<Line>();
    fields.keySet().stream()
        .filter(KeptWords::isTyped)
        .sorted(
            Comparator.comparingInt((String name) -> place(form, name, true))
                .thenComparingInt(KeptWords::row)
                .thenComparingInt(name -> place(form, name, false))
                .thenComparing(name -> name))
        .forEach(
            name ->
                fields.get(name).stream()
                    .filter(value -> !value.isBlank())
                    .map(value -> line(form, name, value))
                    .forEach(lines::add));
    return lines;
  }

  /**
   * Where a field stands in its form.
   *
   * @param together whether fields of the same list stand together
   */
  private int place(@Nullable Form form, String name, boolean together) {
    if (form == null) {
      return 0;
    }
    var all =
        form.facts()
            ? dictionary.all().stream().map(f -> f.path().replace("[]", "")).toList()
            : form.fields().stream().map(Field::name).toList();
    var plain = name.replaceAll("\\[[^]]*]", "");
    var wanted = together ? plain.replaceAll("\\..*", "") : plain;
    for (int i = 0; i < all.size(); i++) {
      var each = together ? all.get(i).replaceAll("\\..*", "") : all.get(i);
      if (each.equals(wanted)) {
        return i;
      }
    }
    return all.size();
  }

  private static int row(String name) {
    var row = INDEX.matcher(name);
    return row.find() ? Integer.parseInt(row.group(1)) : -1;
  }

  private static boolean isTyped(String name) {
    return !name.startsWith("_") && !CARRIED.contains(name);
  }

  private Line line(@Nullable Form form, String name, String value) {
    var field = form == null ? null : field(form, name);
    if (field != null) {
      return new Line(label(field, name), field.value().apply(value));
    }
    return form != null && form.facts()
        ? new Line(facts.label(name), facts.text(name, value, List.of()))
        : new Line(name, value);
  }

  private String label(Field field, String name) {
    var row = row(name);
    return row < 0
        ? words.say(field.label())
        : words.say("access.kept.row", words.say(field.label()), row + 1);
  }

  private @Nullable Form form(String path) {
    return forms.stream().filter(f -> f.path().matcher(path).matches()).findFirst().orElse(null);
  }

  private static @Nullable Field field(Form form, String name) {
    var plain = name.replaceAll("\\[[^]]*]", "");
    return form.fields().stream().filter(f -> f.name().equals(plain)).findFirst().orElse(null);
  }

  private void cases() {
    add(
        CASE + "/opinion",
        "access.kept.opinion",
        act(Map.of("forward", "access.kept.forward", "return", "review.giveBack.do")),
        department("department"),
        words("kind", "review.kind", "review.kind."),
        text("dossierVersion", "access.kept.version"),
        text("text", "review.text"),
        text("groundId", "review.groundId"),
        text("fact", "review.factRelied"),
        fact("factPath", "review.factPath"),
        text("finding", "review.cite"),
        text("remedy", "review.remedy"),
        text("conditions.text", "access.kept.condition"),
        words("conditions.stage", "review.condition.stage", "review.stage."),
        text("conditions.measure", "review.condition.measure"),
        new Field("conditions.operator", "review.condition.operator", KeptWords::sign),
        text("conditions.value", "review.condition.value"),
        text("conditions.unit", "review.condition.unit"),
        fact("corrections.subject", "access.kept.correction"),
        reason("corrections.reason", "review.correction.reason"),
        text("corrections.text", "review.correction.text"),
        text("days", "review.correction.days"),
        department("transferTo", "review.transferTo"),
        text("note", "review.note"),
        new Field("to", "review.giveBack.to", this::seatKind),
        text("why", "review.giveBack.why"));
    add(
        CASE + "/acceptance",
        "review.acceptance",
        act(
            Map.of(
                "accept", "review.acceptance.accept",
                "correct", "review.acceptance.correct",
                "refuse", "review.acceptance.refuse")),
        text("note", "review.acceptance.note"),
        fact("items.subject", "access.kept.correction"),
        reason("items.reason", "review.correction.reason"),
        text("items.text", "review.correction.text"),
        text("days", "review.correction.days"),
        text("message", "review.acceptance.message"),
        reason("reason", "review.acceptance.reason"),
        text("text", "review.acceptance.text"));
    add(
        CASE + "/decision",
        "decision.decide",
        act(Map.of("decide", "decision.decide", "back", "decision.back.do")),
        words("outcome", "decision.outcome", "decision.outcome."),
        text("reasons", "decision.reasons"),
        text("remedies", "decision.remedies"),
        text("dropped", "access.kept.dropped"),
        department("departments", "decision.back.who"),
        text("why", "decision.back.why"));
    add(
        CASE + "/advice/.*",
        "review.advice",
        act(Map.of("sign", "clock.stop.sign.do", "decline", "clock.stop.decline.do")),
        department("department"),
        text("answer", "review.advice.yourAnswer"),
        text("heldOn", "review.advice.heldOn"),
        text("experts", "review.advice.experts"),
        text("conclusion", "review.advice.conclusion"),
        text("dissent", "review.advice.dissent"),
        text("reason", "review.advice.cancelReason"),
        person("colleague", "review.advice.colleague"),
        text("question", "review.advice.question"),
        text("expertQuestion", "review.advice.expertQuestion"),
        text("days", "clock.expected"),
        new Field("stop", "clock.stop", value -> words.say("edit.yes")),
        text("expected", "clock.expected"));
    add(
        CASE + "/hearings.*",
        "hearing.title",
        act(
            Map.of(
                "sign", "clock.stop.sign.do",
                "decline", "clock.stop.decline.do",
                "propose", "clock.stop.want.propose")),
        department("department"),
        text("interest", "hearing.interest"),
        text("why", "hearing.why"),
        text("days", "clock.expected"),
        new Field("stop", "clock.stop", value -> words.say("edit.yes")),
        text("parties", "hearing.parties"),
        text("reason", "hearing.withdraw.why"),
        text("name", "hearing.name"),
        words("asker", "hearing.asker", "hearing.asker."),
        text("receivedOn", "hearing.receivedOn"),
        text("heldAt", "hearing.heldAt"),
        text("place", "hearing.place"),
        text("announced", "hearing.announced"),
        words("end", "hearing.end", "hearing.end."),
        text("heldOn", "hearing.heldOn"),
        text("summary", "hearing.summary"),
        text("expected", "clock.expected"));
    add(
        CASE + "/delivery",
        "delivery.record",
        text("day", "delivery.day"),
        words("way", "delivery.way", "delivery.way."),
        text("remark", "delivery.remark"));
    add(
        CASE + "/veto/lift",
        "review.lift",
        department("department"),
        text("reason", "review.lift.reason"));
    add(
        CASE + "/clocks/[^/]+",
        "clock.change",
        act(
            Map.of(
                "suspend", "clock.stop.do",
                "tell", "clock.tell.do",
                "resume", "clock.resume.do",
                "extend", "clock.extend.do")),
        new Field("cause", "clock.cause", this::cause),
        text("reason", "clock.reason"),
        text("from", "clock.from"),
        text("to", "clock.lastDay"),
        new Field("told", "clock.toldNow", value -> words.say("edit.yes")),
        text("expected", "clock.expected"),
        text("days", "clock.days"),
        text("approval", "clock.approval"),
        text("why", "clock.why"));
    add(CASE + "/follow", "case.follow");
    add(CASE + "/urge", "clock.urge", text("seat", "access.seat"));
    add(CASE + "/submit", "check.submit", text("refiles", "check.refiles"));
    add(
        CASE + "/reconsiderations",
        "reconsideration.ask",
        department("department"),
        text("grounds", "reconsideration.why"));
    add(
        CASE + "/reconsiderations/[^/]+",
        "reconsideration.title",
        act(
            Map.of(
                "days", "reconsideration.do.days",
                "answer", "reconsideration.do.answer",
                "uphold", "reconsideration.do.uphold",
                "overturn", "reconsideration.do.overturn",
                "confirm", "reconsideration.do.confirm",
                "return", "reconsideration.do.return",
                "takeBack", "reconsideration.do.takeBack")),
        text("answerBy", "reconsideration.answerBy"),
        text("decideBy", "reconsideration.decideBy"),
        text("why", "reconsideration.whyDays"),
        text("answer", "reconsideration.answer"),
        text("reasons", "reconsideration.reasons"),
        text("second", "reconsideration.reasons"),
        text("reason", "reconsideration.takeBack.reason"));
    add(
        CASE + "/remedies/[^/]+",
        "remedies.title",
        act(Map.of("met", "remedies.do.met", "unmet", "remedies.do.unmet")),
        text("evidence", "remedies.evidence"),
        text("file", "remedies.file"));
    add(CASE + "/withdraw", "case.withdraw", text("reason", "case.withdraw.reason"));
    forms.add(new Form(Pattern.compile(CASE + "/edit/.*"), "access.kept.draft", true, List.of()));
    forms.add(new Form(Pattern.compile("/check"), "access.door.check", true, List.of()));
  }

  private void others() {
    add(
        "/projects",
        "my.newProject",
        new Field("enterprise", "my.enterprise", this::enterprise),
        text("name", "my.projectName"),
        text("code", "my.projectCode"),
        new Field("regionCode", "my.region", this::region));
    add("/projects/[^/]+/cases", "access.kept.newCase", matter("matter", "my.matter"));
    add("/worklist/take", "my.worklist.take");
    add(
        "/letters/new",
        "letter.new",
        department("department"),
        text("demands", "letter.demands"),
        text("days", "letter.days"));
    add("/letters/[^/]+/reply", "letter.reply", text("reply", "letter.reply"));
    add("/letters/[^/]+/close", "letter.close", text("remark", "letter.remark"));
    add("/lights/[^/]+/answer", "light.answer", text("answer", "light.answer"));
    add(
        "/lights/[^/]+/close",
        "light.close",
        act(Map.of("founded", "light.founded.do", "unfounded", "light.unfounded.do")),
        text("finding", "light.finding"));
    add(
        "/worklist/[^/]+/reassign",
        "my.reassign",
        person("to", "my.reassign.to"),
        text("reason", "my.reassign.reason"));
    add(
        "/notice-desk/[^/]+",
        "announcement.desk",
        act(
            Map.of(
                "publish", "announcement.do.publish",
                "correct", "announcement.do.correct",
                "takeDown", "announcement.do.takeDown")),
        text("words", "announcement.words"),
        text("kept", "announcement.kept"),
        text("lastDay", "announcement.lastDay"),
        words("kind", "announcement.kind", "announcement.kind."),
        text("remark", "announcement.remark"),
        text("reason", "announcement.reason"));
    add("/policy/files/[^/]+/draft", "policy.draft", text("why", "policy.why"));
    add("/policy/revisions/[^/]+/rows/.*", "policy.row.save", text("cell", "policy.cells"));
    add(
        "/policy/revisions/[^/]+/draw/.*",
        "policy.draw.new",
        words("shape", "policy.draw.shape", "policy.draw."),
        text("width", "policy.draw.width"),
        text("points", "policy.draw.points"),
        text("zone", "policy.draw.zone"),
        text("kind_zh", "policy.draw.kind"),
        text("effective_from", "policy.draw.from"),
        text("effective_to", "policy.draw.to"),
        text("legal_basis", "policy.draw.basis"),
        words("confidence", "lookup.fact.confidence", "lookup.confidence."),
        text("source", "policy.draw.source"));
    add("/policy/revisions/[^/]+/return", "policy.return", text("note", "policy.note"));
    add(
        "/policy/revisions/[^/]+/publish",
        "policy.publish",
        text("from", "policy.from"),
        text("remark", "policy.remark"));
    add(
        "/policy/revisions/[^/]+/repeal/ask",
        "policy.repeal.ask",
        text("reason", "policy.repeal.why"));
    add("/policy/revisions/[^/]+/repeal", "policy.repeal", text("from", "policy.repealedFrom"));
    add("/policy/revisions/[^/]+/(upload|submit|withdraw|repeal/keep)", "policy.write");
    add("/policy/revisions/[^/]+/what-if", "policy.whatIf.title", text("day", "policy.whatIf.day"));
    add("/policy/revisions/[^/]+/what-if/cancel", "policy.whatIf.cancel");
    add(
        "/policy/calendar(/[^/]+)?",
        "calendar.enter",
        text("year", "calendar.notice.year"),
        text("title", "calendar.notice.title"),
        text("text", "calendar.notice.text"),
        text("file", "calendar.notice.file"));
    add("/policy/calendar/[^/]+/return", "policy.return", text("note", "policy.note"));
    add("/policy/calendar/[^/]+/release", "calendar.release", text("remark", "policy.remark"));
    add("/policy/calendar/[^/]+/(submit|withdraw)", "calendar.notices");
    add(
        "/reports/(new/.*|[^/]+)",
        "reports.draft",
        text("text", "reports.text"),
        text("ownFigures", "reports.own"));
    add(
        "/scorecards/.*/objection",
        "scorecards.object",
        text("reason", "scorecards.reason"),
        text("evidence", "scorecards.evidence"),
        text("rows", "scorecards.rows.number"));
    add(
        "/scorecards/.*/answer",
        "scorecards.answer",
        words("decision", "scorecards.decision", "scorecards.decision."),
        text("answer", "scorecards.answerReason"),
        text("rows", "scorecards.rows.number"));
    add("/scorecards/.*/return", "scorecards.return", text("why", "scorecards.why"));
    add("/scorecards/.*/(check|publish)", "scorecards.title");
    add(
        "/reports/[^/]+/correct",
        "reports.correct",
        text("why", "reports.why"),
        text("text", "reports.text"),
        text("ownFigures", "reports.own"));
    add("/reports/[^/]+/sign", "reports.sign");
    add(
        "/reports/[^/]+/sent",
        "reports.send",
        text("sentOn", "reports.sentOn"),
        text("sentTo", "reports.sentTo"),
        text("receipt", "reports.receipt"));
    add(
        "/me/delegations",
        "access.delegation.lend",
        new Field("seat", "access.seat", this::seat),
        person("deputy", "access.delegation.deputy"),
        text("fromDate", "access.delegation.from"),
        text("toDate", "access.delegation.to"),
        text("reason", "access.reason"));
    add(
        "/me/interests",
        "access.interest.declare",
        text("creditCode", "access.creditCode"),
        text("nature", "access.interest.nature"));
    add("/me/notices/address", "notice.mail", text("mail", "notice.mail.address"));
    add("/me/notices/confirm", "notice.code.confirm", text("code", "notice.code"));
    add(
        "/me/notices/settings",
        "notice.settings",
        words("mailed", "notice.mailed", "notice.kind."),
        words("digest", "notice.digest", "notice.digest."),
        text("digestAt", "notice.digestAt"),
        text("phone", "notice.phone"),
        words("texted", "notice.texted", "notice.kind."),
        text("quietFrom", "notice.quietFrom"),
        text("quietTo", "notice.quietTo"),
        text("quietDays", "notice.quietDays"),
        words("language", "notice.language", "notice.language."));
    add("/admin/channels/test", "notice.channels.test", text("mail", "notice.channels.testTo"));
    add(
        "/admin/accounts",
        "access.admin.create",
        text("username", "access.username"),
        text("name", "access.name"));
    add(
        "/admin/accounts/.*",
        "access.admin.change",
        new Field("roles", "access.roles", people::role),
        new Field("seats", "access.seats", this::seat),
        department("department"),
        text("reason", "access.reason"));
    add(
        "/admin/enterprises",
        "access.admin.register",
        text("name", "access.admin.enterprise.name"),
        text("creditCode", "access.creditCode"));
    add("/admin/enterprises/.*", "access.admin.members", text("username", "access.admin.member"));
  }

  private void add(String path, String title, Field... fields) {
    forms.add(new Form(Pattern.compile(path), title, false, List.of(fields)));
  }

  private static Field text(String name, String label) {
    return new Field(name, label, value -> value);
  }

  private Field words(String name, String label, String prefix) {
    return new Field(
        name, label, value -> words.has(prefix + value) ? words.say(prefix + value) : value);
  }

  private Field act(Map<String, String> acts) {
    return new Field(
        "act",
        "access.kept.act",
        value ->
            words.say(
                acts.getOrDefault(
                    value, value.equals("sign") ? "review.sign" : "access.kept.goOn")));
  }

  private Field department(String name) {
    return department(name, "access.department");
  }

  private Field department(String name, String label) {
    return new Field(name, label, value -> or(value, people::department));
  }

  private Field person(String name, String label) {
    return new Field(name, label, value -> or(value, id -> actors.nameOf(UUID.fromString(id))));
  }

  private Field fact(String name, String label) {
    return new Field(name, label, facts::label);
  }

  private Field matter(String name, String label) {
    return new Field(name, label, value -> or(value, id -> matters.byId(id).name().in(locale())));
  }

  private Field reason(String name, String label) {
    return new Field(name, label, this::reason);
  }

  private String reason(String code) {
    for (var matter : matters.all()) {
      for (var reasons : List.of(matter.correctionReasons(), matter.nonAcceptanceReasons())) {
        var found = reasons.get(code);
        if (found != null) {
          return found.in(locale());
        }
      }
    }
    return code;
  }

  private String cause(String value) {
    return or(
        value,
        id -> {
          var limit = limits.byId(id, LocalDate.now(clock));
          return words.say("clock.basis", limit.step(), limit.legalBasis());
        });
  }

  private String seat(String value) {
    var parts = value.split("-", 2);
    return parts.length < 2
        ? value
        : or(
            value, v -> people.seat(new org.zhunru.identity.Seat(parts[0], SeatKind.of(parts[1]))));
  }

  private String seatKind(String value) {
    return or(value, code -> people.seat(SeatKind.of(code)));
  }

  private String enterprise(String value) {
    return or(value, id -> enterprises.byId(UUID.fromString(id)).name());
  }

  private String region(String value) {
    return or(
        value,
        code -> {
          var region = regions.byCode(code);
          return locale().getLanguage().equals("en") ? region.nameEn() : region.name();
        });
  }

  private static String sign(String value) {
    for (var operator : OpinionDraft.Operator.values()) {
      if (operator.name().equals(value)) {
        return operator.sign();
      }
    }
    return value;
  }

  /** What a value means; itself if it means nothing. */
  private static String or(String value, Function<String, String> meaning) {
    try {
      return meaning.apply(value);
    } catch (Refusal | IllegalArgumentException meaningless) {
      return value;
    }
  }

  private static Locale locale() {
    return LocaleContextHolder.getLocale();
  }
}
