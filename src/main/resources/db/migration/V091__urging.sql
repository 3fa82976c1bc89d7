-- What is said when a time limit comes near and when it is over: each thing once.
alter table legal_clock add rung int not null default 0;
alter table legal_clock add next_at timestamptz;
comment on column legal_clock.rung is 'how many rungs of the ladder have been climbed for this due date';
comment on column legal_clock.next_at is 'moment of the next rung; null if there is none, or while it stands still';
update legal_clock set next_at = due_at where ended_at is null;
create index legal_clock_next on legal_clock (next_at, id) where ended_at is null and next_at is not null;

create table clock_notice (
  id            uuid primary key,
  clock_id      uuid not null references legal_clock,
  due_on        date not null,
  rung          int not null,
  kind          text not null check (kind in ('NEAR', 'LATE', 'EMPTY_SEAT')),
  case_id       uuid not null,
  to_department text,
  to_seat       text,
  to_role       text,
  at            timestamptz not null,
  unique (clock_id, due_on, rung, kind),
  check ((to_department is null) = (to_seat is null)),
  check (num_nonnulls(to_department, to_role) = 1)
);
comment on column clock_notice.due_on is 'the last day it speaks of: a date that moved is spoken of anew';
create index clock_notice_seat on clock_notice (to_department, to_seat, at desc, id desc) where to_department is not null;
create index clock_notice_role on clock_notice (to_role, at desc, id desc) where to_role is not null;
create index clock_notice_case on clock_notice (case_id, at);

create table clock_notice_seen (
  account_id uuid primary key,
  until      timestamptz not null
);
comment on column clock_notice_seen.until is 'notices up to here have been seen';
