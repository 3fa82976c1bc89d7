package org.zhunru.policy;

import org.jspecify.annotations.Nullable;

/**
 * What of 两重点一重大 is known of a project from what it declares, so that nobody has to say it again.
 * Each answer is null as long as it isn't sure.
 *
 * @param process whether a key process is used
 * @param oneOfFive whether one of the {@link #FIVE} is
 * @param chemical whether a key chemical is there
 * @param majorHazard whether some unit is a major hazard
 */
record KnownHazards(
    @Nullable Boolean process,
    @Nullable Boolean oneOfFive,
    @Nullable Boolean chemical,
    @Nullable Boolean majorHazard) {
  private static final KeyProcesses PROCESSES = new KeyProcesses();
  private static final KeyChemicals CHEMICALS = new KeyChemicals();
  private static final Gb18218 HAZARDS = new Gb18218();

  /** As 安委〔2020〕3号 names them; names of the list of key processes. */
  private static final String FIVE = "(硝化|氯化|氟化|重氮化|过氧化)工艺";

  static KnownHazards of(ProjectFacts facts) {
    boolean nothingTold = facts.processes().isEmpty() && facts.units().isEmpty();
    var processes = PROCESSES.in(facts.processes());
    boolean processOpen = nothingTold || !processes.questions().isEmpty();
    var chemicals = CHEMICALS.in(facts);
    var units = HAZARDS.report(facts.units()).units();
    return new KnownHazards(
        known(!processes.processes().isEmpty(), processOpen),
        known(processes.processes().stream().anyMatch(p -> p.name().matches(FIVE)), processOpen),
        known(!chemicals.chemicals().isEmpty(), nothingTold || !chemicals.questions().isEmpty()),
        known(
            units.stream().anyMatch(unit -> Boolean.TRUE.equals(unit.majorHazard())),
            units.isEmpty() || units.stream().anyMatch(unit -> unit.majorHazard() == null)));
  }

  private static @Nullable Boolean known(boolean found, boolean open) {
    return found ? Boolean.TRUE : open ? null : Boolean.FALSE;
  }

  /** Whether there is any of them. */
  @Nullable Boolean any() {
    return either(process, either(chemical, majorHazard));
  }

  private static @Nullable Boolean either(@Nullable Boolean one, @Nullable Boolean other) {
    if (Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other)) {
      return true;
    }
    return one == null || other == null ? null : Boolean.FALSE;
  }
}
