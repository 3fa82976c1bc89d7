package org.zhunru.common;

import java.util.List;

/**
 * Several refusals of one input, told at once: a person who mends one field should not learn of the
 * next one only then. Code {@code common.severalFaults}, argument 0 is their number.
 */
public class Refusals extends Refusal {
  private final List<Refusal> all;

  /**
   * @param all at least one, in the order of the input
   */
  public Refusals(List<Refusal> all) {
    super(Kind.INVALID, "common.severalFaults", all.get(0).field(), all.size());
    this.all = List.copyOf(all);
  }

  /** Every single one, in the order of the input. */
  public List<Refusal> all() {
    return all;
  }

  /** Returns if there is none; throws the one, or all together. */
  public static void throwIfAny(List<Refusal> refusals) {
    if (refusals.size() == 1) {
      throw refusals.get(0);
    }
    if (!refusals.isEmpty()) {
      throw new Refusals(refusals);
    }
  }
}
