package org.zhunru.identity;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;

/** The regions of the city, read from {@code policies/regions.csv} at every start. */
@Component
public class Regions {
  private final JdbcClient db;
  private volatile @Nullable List<Region> known;

  Regions(JdbcClient db) {
    this.db = db;
  }

  /** All regions, larger ones first, then by code. */
  public List<Region> all() {
    var all = known;
    if (all == null) {
      all =
          db.sql(
                  """
                  select code, name, name_en, level, parent, national from region
                  order by array_position(array['province', 'city'], level) nulls last, code
                  """)
              .query(
                  (row, n) ->
                      new Region(
                          row.getString(1),
                          row.getString(2),
                          row.getString(3),
                          row.getString(4),
                          row.getString(5),
                          row.getBoolean(6)))
              .list();
      known = all;
    }
    return all;
  }

  /**
   * Where a project may lie: districts, counties and functional zones, without codes that only
   * count in statistics.
   */
  public List<Region> ofProjects() {
    return all().stream()
        .filter(r -> List.of("district", "county", "functional_zone").contains(r.level()))
        .toList();
  }

  /** Code of the city itself. */
  public String city() {
    return all().stream()
        .filter(r -> r.level().equals("city"))
        .map(Region::code)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("regions.csv has no city"));
  }

  /** Codes from the province down to {@code code} itself; empty if there is no such region. */
  public List<String> around(String code) {
    var chain = new ArrayList<String>();
    for (@Nullable String at = code; at != null; ) {
      var here = at;
      var region = all().stream().filter(r -> r.code().equals(here)).findFirst();
      region.ifPresent(r -> chain.add(0, r.code()));
      at = region.map(Region::parent).orElse(null);
    }
    return chain;
  }

  /**
   * @throws Refusal {@code identity.noSuchRegion}
   */
  public Region byCode(String code) {
    return all().stream()
        .filter(r -> r.code().equals(code))
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("identity.noSuchRegion", code));
  }

  /** Whether {@code code} is {@code around} or lies in it. */
  public boolean lies(String code, String around) {
    for (String at = code; at != null; at = byCode(at).parent()) {
      if (at.equals(around)) {
        return true;
      }
    }
    return false;
  }

  void load() {
    for (var row : CityFile.rows("regions.csv")) {
      db.sql(
              """
              insert into region (code, name, name_en, level, parent, national)
              values (:code, :name, :nameEn, :level, nullif(:parent, ''), :national)
              on conflict (code) do update set
                name = excluded.name, name_en = excluded.name_en, level = excluded.level,
                parent = excluded.parent, national = excluded.national
              """)
          .param("code", row.get("code"))
          .param("name", row.get("name"))
          .param("nameEn", row.get("name_en"))
          .param("level", row.get("level"))
          .param("parent", row.get("parent"))
          .param("national", Boolean.parseBoolean(row.get("national")))
          .update();
    }
    known = null;
  }
}
