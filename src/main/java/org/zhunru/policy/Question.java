package org.zhunru.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is open, and what would settle it. Words are in the message files under {@code
 * policy.question.<code>}, so that a frozen result can be read in either language.
 *
 * @param subject path of the fact it is about, such as {@code units[0].substances[1]}
 * @param code which question
 * @param arguments what its words speak of, in the order of the placeholders
 * @param readings what the facts may mean as they stand; empty if that is no closed list
 * @param source the legal text that asks; empty in results frozen before it was kept
 */
public record Question(
    String subject,
    String code,
    List<String> arguments,
    List<String> readings,
    @Nullable String source) {
  public Question {
    arguments = List.copyOf(arguments);
    readings = List.copyOf(readings);
    source = source == null ? "" : source;
  }

  public static Question of(String subject, String code, String... arguments) {
    return new Question(subject, code, List.of(arguments), List.of(), "");
  }

  public Question withReadings(List<String> possible) {
    return new Question(subject, code, arguments, possible, source);
  }

  /** What it asks, whatever the facts may mean as they stand. */
  Question withoutReadings() {
    return withReadings(List.of());
  }

  public Question per(String text) {
    return new Question(subject, code, arguments, readings, text);
  }

  /** Whether one answer settles both, whichever text asks. */
  boolean sameAs(Question other) {
    return subject.equals(other.subject)
        && code.equals(other.code)
        && arguments.equals(other.arguments);
  }

  /** Key of the words in the message files. */
  public String messageKey() {
    return "policy.question." + code;
  }
}
