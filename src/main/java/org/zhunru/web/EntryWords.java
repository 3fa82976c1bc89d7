package org.zhunru.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.zhunru.policy.ListedEdition;
import org.zhunru.policy.ListedEntry;
import org.zhunru.policy.Sectors;

/** An entry of a catalogue in the reader's words; the text of the law stays Chinese. */
@Component
class EntryWords {
  private final Sectors sectors;
  private final Words words;

  EntryWords(Sectors sectors, Words words) {
    this.sectors = sectors;
    this.words = words;
  }

  /** Name and value. */
  public record Fact(String label, String value) {}

  /**
   * What an entry says, one after the other; what it doesn't say is left out.
   *
   * @param day whose law counts
   */
  List<Fact> facts(ListedEntry entry, LocalDate day) {
    var facts = new ArrayList<Fact>();
    add(facts, "effect", effect(entry));
    add(facts, "period", period(entry.from(), entry.to()) + state(entry, day));
    add(facts, "entryNo", entry.entryNo());
    add(facts, "aliases", list(entry.aliases()));
    add(facts, "cas", list(entry.cas()));
    add(facts, "links", links(entry));
    add(facts, "place", entry.place());
    add(facts, "zones", list(entry.zones()));
    add(facts, "park", entry.outsidePark() ? words.say("lookup.outsidePark") : "");
    add(facts, "sectors", list(entry.sectors().stream().map(this::sector).toList()));
    add(facts, "actor", words.say("lookup.actor." + entry.actor()));
    add(facts, "caught", limits(entry, false));
    add(facts, "required", limits(entry, true));
    add(facts, "qualifier", entry.qualifier().equals(entry.text()) ? "" : entry.qualifier());
    add(
        facts,
        "exemptions",
        list(entry.exemptions().stream().map(e -> words.say("lookup.exempt." + e)).toList()));
    add(facts, "deadline", Objects.toString(entry.deadline(), ""));
    add(facts, "condition", entry.condition());
    add(facts, "basis", entry.legalBasis());
    add(facts, "source", entry.source());
    add(facts, "confidence", words.say("lookup.confidence." + entry.confidence()));
    return facts;
  }

  private void add(List<Fact> facts, String key, String value) {
    if (!value.isEmpty()) {
      facts.add(new Fact(words.say("lookup.fact." + key), value));
    }
  }

  String kind(ListedEntry.Kind kind) {
    return words.say("lookup.kind." + kind);
  }

  String effect(ListedEntry entry) {
    return words.say("lookup.effect." + entry.effect());
  }

  /** Title of a catalogue; one without a document is called so. */
  String title(String title) {
    return title.isEmpty() ? words.say("lookup.noTitle") : title;
  }

  /** Edition and number of the document, unless that is its title. */
  String edition(ListedEntry entry) {
    var docNo = entry.docNo().equals(entry.title()) ? "" : entry.docNo();
    return list(Stream.of(entry.editionName(), docNo).filter(part -> !part.isEmpty()).toList());
  }

  /** Where, when and for whom it binds, in short. */
  String scope(ListedEntry entry) {
    var parts = new ArrayList<String>();
    parts.add(entry.place());
    parts.addAll(entry.zones());
    if (entry.outsidePark()) {
      parts.add(words.say("lookup.outsidePark"));
    }
    var links = links(entry);
    if (!links.isEmpty()) {
      parts.add(links);
    }
    var limits = list(List.of(limits(entry, false), limits(entry, true)));
    if (!limits.isEmpty()) {
      parts.add(limits);
    }
    return String.join(words.say("lookup.apart"), parts);
  }

  private String links(ListedEntry entry) {
    return list(
        entry.links().stream()
            .map(
                link -> {
                  var name = words.say("case.value.links." + link);
                  var from = entry.linkFrom().get(link);
                  return from == null ? name : words.say("lookup.linkFrom", name, from.toString());
                })
            .toList());
  }

  private String limits(ListedEntry entry, boolean required) {
    return list(
        entry.limits().stream()
            .filter(limit -> limit.required() == required)
            .map(
                limit ->
                    words.say(
                        "lookup.limit",
                        limit.measure().isEmpty()
                            ? words.say("policy.change.scale")
                            : limit.measure(),
                        sign(limit.operator()),
                        limit.threshold(),
                        limit.unit()))
            .map(String::strip)
            .toList());
  }

  String sign(String operator) {
    return switch (operator) {
      case "<=" -> "≤";
      case ">=" -> "≥";
      case "==" -> "=";
      case "in" -> words.say("lookup.oneOf");
      default -> operator;
    };
  }

  String sector(String key) {
    return sectors.find(key).map(sector -> sector.name(locale())).orElse(key);
  }

  /** First and last day. */
  String period(@Nullable LocalDate from, @Nullable LocalDate to) {
    if (from == null) {
      return to == null
          ? words.say("lookup.period.unknown")
          : words.say("lookup.period.until", to.toString());
    }
    return to == null
        ? words.say("lookup.period.since", from.toString())
        : words.say("lookup.period.between", from.toString(), to.toString());
  }

  private String state(ListedEntry entry, LocalDate day) {
    return entry.inForce(day)
        ? ""
        : words.say("lookup.apart") + words.say("lookup.notInForce", day);
  }

  String status(ListedEdition edition) {
    return words.say("lookup.status." + edition.status());
  }

  /** Why it is shown as to be confirmed, or isn't enforced. */
  List<String> marks(ListedEntry entry) {
    return entry.marks().stream().map(mark -> words.say("lookup.mark." + mark)).toList();
  }

  /** Several, as one text. */
  String list(List<String> several) {
    return String.join(
        words.say("lookup.separator"), several.stream().filter(s -> !s.isEmpty()).toList());
  }

  private static Locale locale() {
    return LocaleContextHolder.getLocale();
  }
}
