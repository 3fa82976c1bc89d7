package org.zhunru.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes off the disk what no case needs: uploads that broke off, and contents whose files were all
 * taken out of their drafts before they were filed. What was filed once stays for ever.
 *
 * <p>Any number of nodes may do so, and take uploads, at once: who stores a content and who deletes
 * it hold its hash in the database until they are done.
 */
@Component
class LeftoverMaterials {
  /** How long a leftover lies untouched before it goes. */
  static final Duration KEPT = Duration.ofDays(1);

  private static final Logger log = LoggerFactory.getLogger(LeftoverMaterials.class);

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final MaterialStore store;
  private final Clock clock;

  LeftoverMaterials(
      JdbcClient db, TransactionTemplate transaction, MaterialStore store, Clock clock) {
    this.db = db;
    this.transaction = transaction;
    this.store = store;
    this.clock = clock;
  }

  @Scheduled(cron = "0 40 3 * * *", zone = "Asia/Shanghai")
  void daily() {
    int deleted = delete();
    if (deleted > 0) {
      log.info("Materials: {} leftover files deleted", deleted);
    }
  }

  /**
   * Deletes what has been left over for longer than {@link #KEPT}.
   *
   * @return how many files
   */
  int delete() {
    int deleted = 0;
    var before = clock.instant().minus(KEPT);
    try {
      for (var upload : store.unfinished(before)) {
        deleted += Files.deleteIfExists(upload) ? 1 : 0;
      }
      for (var content : store.contents(before)) {
        deleted += Boolean.TRUE.equals(transaction.execute(s -> deleteUnneeded(content))) ? 1 : 0;
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return deleted;
  }

  /** Keeps a content from being deleted, or stored by another, until the transaction ends. */
  void hold(byte[] sha256) {
    db.sql("select pg_advisory_xact_lock(:hash)")
        .param("hash", ByteBuffer.wrap(sha256).getLong())
        .query(row -> {});
  }

  private boolean deleteUnneeded(Path content) {
    var hash = MaterialStore.hash(content);
    hold(hash);
    try {
      return !isNeeded(hash) && Files.deleteIfExists(content);
    } catch (IOException undeletable) {
      throw new UncheckedIOException(undeletable);
    }
  }

  private boolean isNeeded(byte[] hash) {
    return db.sql(
            """
            select exists (
              select from material_file f
              where f.sha256 = :hash
                and (f.removed_at is null
                  or exists (select from dossier_material d where d.file_id = f.id)))
            """)
        .param("hash", hash)
        .query(Boolean.class)
        .single();
  }
}
