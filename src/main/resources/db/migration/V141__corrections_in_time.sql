-- Whoever asks the applicant for a correction says how long it may take: a clock of its own. No law gives the
-- applicant a period, so that the clock has no row of the time limits.
alter table correction add expected_days int check (expected_days between 1 and 250);
comment on column correction.expected_days is 'working days in which it is expected; null of those asked for before that was asked';

alter table legal_clock alter limit_id drop not null;
comment on column legal_clock.limit_id is 'row of policies/time-limits.csv; null where the law has none and a person has stated the days';
comment on column legal_clock.stated_days is 'working days that a person has stated, where the row of the limit has no period or there is no row';
alter table legal_clock add task_ref text;
comment on column legal_clock.task_ref is 'the one piece of open work that is due with it; of corrections, several of which a case may have open';
alter table legal_clock drop constraint legal_clock_term_check;
alter table legal_clock add constraint legal_clock_term_check
  check (term in ('ACCEPTANCE', 'WHOLE', 'REVIEW', 'DELIVERY', 'EXPERTS', 'HEARING_REQUEST', 'HEARING', 'OWN_HEARING', 'CORRECTION'));
alter table legal_clock drop constraint legal_clock_check;
alter table legal_clock add constraint legal_clock_check
  check ((term in ('REVIEW', 'EXPERTS', 'HEARING_REQUEST', 'HEARING', 'OWN_HEARING', 'CORRECTION')) = (department is not null));
alter table legal_clock add constraint legal_clock_row check ((term = 'CORRECTION') = (limit_id is null));
alter table legal_clock add constraint legal_clock_stated check (limit_id is not null or stated_days is not null);

-- What measures nobody is finished by nobody; a term that is new measures nobody until it is said here.
create or replace function finished(k legal_clock) returns boolean language sql immutable parallel safe as $$
  select k.ended_at is not null and k.took is not null and case k.term
    when 'REVIEW' then k.ended_by = 'OPINION'
    when 'ACCEPTANCE' then k.ended_by in ('ACCEPTED', 'CORRECTION', 'NOT_ACCEPTED')
    when 'DELIVERY' then k.ended_by = 'DELIVERED'
    when 'HEARING' then k.ended_by in ('HEARING_HELD', 'HEARING_ABSENT')
    when 'WHOLE' then k.ended_by = 'DECIDED'
    else false end
$$;

-- Of the time of an applicant, the applicant is told.
alter table clock_notice add to_applicant boolean not null default false;
alter table clock_notice drop constraint clock_notice_check1;
alter table clock_notice add constraint clock_notice_to_one check (num_nonnulls(to_department, to_role) + to_applicant::int = 1);
