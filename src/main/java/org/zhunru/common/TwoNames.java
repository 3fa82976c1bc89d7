package org.zhunru.common;

/** An argument of a {@link Refusal} that is called differently in each language. */
public record TwoNames(String zh, String en) {
  @Override
  public String toString() {
    return zh;
  }
}
