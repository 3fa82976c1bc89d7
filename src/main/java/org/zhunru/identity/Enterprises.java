package org.zhunru.identity;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.CreditCode;
import org.zhunru.common.Refusal;

/** The enterprises that file projects. */
@Component
@Transactional(readOnly = true)
public class Enterprises {

  private final EnterpriseRows rows;

  Enterprises(EnterpriseRows rows) {
    this.rows = rows;
  }

  /**
   * @throws Refusal {@code identity.noSuchEnterprise}
   */
  public Enterprise byId(UUID id) {
    return rows.findById(id).orElseThrow(() -> Refusal.unknown("identity.noSuchEnterprise", id));
  }

  public Optional<Enterprise> byCreditCode(String creditCode) {
    return rows.findByCreditCode(creditCode);
  }

  /**
   * Registers an enterprise.
   *
   * @throws Refusal what {@link CreditCode} finds wrong, or {@code identity.enterpriseKnown}
   */
  @Transactional
  public Enterprise register(String name, String creditCode) {
    var code = CreditCode.parse(creditCode).value();
    if (rows.findByCreditCode(code).isPresent()) {
      throw Refusal.conflict("identity.enterpriseKnown", code);
    }
    return rows.save(new Enterprise(UUID.randomUUID(), name.strip(), code));
  }
}
