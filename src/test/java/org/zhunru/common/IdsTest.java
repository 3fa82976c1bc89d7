package org.zhunru.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.IntegrationTest;

@IntegrationTest
class IdsTest {
  @Autowired JdbcClient db;

  @Test
  void each_comes_after_the_one_before_and_none_comes_twice() {
    var made = Stream.generate(Ids::next).limit(5000).map(UUID::toString).toList();
    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  /** Section 5.7 of RFC 9562: version 7, variant 2, milliseconds since 1970 in 48 bits. */
  @Test
  void those_of_queries_are_of_the_same_kind_and_the_same_time() {
    var before = Instant.now().toEpochMilli();
    List<UUID> made =
        db.sql("select next_id() from generate_series(1, 500)").query(UUID.class).list();
    var after = Instant.now().toEpochMilli();

    assertThat(made).doesNotHaveDuplicates();
    assertThat(Stream.concat(made.stream(), Stream.of(Ids.next())))
        .allMatch(id -> id.version() == 7 && id.variant() == 2)
        .allMatch(
            id -> {
              long at = id.getMostSignificantBits() >>> 16;
              return at >= before - 1 && at <= after + 1000;
            });
  }
}
