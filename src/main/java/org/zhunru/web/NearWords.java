package org.zhunru.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhunru.policy.CheckResult.NearMiss;

/** Why an entry that nearly matched doesn't apply, in the reader's words. */
@Component
public class NearWords {
  private final EntryWords entries;
  private final Words words;

  NearWords(EntryWords entries, Words words) {
    this.entries = entries;
    this.words = words;
  }

  /** The reason, with what was told and what the entry asks as far as either is known. */
  public String why(NearMiss miss) {
    var why = words.say(miss.messageKey());
    var told = miss.value() == null ? "" : told(miss.reason(), miss.value());
    var asked = miss.reason().equals("words") ? "" : asked(miss.reason(), miss.limit());
    if (told.isEmpty()) {
      return asked.isEmpty() ? why : words.say("check.near.asked", why, asked);
    }
    return asked.isEmpty()
        ? words.say("check.near.told", why, told)
        : words.say("check.near.both", why, told, asked);
  }

  private String told(String reason, String value) {
    return switch (reason) {
      case "confidence" -> words.say("lookup.confidence." + value);
      case "sector" -> entries.sector(value);
      default -> value;
    };
  }

  private String asked(String reason, String limit) {
    return switch (reason) {
      case "date" -> period(limit);
      case "sector" -> each(limit, entries::sector);
      case "link" -> each(limit, link -> words.say("case.value.links." + link));
      case "actor" -> words.say("lookup.actor." + limit);
      case "exempt" -> words.say("lookup.exempt." + limit);
      case "condition" ->
          Arrays.stream(limit.split(" ")).map(entries::sign).collect(Collectors.joining(" "));
      default -> limit;
    };
  }

  private String each(String several, UnaryOperator<String> name) {
    return Arrays.stream(several.split(";"))
        .map(name)
        .collect(Collectors.joining(words.say("edit.separator")));
  }

  private String period(String interval) {
    var days = interval.split("/");
    return entries.period(day(days[0]), day(days[1]));
  }

  private static @Nullable LocalDate day(String said) {
    return said.equals(NearMiss.NO_DAY) ? null : LocalDate.parse(said);
  }
}
