package org.zhunru.identity;

/**
 * A department: a legal person that speaks with one voice.
 *
 * @param code such as {@code yjj}; {@code lhsp} is the joint-review office
 * @param name short name, 应急管理局
 * @param nameEn the same in English
 * @param officialName as it stands on documents, 七台河市应急管理局
 * @param seatSteps through how many hands an opinion goes: 1 = head alone, 2 = handler and head, 3
 *     = handler, reviewer and head
 * @param region code of the region it acts for
 */
public record Department(
    String code, String name, String nameEn, String officialName, int seatSteps, String region) {

  /** Whether opinions of this department pass through such a seat. */
  public boolean has(SeatKind kind) {
    switch (kind) {
      case HANDLER:
        return seatSteps >= 2;
      case REVIEWER:
        return seatSteps >= 3;
      default:
        return true;
    }
  }
}
