package org.zhunru.supervision;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process as it stands.
 *
 * @param title name of the process
 * @param svg one {@code <svg>} element without script, style or foreign addresses, ready for {@code
 *     Drawing}; wider than most screens: give it a place that scrolls sideways
 * @param nodes every step of the process in the order of its flow: the same in words
 */
public record CasePicture(String title, String svg, List<Node> nodes) {

  /** How it is with one step. */
  public enum State {
    DONE,
    CURRENT,
    /** Passed by: no way leads there any more. */
    NOT_NEEDED,
    /** Begun and broken off. */
    CANCELLED,
    /** May still come. */
    AHEAD
  }

  /**
   * One step, event or gateway.
   *
   * @param id in the model
   * @param name what the model calls it; the kind of thing if it has no name
   * @param kind the element of BPMN, such as {@code userTask}; words under {@code picture.kind}
   * @param since when the last pass began; null if there was none
   * @param until when the last pass ended; null if there was none or it lasts
   * @param who names of those who did it, or hold it now; may be empty
   * @param times how often it was passed or entered
   * @param count how many of how many, as in 7/12, for steps that many take at once; else null
   */
  public record Node(
      String id,
      String name,
      String kind,
      State state,
      @Nullable Instant since,
      @Nullable Instant until,
      List<String> who,
      int times,
      @Nullable String count) {}
}
