package org.zhunru.supervision;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.zhunru.intake.Matter;

/**
 * What supervision looks for in what is recorded: a query each. A query finds {@code key}, {@code
 * case_id}, {@code department}, {@code happened_at} and {@code evidence}: facts with their words
 * ({@code light.fact.<what>}), their case, their place in it, and arguments, which begin with what
 * they are ({@code day:}, {@code moment:}, {@code limit:}, {@code department:}, {@code seat:},
 * {@code reason:}, {@code reviewState:}, {@code text:}) or are empty.
 *
 * <p>Parameters: {@code since} and {@code until} (positions in the audit log: cases with an act
 * after the one and up to the other are looked at), {@code now}, {@code edition} of the calendar,
 * {@code toldBy} (suspensions that began up to that day have to be told by now), {@code threshold},
 * {@code lead}.
 */
public enum TriggerKind {
  /**
   * A department's step, the acceptance, the delivery or a hearing took longer than its limit, or
   * does.
   */
  STEP_LATE(late("in " + Terms.in(t -> t.isMeasured() && t != Matter.Term.WHOLE))),

  /** The case as a whole did, or does. */
  WHOLE_LATE(late("= 'WHOLE'")),

  /** A refusal that says less than a few characters, or names no ground. */
  NO_REASON(
      """
      select 'case ' || c.id key, c.id case_id, :lead department, c.closed_at happened_at,
        jsonb_build_array(%s) evidence
      from case_file c join audit_entry a on a.case_id = c.id and a.act = 'intake.notAccepted'
      where c.id in (%s) and c.state = 'NOT_ACCEPTED' and said(a.details ->> 'text') < :threshold
      union all
      select 'opinion ' || o.id, o.case_id, o.department, o.signed_at, jsonb_build_array(%s)
      from opinion o
      where o.case_id in (%s) and o.kind = 'VETO' and said(o.fact) < :threshold
      union all
      select 'decision ' || d.case_id, d.case_id, :lead, d.decided_at, jsonb_build_array(%s)
      from decision d
      where d.case_id in (%s) and d.outcome = 'REFUSED' and (said(d.reasons) < :threshold
        or not exists (select from opinion o where o.case_id = d.case_id and o.kind = 'VETO'
          and o.status = 'EFFECTIVE'))
      """
          .formatted(
              fact(
                  "'notAccepted.short'",
                  "c.id",
                  "'?tab=timeline'",
                  "'moment:' || civil(c.closed_at)",
                  "a.actor_name",
                  "a.details ->> 'text'"),
              touched(),
              fact(
                  "'veto.short'",
                  "o.case_id",
                  "'?tab=opinions'",
                  "'moment:' || civil(o.signed_at)",
                  "o.signed_by_name",
                  "o.fact"),
              touched(),
              fact(
                  "case when said(d.reasons) < :threshold then 'refused.short' else 'refused.noVeto' end",
                  "d.case_id",
                  "'?tab=timeline'",
                  "'moment:' || civil(d.decided_at)",
                  "d.decided_by_name",
                  "d.reasons"),
              touched())),

  /** Not accepted, though the check frozen at its filing says that it was needed and complete. */
  VALID_NOT_ACCEPTED(
      """
      select 'case ' || c.id key, c.id case_id, :lead department, c.closed_at happened_at,
        jsonb_build_array(%s, %s) evidence
      from case_file c
        join dossier_check k on k.case_id = c.id and k.version = c.dossier_version
          and k.stage = 'FILED'
        join audit_entry a on a.case_id = c.id and a.act = 'intake.notAccepted'
      where c.id in (%s) and c.state = 'NOT_ACCEPTED'
        and cast(k.result as jsonb) ->> 'jointApprovalRequired' = 'true'
        and not exists (select from jsonb_array_elements(cast(k.result as jsonb) -> 'missing') m
          where m ->> 'certain' = 'true')
      """
          .formatted(
              fact(
                  "'check.complete'",
                  "c.id",
                  "'?tab=findings'",
                  "'day:' || k.as_of",
                  "cast(k.version as text)"),
              fact(
                  "'notAccepted'",
                  "c.id",
                  "'?tab=timeline'",
                  "'moment:' || civil(c.closed_at)",
                  "a.actor_name",
                  "'reason:' || c.matter || ' ' || (a.details ->> 'reason')",
                  "a.details ->> 'text'"),
              touched())),

  /**
   * An opinion signed without the hands that come before the head's, or all of them of too few
   * people; a decision before a department had spoken.
   */
  STEPS_SKIPPED(
      """
      select 'opinion ' || o.id key, o.case_id, o.department, o.signed_at happened_at,
        jsonb_build_array(%s) || coalesce(hands.each, '[]') || coalesce(alone.each, '[]') evidence
      from opinion o
        join department_review r on r.id = o.review_id
        join department d on d.code = o.department
        cross join lateral (
          select max(s.no) filter (where s.seat = 'HANDLER' and s.act = 'FORWARDED') handed,
            max(s.no) filter (where s.seat = 'REVIEWER' and s.act = 'FORWARDED') checked,
            max(s.no) filter (where s.act = 'SIGNED') signed,
            jsonb_agg(%s order by s.no) filter (where s.act in ('FORWARDED', 'SIGNED')) each
          from draft_step s where s.review_id = r.id and s.round = o.round) hands
        cross join lateral (
          select jsonb_agg(%s order by p.by_name) each
          from (select s.by_id, min(s.by_name) by_name, count(distinct s.seat) seats from draft_step s
            where s.review_id = r.id and s.round = o.round and s.act in ('FORWARDED', 'SIGNED')
            group by s.by_id having count(distinct s.seat) > :threshold) p) alone
      where o.case_id in (%s) and (alone.each is not null
        or d.seat_steps >= 2 and hands.handed is null
        or d.seat_steps >= 3 and hands.checked is null
        or hands.checked < hands.handed or hands.signed < hands.checked or hands.signed < hands.handed)
      union all
      select 'decision ' || e.case_id, e.case_id, :lead, e.decided_at,
        jsonb_build_array(%s) || jsonb_agg(%s order by r.department)
      from decision e join department_review r on r.case_id = e.case_id
      where e.case_id in (%s) and (r.state not in ('SIGNED', 'TRANSFERRED', 'NOT_NEEDED')
        or exists (select from opinion o where o.review_id = r.id and o.signed_at > e.decided_at))
      group by e.case_id
      """
          .formatted(
              fact(
                  "'opinion.signed'",
                  "o.case_id",
                  "'?tab=opinions'",
                  "'moment:' || civil(o.signed_at)",
                  "o.signed_by_name",
                  "cast(d.seat_steps as text)"),
              fact(
                  "'hand'",
                  "o.case_id",
                  "'?tab=picture'",
                  "'moment:' || civil(s.at)",
                  "s.by_name",
                  "'seat:' || s.seat"),
              fact(
                  "'sameHand'",
                  "o.case_id",
                  "'?tab=picture'",
                  "p.by_name",
                  "cast(p.seats as text)"),
              touched(),
              fact(
                  "'decided'",
                  "e.case_id",
                  "'?tab=timeline'",
                  "'moment:' || civil(e.decided_at)",
                  "e.decided_by_name"),
              fact(
                  "'notSpoken'",
                  "e.case_id",
                  "'?tab=opinions'",
                  "'department:' || r.department",
                  "'reviewState:' || r.state"),
              touched())),

  /** Something done for a case carries a date before it could be done here. */
  OUTSIDE_PLATFORM(
      """
      select 'opinion ' || o.id key, o.case_id, o.department, o.signed_at happened_at,
        jsonb_build_array(%s) evidence
      from opinion o join case_file c on c.id = o.case_id
      where o.case_id in (%s) and %s
      union all
      select 'decision ' || d.case_id, d.case_id, :lead, d.decided_at, jsonb_build_array(%s)
      from decision d join case_file c on c.id = d.case_id
      where d.case_id in (%s) and %s
      union all
      select 'document ' || d.id, d.case_id, :lead, d.issued_at, jsonb_build_array(%s)
      from document d join case_file c on c.id = d.case_id
      where d.case_id in (%s) and %s
      union all
      select 'experts ' || x.id, x.case_id, x.department, x.concluded_at, jsonb_build_array(%s)
      from expert_review x join case_file c on c.id = x.case_id
      where x.case_id in (%s) and x.concluded_at is not null
        and x.held_on <= cast(x.asked_at at time zone 'Asia/Shanghai' as date) - cast(:threshold as int)
      """
          .formatted(
              fact(
                  "'early.opinion'",
                  "o.case_id",
                  "'?tab=opinions'",
                  "'moment:' || civil(o.signed_at)",
                  "'moment:' || civil(c.submitted_at)"),
              touched(),
              early("o.signed_at"),
              fact(
                  "'early.decision'",
                  "d.case_id",
                  "'?tab=timeline'",
                  "'moment:' || civil(d.decided_at)",
                  "'moment:' || civil(c.submitted_at)"),
              touched(),
              early("d.decided_at"),
              fact(
                  "'early.paper'",
                  "d.case_id",
                  "''",
                  "d.title",
                  "'moment:' || civil(d.issued_at)",
                  "'moment:' || civil(c.submitted_at)"),
              touched(),
              early("d.issued_at"),
              fact(
                  "'early.experts'",
                  "x.case_id",
                  "'?tab=opinions'",
                  "'day:' || x.held_on",
                  "'moment:' || civil(x.asked_at)",
                  "'moment:' || civil(c.submitted_at)"),
              touched())),

  /** One office asked the applicant again and again; the law wants all defects told at once. */
  REPEATED_CORRECTION(
      """
      select k.case_id || ' ' || k.department || ' ' || k.phase key, k.case_id, k.department,
        max(k.requested_at) happened_at, jsonb_agg(%s order by k.no) evidence
      from correction k where k.case_id in (%s)
      group by k.case_id, k.department, k.phase having count(*) >= :threshold
      """
          .formatted(
              fact(
                  "case when k.answered_at is null then 'correction.open' else 'correction' end",
                  "k.case_id",
                  "'?tab=timeline'",
                  "cast(k.no as text)",
                  "'moment:' || civil(k.requested_at)",
                  "k.requested_by_name",
                  "coalesce('moment:' || civil(k.answered_at), '')",
                  "(select coalesce(string_agg(i.text, '；' order by i.position), '') from correction_item i"
                      + " where i.correction_id = k.id)"),
              touched())),

  /** A limit was said to stand still, and the applicant was not told in writing. */
  UNTOLD_SUSPENSION(
      """
      select s.clock_id || ' ' || s.no key, k.case_id, coalesce(k.department, :lead) department,
        s.recorded_at happened_at, jsonb_build_array(%s) evidence
      from clock_suspension s join legal_clock k on k.id = s.clock_id
      where s.notice_on is null and s.from_on <= :toldBy
      """
          .formatted(
              fact(
                  "case when s.to_on is null then 'suspension.lasting' else 'suspension.over' end",
                  "k.case_id",
                  "'/clocks'",
                  "'limit:' || k.limit_id",
                  "'day:' || s.from_on",
                  "coalesce('day:' || s.to_on, '')",
                  "'limit:' || s.cause",
                  "s.reason"))),

  /**
   * A project was withdrawn again and again and filed anew, each time with a limit of its own; not
   * counted are withdrawals before a decision, and who answers a veto and says so.
   */
  WITHDRAWN_AND_REFILED(
      """
      select 'case ' || c.id key, c.id case_id, :lead department, c.submitted_at happened_at,
        chain.each || jsonb_build_array(%s) evidence
      from case_file c
        cross join lateral (
          select count(*) n, jsonb_agg(%s order by w.closed_at) each
          from case_file w
            left join lateral (select due_on from legal_clock l
              where l.case_id = w.id and l.department is null
              order by l.started_on desc, l.term desc limit 1) l on true
          where w.project_id = c.project_id and w.matter = c.matter and w.state = 'WITHDRAWN'
            and w.number is not null and w.closed_at <= c.submitted_at
            and not exists (select from case_file d where d.project_id = c.project_id
              and d.matter = c.matter and d.state not in ('DRAFT', 'WITHDRAWN')
              and d.closed_at between w.closed_at and c.submitted_at)) chain
      where c.id in (%s) and c.number is not null and chain.n >= :threshold
        and not exists (select from refiling r where r.case_id = c.id)
      """
          .formatted(
              fact("'filedAgain'", "c.id", "''", "c.number", "'moment:' || civil(c.submitted_at)"),
              fact(
                  "'withdrawn'",
                  "w.id",
                  "'?tab=timeline'",
                  "w.number",
                  "'moment:' || civil(w.submitted_at)",
                  "'moment:' || civil(w.closed_at)",
                  "coalesce('day:' || l.due_on, '')"),
              touched()));

  private final String sql;

  TriggerKind(String sql) {
    this.sql = sql;
  }

  String sql() {
    return sql;
  }

  /** Cases in which something was done since. */
  private static String touched() {
    return "select t.case_id from audit_entry t where t.id > :since and t.id <= :until and t.case_id is not null";
  }

  private static String fact(String what, String caseId, String place, String... arguments) {
    return "jsonb_build_object('what', %s, 'case', %s, 'place', %s, 'args', jsonb_build_array(%s))"
        .formatted(
            what,
            caseId,
            place,
            Arrays.stream(arguments)
                .map(a -> a.matches("(coalesce\\()?'.*") ? a : "'text:' || coalesce(" + a + ", '')")
                .collect(Collectors.joining(", ")));
  }

  /** Documents are dated to the second. */
  private static String early(String moment) {
    return moment
        + " < date_trunc('second', c.submitted_at) - make_interval(days => cast(:threshold as int) - 1)";
  }

  /** While it runs, and once it has ended: the same light, as long as its last day is the same. */
  private static String late(String term) {
    var found =
        """
        select k.id || ' ' || k.due_on key, k.case_id, coalesce(k.department, :lead) department,
          k.due_at happened_at, jsonb_build_array(%s) evidence
        from legal_clock k where k.term %s and
        """
            .formatted(
                fact(
                    "case when k.ended_at is null then 'late.running' else 'late.ended' end",
                    "k.case_id",
                    "'/clocks'",
                    "'limit:' || k.limit_id",
                    "'day:' || k.started_on",
                    "'day:' || k.due_on",
                    "coalesce('moment:' || civil(k.ended_at), '')"),
                term);
    return found
        + """
         k.ended_at is null and k.due_at <= :now and k.calendar_edition >= :edition
           and not exists (select from clock_suspension s where s.clock_id = k.id
             and s.to_on is null and s.notice_on is not null)
        union all
        """
        + found
        + " k.case_id in (%s) and finished(k) and k.ended_at >= k.due_at".formatted(touched());
  }
}
