-- Who may act, on what, by when: written in the transaction of the task itself.
create table work_item (
  id              uuid primary key,
  case_id         uuid not null,
  kind            text not null,
  task_ref        text not null unique,
  department      text,
  seat            text,
  enterprise_id   uuid,
  account_id      uuid,
  matter          text not null,
  number          text not null,
  project_name    text not null,
  applicant_name  text not null,
  opened_at       timestamptz not null,
  due_at          timestamptz,
  sort_at         timestamptz not null,
  claimed_by      uuid,
  claimed_by_name text,
  claimed_for_name text,
  claimed_at      timestamptz,
  done_at         timestamptz,
  done_by         uuid,
  done_by_name    text,
  on_behalf_of    uuid,
  on_behalf_name  text,
  outcome         text,
  check (num_nonnulls(department, enterprise_id, account_id) = 1),
  check ((department is null) = (seat is null)),
  check ((claimed_by is null) = (claimed_at is null)),
  check ((claimed_by is null) = (claimed_by_name is null)),
  check (claimed_for_name is null or claimed_by is not null),
  check ((outcome is null) = (done_at is null))
);
comment on column work_item.task_ref is 'the engine''s task, or what else it stands for';
comment on column work_item.claimed_for_name is 'who holds the seat, where a deputy claimed it';
comment on column work_item.sort_at is 'due_at, else opened_at: the order of lists';
comment on column work_item.outcome is 'how it ended; NOT_NEEDED, WITHDRAWN and the like if nobody did it';
create index work_item_todo_seat on work_item (department, seat, sort_at, id) where done_at is null;
create index work_item_free_seat on work_item (department, seat, sort_at, id) where done_at is null and claimed_by is null;
create index work_item_todo_enterprise on work_item (enterprise_id, sort_at, id) where done_at is null and enterprise_id is not null;
create index work_item_todo_account on work_item (account_id, sort_at, id) where done_at is null and account_id is not null;
create index work_item_claimed on work_item (claimed_by, sort_at, id) where done_at is null and claimed_by is not null;
create index work_item_done on work_item (done_by, done_at desc, id) where done_by is not null;
create index work_item_by_case on work_item (case_id, opened_at, id);

create table work_item_read (
  item_id    uuid not null references work_item,
  account_id uuid not null,
  read_at    timestamptz not null,
  primary key (item_id, account_id)
);
create table work_item_note (
  item_id  uuid not null references work_item,
  no       int not null,
  at       timestamptz not null,
  by_id    uuid not null,
  by_name  text not null,
  for_name text,
  act      text not null check (act in ('CLAIMED', 'RELEASED', 'REASSIGNED')),
  to_id    uuid,
  to_name  text,
  reason   text not null,
  primary key (item_id, no)
);
comment on column work_item_note.for_name is 'who holds the seat, where a deputy acted';
comment on column work_item_note.reason is 'as typed; SEAT_LOST if the program released it; may be empty';
create table followed_case (
  account_id uuid not null,
  case_id    uuid not null,
  since      timestamptz not null,
  primary key (account_id, case_id)
);
