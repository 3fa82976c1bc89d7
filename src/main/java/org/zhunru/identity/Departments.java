package org.zhunru.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;

/** The departments of the city, read from {@code policies/departments.csv} at every start. */
@Component
public class Departments {
  private final JdbcClient db;
  private volatile @Nullable List<Department> known;

  Departments(JdbcClient db) {
    this.db = db;
  }

  /** Departments in use, in the order of the file; the joint-review office is the first. */
  public List<Department> all() {
    var all = known;
    if (all == null) {
      all = read("where in_use");
      known = all;
    }
    return all;
  }

  /**
   * @throws Refusal {@code identity.noSuchDepartment}
   */
  public Department byCode(String code) {
    return all().stream()
        .filter(d -> d.code().equals(code))
        .findFirst()
        .orElseGet(() -> formerly(code));
  }

  /** One that is no longer in the file, but of which records speak. */
  private Department formerly(String code) {
    return read("where not in_use").stream()
        .filter(d -> d.code().equals(code))
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("identity.noSuchDepartment", code));
  }

  private List<Department> read(String where) {
    return db.sql(
            "select code, name, name_en, official_name, seat_steps, region from department "
                + where
                + " order by position")
        .query(
            (row, n) ->
                new Department(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getInt(5),
                    row.getString(6)))
        .list();
  }

  void load() {
    db.sql("update department set in_use = false").update();
    int position = 0;
    for (var row : CityFile.rows("departments.csv")) {
      db.sql(
              """
              insert into department
                (code, position, name, name_en, official_name, seat_steps, region, in_use)
              values (:code, :position, :name, :nameEn, :officialName, :steps, :region, true)
              on conflict (code) do update set
                position = excluded.position, name = excluded.name, name_en = excluded.name_en,
                official_name = excluded.official_name, seat_steps = excluded.seat_steps,
                region = excluded.region, in_use = true
              """)
          .param("code", row.get("code"))
          .param("position", position++)
          .param("name", row.get("name"))
          .param("nameEn", row.get("name_en"))
          .param("officialName", row.get("official_name"))
          .param("steps", Integer.parseInt(row.get("seat_steps")))
          .param("region", row.get("region"))
          .update();
    }
    known = null;
  }
}
