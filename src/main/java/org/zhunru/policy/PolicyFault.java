package org.zhunru.policy;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What is wrong with a file of policies, and where. Words stand in the message files under {@code
 * policy.fault.<code>} and, for what to do about it, {@code policy.fault.<code>.mend}.
 *
 * @param line first line is 1; 0 if it is the file as a whole
 * @param column name in the header; empty if it is the line as a whole
 */
public record PolicyFault(int line, String column, String code, List<String> arguments) {
  public PolicyFault {
    arguments = List.copyOf(arguments);
  }

  static PolicyFault at(int line, String column, String code, Object... arguments) {
    return new PolicyFault(
        line, column, code, Arrays.stream(arguments).map(String::valueOf).toList());
  }

  static PolicyFault ofFile(String code, Object... arguments) {
    return at(0, "", code, arguments);
  }

  public String messageKey() {
    return "policy.fault." + code;
  }

  /** What to do about it. */
  public String mendKey() {
    return messageKey() + ".mend";
  }

  /** {@code :3: column: what}, for who starts the program. */
  String inEnglish() {
    var words = ResourceBundle.getBundle("messages.policy", Locale.ENGLISH).getString(messageKey());
    return (line == 0 ? "" : ":" + line)
        + (column.isEmpty() ? "" : ": " + column)
        + ": "
        + new MessageFormat(words, Locale.ROOT).format(arguments.toArray());
  }
}
