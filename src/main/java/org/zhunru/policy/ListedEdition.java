package org.zhunru.policy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An edition or batch of a catalogue.
 *
 * @param id the same in every wording that has it, 8 hexadecimal digits
 * @param name edition or batch; empty if the catalogue has one only
 * @param docNo number of the document; empty if unknown
 * @param status DRAFT, TRIAL, IN_FORCE or ADVISORY
 * @param from first day; null if unknown
 * @param to last day; null if none is named
 * @param dateAssumed whether the first day was taken from the year of document number or title
 * @param entries how many
 * @param hash SHA-256 over its entries, 64 hexadecimal digits; as findings name it
 */
public record ListedEdition(
    String id,
    String name,
    String docNo,
    String status,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    boolean dateAssumed,
    int entries,
    String hash) {

  /** In force on the day, as far as its dates tell. */
  public boolean inForce(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }
}
