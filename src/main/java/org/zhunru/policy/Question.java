package org.zhunru.policy;

import java.util.List;

/**
 * What is open, and what would settle it. Words are in the message files under {@code
 * policy.question.<code>}, so that a frozen result can be read in either language.
 *
 * @param subject path of the fact it is about, such as {@code units[0].substances[1]}
 * @param code which question
 * @param arguments what its words speak of, in the order of the placeholders
 * @param readings what the facts may mean as they stand; empty if that is no closed list
 */
public record Question(String subject, String code, List<String> arguments, List<String> readings) {
  public Question {
    arguments = List.copyOf(arguments);
    readings = List.copyOf(readings);
  }

  public static Question of(String subject, String code, String... arguments) {
    return new Question(subject, code, List.of(arguments), List.of());
  }

  public Question withReadings(List<String> possible) {
    return new Question(subject, code, arguments, possible);
  }

  /** Key of the words in the message files. */
  public String messageKey() {
    return "policy.question." + code;
  }
}
