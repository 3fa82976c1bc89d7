package org.zhunru.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.camunda.bpm.engine.ProcessEngine;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.stereotype.Component;

/**
 * Migration V001: the engine's own tables, made by the scripts inside the engine's own archive.
 *
 * <p>Flyway keeps the checksum of the scripts: another engine with other scripts does not start on
 * this schema until somebody has written the migration that leads there.
 */
@Component
class EngineTables implements JavaMigration {

  private static final List<String> SCRIPTS =
      List.of(
          "engine",
          "history",
          "identity",
          "case.engine",
          "case.history",
          "decision.engine",
          "decision.history");

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("001");
  }

  @Override
  public String getDescription() {
    return "process engine";
  }

  @Override
  public Integer getChecksum() {
    var sum = new CRC32();
    sum.update(scripts().getBytes(StandardCharsets.UTF_8));
    return (int) sum.getValue();
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws Exception {
    try (var statement = context.getConnection().createStatement()) {
      statement.execute(scripts());
    }
  }

  private static String scripts() {
    return SCRIPTS.stream().map(EngineTables::script).collect(Collectors.joining("\n"));
  }

  private static String script(String part) {
    String name = "/org/camunda/bpm/engine/db/create/activiti.postgres.create." + part + ".sql";
    try (InputStream in = ProcessEngine.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the engine's archive has no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
