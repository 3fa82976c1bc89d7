package org.zhunru.identity;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The regions this city knows, from {@code policies/regions.csv}. */
@Component
public class Regions {

  private final List<Region> all = new ArrayList<>();

  Regions() {
    var file = new ClassPathResource("policies/regions.csv");
    try (var in = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
      for (var row :
          CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(in)) {
        all.add(
            new Region(row.get("code"), row.get("name_zh"), row.get("kind"), row.get("parent")));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public List<Region> all() {
    return List.copyOf(all);
  }

  /** Regions in which a project can lie: districts, counties and functional zones. */
  public List<Region> sites() {
    return all.stream()
        .filter(region -> !region.kind().equals("province"))
        .filter(region -> !region.kind().equals("prefecture_city"))
        .toList();
  }

  public Optional<Region> byCode(String code) {
    return all.stream().filter(region -> region.code().equals(code)).findFirst();
  }
}
