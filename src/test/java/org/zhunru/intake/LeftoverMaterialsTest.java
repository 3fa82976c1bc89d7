package org.zhunru.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.IntegrationTest;
import org.zhunru.common.DataDirectory;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;

@IntegrationTest
class LeftoverMaterialsTest {
  @Autowired LeftoverMaterials leftovers;
  @Autowired MaterialStore store;
  @Autowired Materials materials;
  @Autowired Actors actors;
  @Autowired Projects projects;
  @Autowired Cases cases;
  @Autowired Drafts drafts;
  @Autowired Dossiers dossiers;
  @Autowired DataDirectory data;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient db;
  @Autowired Clock clock;

  private Actor applicant;

  @BeforeEach
  void applicant() {
    applicant = actors.byUsername("demo-applicant");
  }

  @Test
  void a_file_taken_out_of_its_draft_leaves_the_disk_after_a_day() throws IOException {
    var draft = draft();
    var content = content();
    var file = upload(draft, content);
    materials.remove(applicant, draft, file.id());

    age(file, Duration.ofHours(23));
    leftovers.delete();
    assertThat(store.path(file.sha256())).exists();

    age(file, Duration.ofHours(25));
    leftovers.delete();
    assertThat(store.path(file.sha256())).doesNotExist();
    assertThatThrownBy(() -> materials.open(applicant, file.id()))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo("intake.noSuchFile"));

    var again = upload(draft, content);
    assertThat(materials.open(applicant, again.id()).path()).hasBinaryContent(content);
  }

  @Test
  void what_a_draft_still_holds_stays() throws IOException {
    var content = content();
    var removed = draft();
    var file = upload(removed, content);
    materials.remove(applicant, removed, file.id());
    var held = upload(draft(), content);

    age(file, Duration.ofDays(400));
    leftovers.delete();

    assertThat(materials.open(applicant, held.id()).path()).hasBinaryContent(content);
  }

  @Test
  void what_was_filed_stays_though_the_correction_takes_it_out() throws IOException {
    var filed = draft();
    var file = upload(filed, content());
    transaction.executeWithoutResult(
        status -> {
          var draft = drafts.of(applicant, filed);
          drafts.save(applicant, filed, CompleteFacts.named("留存", "留存测试"), draft.revision());
          dossiers.submit(applicant, filed);
        });
    takeOut(file);

    age(file, Duration.ofDays(400));
    leftovers.delete();

    assertThat(materials.open(applicant, file.id()).path()).exists();
  }

  @Test
  void uploads_that_broke_off_go_and_strange_files_stay() throws IOException {
    var root = data.resolve("materials");
    var incoming = Files.createDirectories(root.resolve("incoming"));
    var broken = old(Files.createTempFile(incoming, "upload-", ".part"));
    var running = Files.createTempFile(incoming, "upload-", ".part");
    var strange = old(Files.createTempFile(root, "README", ".txt"));
    var misplaced = old(Files.createFile(root.resolve("b".repeat(64))));
    try {
      leftovers.delete();

      assertThat(broken).doesNotExist();
      assertThat(running).exists();
      assertThat(strange).exists();
      assertThat(misplaced).exists();
    } finally {
      Files.delete(running);
      Files.delete(strange);
      Files.delete(misplaced);
    }
  }

  @Test
  void an_upload_at_the_moment_of_deletion_keeps_its_content() throws Exception {
    var content = content();
    var removed = draft();
    var file = upload(removed, content);
    materials.remove(applicant, removed, file.id());
    age(file, Duration.ofDays(2));
    var into = draft();
    var storing = new CountDownLatch(1);
    var commit = new CountDownLatch(1);
    var threads = Executors.newFixedThreadPool(2);
    try {
      Future<MaterialFile> stored =
          threads.submit(
              () ->
                  transaction.execute(
                      status -> {
                        var taken = upload(into, content);
                        storing.countDown();
                        waitFor(commit);
                        return taken;
                      }));
      storing.await();
      var deleting = threads.submit(leftovers::delete);
      while (!deleting.isDone() && !somebodyWaitsForAHash()) {
        Thread.onSpinWait();
      }
      commit.countDown();
      deleting.get();

      assertThat(materials.open(applicant, stored.get().id()).path()).hasBinaryContent(content);
    } finally {
      threads.shutdownNow();
    }
  }

  private CaseId draft() {
    var project =
        projects.create(
            applicant,
            applicant.enterprises().iterator().next(),
            "留存" + UUID.randomUUID(),
            null,
            "230903");
    return cases.open(applicant, project.id(), "joint-pre-approval").id();
  }

  private MaterialFile upload(CaseId to, byte[] content) {
    return materials.upload(
        applicant, to, "eia-report", "环评.pdf", new ByteArrayInputStream(content));
  }

  /** As a correction would that replaces the file. */
  private void takeOut(MaterialFile file) {
    assertThat(
            db.sql("update material_file set removed_at = now() where id = :id")
                .param("id", file.id())
                .update())
        .isEqualTo(1);
  }

  /** A PDF like no other. */
  private static byte[] content() {
    return ("%PDF-1.4\n% "
            + UUID.randomUUID()
            + "\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
            + "trailer<</Root 1 0 R>>\n%%EOF\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private void age(MaterialFile file, Duration age) throws IOException {
    Files.setLastModifiedTime(store.path(file.sha256()), FileTime.from(clock.instant().minus(age)));
  }

  private Path old(Path file) throws IOException {
    return Files.setLastModifiedTime(
        file, FileTime.from(clock.instant().minus(Duration.ofDays(9))));
  }

  private boolean somebodyWaitsForAHash() {
    return db.sql(
            "select exists (select from pg_locks where locktype = 'advisory' and not granted)")
        .query(Boolean.class)
        .single();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
