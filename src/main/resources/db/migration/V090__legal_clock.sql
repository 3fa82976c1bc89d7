-- Periods of the law that run in cases: facts, from which due dates can be computed again at any time.
create table legal_clock (
  id          uuid primary key,
  case_id     uuid not null,
  term        text not null check (term in ('ACCEPTANCE', 'WHOLE', 'REVIEW')),
  department  text,
  limit_id    text not null,
  started_on  date not null,
  started_by  text not null,
  due_on      date not null,
  due_at      timestamptz not null,
  provisional boolean not null,
  ended_at    timestamptz,
  ended_by    text,
  check ((term = 'REVIEW') = (department is not null)),
  check ((ended_at is null) = (ended_by is null))
);
comment on column legal_clock.limit_id is 'row of policies/time-limits.csv';
comment on column legal_clock.started_on is 'day of the event, not counted';
comment on column legal_clock.due_on is 'last day, by the calendar of the day it was computed; a copy';
comment on column legal_clock.due_at is 'first moment after the last day';
create unique index legal_clock_running on legal_clock (case_id, term, coalesce(department, '')) where ended_at is null;
create index legal_clock_due on legal_clock (due_at, id) where ended_at is null;
create index legal_clock_by_case on legal_clock (case_id, started_on, id);
