package org.zhunru.common;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reason not to start that the person at the console can mend. Words: {@code start.<code>} and
 * {@code start.<code>.mend} in the messages of {@code common}.
 */
public final class CannotStart extends RuntimeException {

  private final String code;
  private final List<Object> arguments;

  public CannotStart(@Nullable Throwable cause, String code, Object... arguments) {
    super(code + " " + List.of(arguments), cause);
    this.code = code;
    this.arguments = List.of(arguments);
  }

  public String code() {
    return code;
  }

  public List<Object> arguments() {
    return arguments;
  }
}
