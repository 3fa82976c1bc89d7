package org.zhunru.policy;

import java.util.List;
import java.util.Map;

/**
 * One wording of the table {@code policies/department-routing.dmn}: which departments the facts
 * call. Pure.
 */
public interface DepartmentRouting {

  /**
   * A rule that calls a department.
   *
   * @param text why, Chinese
   * @param textEn why, English
   * @param source legal text
   * @param reads paths of the facts the rule stands on
   */
  record Call(
      String rule,
      String department,
      String text,
      String textEn,
      String source,
      List<String> reads) {
    public Call {
      reads = List.copyOf(reads);
    }
  }

  /**
   * @param inputs every input of the table by name: {@code yes}, {@code no}, {@code unknown}, or a
   *     key
   */
  List<Call> calls(Map<String, String> inputs);

  /** Every rule there is, in the order of the table. */
  List<Call> rules();

  /** Names of the inputs, in the order of the table. */
  List<String> inputs();
}
