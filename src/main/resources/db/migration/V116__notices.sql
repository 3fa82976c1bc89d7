-- Who was told what: written in the transaction of what happened, a row for each person told.
create table notice (
  id         uuid primary key,
  account_id uuid not null references account,
  about      text not null,
  kind       text not null,
  case_id    uuid,
  details    jsonb not null default '{}',
  at         timestamptz not null,
  read_at    timestamptz,
  planned    boolean not null default false,
  unique (account_id, about, kind)
);
comment on column notice.about is 'what happened: an entry of the audit log, a piece of work; nobody is told twice of it';
comment on column notice.kind is 'as in policies/notices.csv';
comment on column notice.details is 'codes and days that its words need; never what somebody typed';
comment on column notice.planned is 'whether it has been seen to that it goes out by mail and SMS where the person wants that';
create index notice_of_account on notice (account_id, at desc, id desc);
create index notice_unread on notice (account_id, kind) where read_at is null;
create index notice_unplanned on notice (at, id) where not planned;
create index notice_by_age on notice (at);

-- Every seat with who may fill it: the holder, and deputies within their days.
create view seat_filled as
  select account_id, department, kind, null::date from_date, null::date to_date from account_seat
  union all
  select g.deputy, g.department, g.kind, g.from_date, g.to_date
  from delegation g
  join account_seat s on s.account_id = g.delegator and s.department = g.department and s.kind = g.kind
  join account h on h.id = g.delegator and not h.stopped
  where g.ended_at is null;

-- What was told of time limits so far goes to who holds the seat or the role now.
insert into notice (id, account_id, about, kind, case_id, details, at, read_at, planned)
select gen_random_uuid(), a.id, 'clock:' || n.id,
  case n.kind when 'NEAR' then 'CLOCK_NEAR' when 'LATE' then 'CLOCK_LATE' else n.kind end, n.case_id,
  jsonb_strip_nulls(jsonb_build_object('term', l.term, 'due', n.due_on, 'reconsideration', r.id,
    'department', coalesce(l.department, r.department, n.vacant_department), 'seat', lower(n.vacant_seat))), n.at,
  case when n.at <= s.until then s.until end, true
from clock_notice n
left join legal_clock l on l.id = n.clock_id
left join reconsideration r on r.id = n.reconsideration_id
join account a on exists (select from account_seat h
    where h.account_id = a.id and h.department = n.to_department and h.kind = n.to_seat)
  or exists (select from account_role r where r.account_id = a.id and r.role = n.to_role)
left join clock_notice_seen s on s.account_id = a.id;
drop table clock_notice_seen;
