package org.zhunru.supervision;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Cases by the thousand, straight into the tables: for lists, which look at nothing else. Only in
 * transactions that are rolled back: these cases have no process.
 */
final class ManyCases {
  private ManyCases() {}

  /**
   * Makes {@code count} cases of {@code enterprises} enterprises; the same seed gives the same, but
   * for their ids. All names of projects and enterprises carry the mark. Two moments of filing in
   * three are shared by several cases; one case in eight is a draft; a third of those reviewed has
   * a standing veto.
   */
  static void make(JdbcClient db, String mark, int count, int enterprises, int seed) {
    var by = db.sql("select id from account limit 1").query(UUID.class).single();
    db.sql(
            """
            insert into enterprise (id, name, credit_code, registered_at)
            select gen_random_uuid(), :mark || '企业' || n,
                   left(upper(replace(gen_random_uuid()::text, '-', '')), 18), now()
            from generate_series(1, :n) n
            """)
        .param("mark", mark)
        .param("n", enterprises)
        .update();
    db.sql(
            """
            insert into project (id, enterprise_id, name, region, created_at, created_by, revision)
            select gen_random_uuid(), e.id, :mark || '项目' || e.name || n,
                   (array['230902', '230903', '230904', '230921', null])[1 + floor(%s * 5)::int],
                   now(), :by, 0
            from (select id, name, row_number() over (order by name) k from enterprise
                  where name like :mark || '企业%%') e
            join generate_series(1, :n) n on n %% :m + 1 = e.k
            """
                .formatted(chance(seed, "region", "n::text")))
        .param("mark", mark)
        .param("by", by)
        .param("n", count)
        .param("m", enterprises)
        .update();
    db.sql(
            """
            insert into case_file (id, project_id, enterprise_id, matter, number, state, dossier_version,
                                   created_at, created_by, submitted_at, revision)
            select gen_random_uuid(), p.id, p.enterprise_id, 'joint-pre-approval',
                   case when p.k %% 8 > 0 then :mark || '-' || lpad(p.k::text, 6, '0') end,
                   case when p.k %% 8 > 0 then
                     (array['SUBMITTED', 'CORRECTING', 'IN_REVIEW', 'DECIDING', 'APPROVED',
                      'APPROVED_WITH_CONDITIONS', 'REFUSED', 'NOT_ACCEPTED', 'WITHDRAWN'])
                       [1 + floor(%s * 9)::int] else 'DRAFT' end,
                   1, now(), :by,
                   case when p.k %% 8 > 0 then date_trunc('hour', now())
                     - make_interval(hours => floor(%s * :n / 3)::int) end, 0
            from (select id, enterprise_id, row_number() over (order by name) k from project
                  where name like :mark || '项目%%') p
            """
                .formatted(chance(seed, "state", "p.k::text"), chance(seed, "filing", "p.k::text")))
        .param("mark", mark)
        .param("by", by)
        .param("n", count)
        .update();
    db.sql(
            """
            insert into case_department (case_id, department, since, filed_at)
            select id, code, now(), submitted_at
            from (select c.id, c.submitted_at, d.code, %s r from case_file c cross join department d
                  where c.number like :mark || '-%%' and d.code <> 'lhsp') x
            where r < case code when 'tlj' then 0.02 else 0.3 end
            """
                .formatted(chance(seed, "called", "right(c.number, 6) || d.code")))
        .param("mark", mark)
        .update();
    db.sql(
            """
            insert into joint_review (case_id, round, dossier_version, on_veto, opened_at, revision)
            select id, 1, 1, 'COLLECT_ALL', now(), 0 from case_file
            where number like :mark || '-%%' and %s < 0.6
              and state in ('IN_REVIEW', 'DECIDING', 'REFUSED', 'WITHDRAWN')
            """
                .formatted(chance(seed, "review", "right(number, 6)")))
        .param("mark", mark)
        .update();
    // Without figures of what has just been written the next join may take minutes.
    for (var table : List.of("case_file", "case_department", "joint_review")) {
      db.sql("analyze " + table).update();
    }
    db.sql(
            """
            with speaking as (
              insert into department_review (id, case_id, department, round, dossier_version, state,
                                             reasons, called_at, called_by)
              select gen_random_uuid(), case_id, department, 1, 1, 'SIGNED', '[]', now(), 'RULES'
              from (select d.case_id, d.department, %s r
                    from case_department d join joint_review j on j.case_id = d.case_id
                      join case_file c on c.id = d.case_id
                    where c.number like :mark || '-%%') x
              where r < 0.2
              returning id, case_id, department)
            insert into opinion (id, case_id, review_id, department, round, dossier_version, kind, text,
              ground_id, fact, remedy, signed_at, signed_by, signed_by_name, status, ended_at)
            select gen_random_uuid(), case_id, id, department, 1, 1,
              case when r < 0.5 then 'VETO' else 'AGREE' end, 'x', 'T-1', 'x', 'x', now(), :by, 'x',
              case when r < 0.35 or r > 0.5 then 'EFFECTIVE' else 'LIFTED' end,
              case when r < 0.35 or r > 0.5 then null else now() end
            from (select s.*, %s r from speaking s join case_file c on c.id = s.case_id) s
            """
                .formatted(
                    chance(seed, "speaking", "right(c.number, 6) || d.department"),
                    chance(seed, "opinion", "right(c.number, 6) || s.department")))
        .param("mark", mark)
        .param("by", by)
        .update();
  }

  /** SQL of a number from 0 to below 1 that the words decide. */
  private static String chance(int seed, String salt, String words) {
    return "(('x' || left(md5('%d %s ' || %s), 8))::bit(32)::bigint / 4294967296.0)"
        .formatted(seed, salt, words);
  }
}
