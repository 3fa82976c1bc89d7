package org.zhunru.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the files that come with the program into the database: the first time as what was always
 * in force; when a new program brings other words, as a revision from tomorrow on, or, where the
 * city has changed the file itself, as a draft for its two persons. The same words twice have no
 * effect.
 */
@Component
class ShippedPolicies implements SmartInitializingSingleton {
  private static final Logger log = LoggerFactory.getLogger(ShippedPolicies.class);

  private final GovernedFiles files;
  private final RevisionRows rows;
  private final RevisionProcess process;
  private final PoliciesInForce inForce;
  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Clock clock;

  ShippedPolicies(
      GovernedFiles files,
      RevisionRows rows,
      RevisionProcess process,
      PoliciesInForce inForce,
      JdbcClient db,
      TransactionTemplate transaction,
      Clock clock) {
    this.files = files;
    this.rows = rows;
    this.process = process;
    this.inForce = inForce;
    this.db = db;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public void afterSingletonsInstantiated() {
    transaction.executeWithoutResult(
        status -> {
          // Two nodes that start at once bring it once.
          db.sql("select pg_advisory_xact_lock(hashtext('policy_revision'))")
              .query((row, n) -> n)
              .list();
          files.all().forEach(file -> bring(file, shipped(file)));
        });
    inForce.refresh();
  }

  void bring(String file, String content) {
    var known = rows.findByFileOrderByNoDesc(file);
    var now = clock.instant();
    if (known.isEmpty()) {
      rows.saveAndFlush(PolicyRevision.shipped(file, 1, content, null, now));
      return;
    }
    var sha256 = RevisionText.sha256(content);
    if (known.stream()
        .anyMatch(r -> r.origin() == RevisionOrigin.SHIPPED && r.sha256().equals(sha256))) {
      return;
    }
    int next = known.get(0).no() + 1;
    boolean changedHere = known.stream().anyMatch(r -> r.origin() == RevisionOrigin.EDITED);
    if (!changedHere) {
      var tomorrow = LocalDate.now(clock).plusDays(1);
      rows.saveAndFlush(PolicyRevision.shipped(file, next, content, tomorrow, now));
      log.info("{}: revision {} of the program counts from {}", file, next, tomorrow);
    } else if (known.stream()
        .noneMatch(r -> List.of(RevisionState.DRAFT, RevisionState.REVIEW).contains(r.state()))) {
      var offered = rows.saveAndFlush(PolicyRevision.offered(known.get(0), next, content, now));
      process.begin(offered.id());
      log.info("{}: revision {} of the program waits as a draft", file, next);
    }
  }

  private static String shipped(String file) {
    try {
      return RevisionText.decode(new ClassPathResource("policies/" + file).getContentAsByteArray());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
