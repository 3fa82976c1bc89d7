package org.zhunru.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;

/**
 * The grounds for vetoes that may be relied on, by the register in force on a day, see {@link
 * GroundRegister}.
 */
@Component
public class Grounds {
  private final DatedFile<GroundRegister> registers;

  Grounds(PoliciesInForce policies) {
    registers = new DatedFile<>(policies, GroundRegister.FILE, GroundRegister::of);
  }

  /**
   * Which wording of the register counts on the day: the first 12 hexadecimal digits of its
   * SHA-256.
   */
  public String edition(LocalDate on) {
    return registers.on(on).edition();
  }

  /**
   * Which department of the city houses a body's office, as {@code ground-departments.csv} says.
   *
   * @param body as written there
   * @return code; empty if it says none
   */
  public Optional<String> houseOf(String body) {
    return GroundRegister.houseOf(body);
  }

  /** Every ground that may be relied on that day, in the order of the register. */
  public List<Ground> all(LocalDate on) {
    return registers.on(on).all();
  }

  /** A ground that may be relied on that day. */
  public Optional<Ground> byId(String id, LocalDate on) {
    return registers.on(on).byId(id);
  }

  /**
   * Grounds a department may rely on.
   *
   * @param on the day of the opinion
   */
  public List<Ground> forDepartment(String code, LocalDate on) {
    return all(on).stream().filter(ground -> ground.servesDepartment(code)).toList();
  }

  /**
   * Of those, the ones in which every word typed occurs: in the id, the ground or its basis.
   *
   * @param words separated by blanks; empty for all
   */
  public List<Ground> search(String code, String words, LocalDate on) {
    var found = new ArrayList<>(forDepartment(code, on));
    for (var word : words.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
      found.removeIf(
          ground ->
              !(ground.id() + " " + ground.text() + " " + ground.legalBasis())
                  .toLowerCase(Locale.ROOT)
                  .contains(word));
    }
    return found;
  }

  /**
   * A ground that could be relied on until a newer edition of the register.
   *
   * @param from first day on which it no longer can
   */
  public record Ended(Ground ground, LocalDate from) {
    /** What is said to somebody who relies on it: {@code policy.groundEnded}. */
    public Refusal refusal() {
      return Refusal.invalid("policy.groundEnded", "groundId", ground.id(), ground.text(), from);
    }
  }

  /** Empty if the ground may be relied on that day, or never could be. */
  public Optional<Ended> ended(String id, LocalDate on) {
    return registers
        .last(on, register -> register.byId(id).isPresent())
        .flatMap(
            last -> {
              var until = last.until();
              return until == null
                  ? Optional.<Ended>empty()
                  : last.edition().byId(id).map(ground -> new Ended(ground, until));
            });
  }
}
