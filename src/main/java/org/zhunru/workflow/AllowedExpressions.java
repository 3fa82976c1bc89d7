package org.zhunru.workflow;

import java.util.regex.Pattern;

/**
 * The short list of expressions that the engine evaluates: one name, or one name compared with one
 * constant. No calls, no properties, no arithmetic, nothing glued together.
 */
final class AllowedExpressions {

  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(" + NAME + ")}");
  private static final Pattern COMPARISON =
      Pattern.compile("\\$\\{" + NAME + " (==|!=) '[\\p{L}\\p{N}_-]*'}");

  /** What the modeler writes to hand a case's business key on to a called process. */
  private static final String SAME_BUSINESS_KEY = "#{execution.processBusinessKey}";

  private AllowedExpressions() {}

  /** Whether a text may be given to the engine: no expression at all, or one of the short list. */
  static boolean allow(String text) {
    return !isExpression(text)
        || REFERENCE.matcher(text).matches()
        || COMPARISON.matcher(text).matches()
        || text.equals(SAME_BUSINESS_KEY);
  }

  static boolean isExpression(String text) {
    return text.contains("${") || text.contains("#{");
  }

  /** The name a reference such as {@code ${openRound}} speaks of; empty if it is none. */
  static String referredName(String text) {
    var reference = REFERENCE.matcher(text);
    return reference.matches() ? reference.group(1) : "";
  }
}
