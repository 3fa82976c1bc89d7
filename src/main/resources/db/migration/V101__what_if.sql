-- What a draft of policies would change, run over all filed cases; the newest run of each draft is kept.
create table what_if_run (
  id            uuid primary key,
  revision_id   uuid not null unique references policy_revision,
  content       text not null,
  sha256        text not null,
  day           date not null,
  asked_by      uuid not null references account,
  asked_by_name text not null,
  asked_at      timestamptz not null,
  state         text not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
  policies      text,
  total         int not null,
  done          int not null default 0 check (done >= 0),
  flips         int not null default 0,
  unsettled     int not null default 0,
  others        int not null default 0,
  last_case     uuid not null default '00000000-0000-0000-0000-000000000000',
  holder        uuid,
  lease_until   timestamptz,
  started_at    timestamptz,
  ended_at      timestamptz,
  check ((state in ('DONE', 'CANCELLED', 'FAILED')) = (ended_at is not null))
);
comment on column what_if_run.content is 'the draft as it was when the run was asked for; it may be written on meanwhile';
comment on column what_if_run.sha256 is 'of the content';
comment on column what_if_run.day is 'all cases are judged by the law of this day, with and without the draft';
comment on column what_if_run.policies is 'SHA-256 over the wordings of that day without the draft; null before the first batch';
comment on column what_if_run.last_case is 'cases are taken in the order of their ids; up to this one they are done';
comment on column what_if_run.holder is 'the node that works on it, until lease_until by the clock of the database';
create index what_if_run_open on what_if_run (asked_at, id) where state in ('QUEUED', 'RUNNING');

-- How many cases have which verdict without and with the draft.
create table what_if_count (
  run_id  uuid not null references what_if_run on delete cascade,
  pending boolean not null,
  before  text not null,
  after   text not null,
  cases   int not null,
  primary key (run_id, pending, before, after)
);

-- The cases for which it makes a difference, and no others.
create table what_if_result (
  run_id       uuid not null references what_if_run on delete cascade,
  case_id      uuid not null references case_file,
  pending      boolean not null,
  submitted_at timestamptz not null,
  before       text not null,
  after        text not null,
  unsettled    boolean not null,
  change       text not null,
  primary key (run_id, case_id)
);
comment on column what_if_result.unsettled is 'with the draft the facts no longer suffice: it asks what was not asked before';
comment on column what_if_result.change is 'JSON: findings and questions that come and that go';
create index what_if_result_in_order on what_if_result (run_id, pending, submitted_at, case_id);
