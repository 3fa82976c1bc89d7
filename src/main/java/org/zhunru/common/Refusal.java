package org.zhunru.common;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the law or a rule of this product does not allow, told to the person who asked.
 *
 * <p>A refusal is expected: pages and API turn it into words from the message files under {@code
 * refusal.<code>} (what is wrong) and {@code refusal.<code>.mend} (how to mend it), with {@link
 * #arguments()} filled in. Anything else that is thrown is a fault and stays visible as one.
 */
public class Refusal extends RuntimeException {

  /** Which kind of answer a refusal is; the API's HTTP status follows from it. */
  public enum Kind {
    /** The request itself is wrong: a field is missing or malformed (422). */
    INVALID,
    /** The thing asked about does not exist, or is not this person's to see (404). */
    UNKNOWN,
    /** It exists and is visible, but this person may not do this with it (403). */
    FORBIDDEN,
    /** Somebody was faster, or the state has moved on (409). */
    CONFLICT
  }

  private final Kind kind;
  private final String code;
  private final @Nullable String field;
  private final List<Object> arguments;

  /**
   * @param kind which kind of answer this is
   * @param code stable code, {@code module.whatIsWrong}, never changed once published
   * @param field path of the offending field in the caller's own terms, such as {@code
   *     units[0].substances[1].cas}; null if no one field is at fault
   * @param arguments values the message speaks of, in the order of its placeholders
   */
  public Refusal(Kind kind, String code, @Nullable String field, Object... arguments) {
    super(code + (field == null ? "" : " at " + field) + " " + List.of(arguments));
    this.kind = kind;
    this.code = code;
    this.field = field;
    this.arguments = List.of(arguments);
  }

  public static Refusal invalid(String code, @Nullable String field, Object... arguments) {
    return new Refusal(Kind.INVALID, code, field, arguments);
  }

  public static Refusal unknown(String code, Object... arguments) {
    return new Refusal(Kind.UNKNOWN, code, null, arguments);
  }

  public static Refusal forbidden(String code, Object... arguments) {
    return new Refusal(Kind.FORBIDDEN, code, null, arguments);
  }

  public static Refusal conflict(String code, Object... arguments) {
    return new Refusal(Kind.CONFLICT, code, null, arguments);
  }

  /** The same refusal, told of that field. */
  public Refusal at(String path) {
    return new Refusal(kind, code, path, arguments.toArray());
  }

  public Kind kind() {
    return kind;
  }

  public String code() {
    return code;
  }

  public @Nullable String field() {
    return field;
  }

  public List<Object> arguments() {
    return arguments;
  }
}
