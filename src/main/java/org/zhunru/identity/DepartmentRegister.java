package org.zhunru.identity;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings {@code policies/departments.csv} into the database at every start; the file is the truth.
 */
@Component
@Order(10)
class DepartmentRegister implements ApplicationRunner {

  private final JdbcClient jdbc;

  DepartmentRegister(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  @Transactional
  public void run(ApplicationArguments arguments) {
    var file = new ClassPathResource("policies/departments.csv");
    try (var in = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
      var position = 0;
      for (var row :
          CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(in)) {
        jdbc.sql(
                """
                insert into department
                  (code, name, name_en, official_name, seat_steps, region_code, position)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (code) do update set name = excluded.name, name_en = excluded.name_en,
                  official_name = excluded.official_name, seat_steps = excluded.seat_steps,
                  region_code = excluded.region_code, position = excluded.position
                """)
            .params(
                row.get("code"),
                row.get("name"),
                row.get("name_en"),
                row.get("official_name"),
                Integer.valueOf(row.get("seat_steps")),
                row.get("region"),
                position++)
            .update();
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
