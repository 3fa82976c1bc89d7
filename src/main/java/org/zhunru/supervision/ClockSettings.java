package org.zhunru.supervision;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How time limits are watched.
 *
 * @param nearDays with so many counted days left after today, a limit counts as near
 * @param urgeAfterDays whole working days after the last day on which the handler, the reviewer,
 *     the head, the lead office and the supervisors are told that it is late; five, ascending
 * @param approvalEndsDays calendar days before an approval ends on which the applicant is told; 0
 *     for the last day alone
 */
@ConfigurationProperties("zhunru.clocks")
public record ClockSettings(
    @DefaultValue("1") int nearDays,
    @DefaultValue({"0", "1", "2", "3", "4"}) List<Integer> urgeAfterDays,
    @DefaultValue("60") int approvalEndsDays) {

  public ClockSettings {
    urgeAfterDays = List.copyOf(urgeAfterDays);
    if (nearDays < 0
        || approvalEndsDays < 0
        || urgeAfterDays.size() != 5
        || urgeAfterDays.get(0) < 0
        || !urgeAfterDays.stream().sorted().toList().equals(urgeAfterDays)) {
      throw new IllegalArgumentException(
          "zhunru.clocks: near-days or approval-ends-days below 0, or urge-after-days not five ascending numbers");
    }
  }
}
