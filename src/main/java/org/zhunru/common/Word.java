package org.zhunru.common;

/**
 * An argument of a {@link Refusal} that is itself said in the reader's language.
 *
 * @param key in the message files
 * @param otherwise what to say if there are no words under that key
 */
public record Word(String key, String otherwise) {
  @Override
  public String toString() {
    return otherwise;
  }
}
