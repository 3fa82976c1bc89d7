-- Reconsideration of vetoes: asked for, answered by the department, concluded by the lead office.
alter table opinion drop constraint opinion_status_check;
alter table opinion add constraint opinion_status_check
  check (status in ('EFFECTIVE', 'LIFTED', 'OVERTURNED', 'SUPERSEDED'));
alter table review_round drop constraint review_round_why_check;
alter table review_round add constraint review_round_why_check
  check (why in ('ACCEPTED', 'CORRECTED', 'VETO_LIFTED', 'VETO_OVERTURNED', 'SENT_BACK'));

create table reconsideration (
  id               uuid primary key,
  case_id          uuid not null references case_file,
  opinion_id       uuid not null references opinion,
  department       text not null references department,
  state            text not null check (state in ('ASKED', 'ANSWERING', 'DECIDING', 'CONFIRMING', 'UPHELD',
                     'OVERTURNED', 'TAKEN_BACK', 'NOT_NEEDED')),
  asked_as         text not null check (asked_as in ('APPLICANT', 'SUPERVISOR')),
  asked_by         uuid not null references account,
  asked_by_name    text not null,
  reasons          text not null check (reasons <> '' and length(reasons) <= 4000),
  asked_at         timestamptz not null,
  answer_by        date,
  decide_by        date,
  answer           text,
  closed_at        timestamptz,
  check ((answer_by is null) = (decide_by is null)),
  check (decide_by >= answer_by),
  check ((state in ('UPHELD', 'OVERTURNED', 'TAKEN_BACK', 'NOT_NEEDED')) = (closed_at is not null))
);
comment on column reconsideration.opinion_id is 'the veto';
comment on column reconsideration.answer_by is 'last day for the department, as the lead office set it: the law has none';
comment on column reconsideration.decide_by is 'last day for the conclusion, likewise';
create index reconsideration_by_case on reconsideration (case_id, asked_at);
create index reconsideration_by_opinion on reconsideration (opinion_id, asked_at);
-- One at a time, and a veto is concluded upon once.
create unique index reconsideration_open on reconsideration (opinion_id) where closed_at is null;
create unique index reconsideration_concluded on reconsideration (opinion_id) where state in ('UPHELD', 'OVERTURNED');

-- What people did in it. Rows are only added.
create table reconsideration_act (
  reconsideration_id uuid not null references reconsideration,
  no                 int not null,
  act                text not null check (act in ('ASKED', 'DAYS_SET', 'ANSWERED', 'UPHELD', 'PROPOSED', 'RETURNED', 'OVERTURNED',
                       'TAKEN_BACK', 'NOT_NEEDED')),
  text               text not null,
  by_id              uuid references account,
  by_name            text not null,
  on_behalf_of       uuid references account,
  on_behalf_name     text,
  at                 timestamptz not null,
  primary key (reconsideration_id, no)
);
comment on column reconsideration_act.by_id is 'null if the program did it';
