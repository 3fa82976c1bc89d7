-- Hearings: who was told of the right to one, who asked for it, and what came of it.
create table hearing (
  id                 uuid primary key,
  case_id            uuid not null references joint_review,
  department         text not null references department,
  told_by            uuid not null references account,
  told_by_name       text not null,
  told_at            timestamptz not null,
  interest           text not null check (interest <> ''),
  parties            text not null,
  state              text not null check (state in ('OFFERED', 'NOT_ASKED', 'ASKED', 'HELD', 'WITHDRAWN', 'ABSENT')),
  asked_by_name      text,
  asked_by_applicant boolean,
  received_on        date,
  asked_recorded_by  uuid references account,
  asked_recorded_at  timestamptz,
  set_on             date,
  place              text,
  announced          text,
  held_on            date,
  summary            text,
  ended_at           timestamptz,
  ended_by           uuid references account,
  ended_by_name      text,
  check ((state in ('OFFERED', 'NOT_ASKED')) = (asked_by_name is null)),
  check ((asked_by_name is null) = (received_on is null)),
  check ((set_on is null) = (place is null)),
  check ((state in ('OFFERED', 'ASKED')) = (ended_at is null)),
  check ((state = 'HELD') = (held_on is not null)),
  check ((state in ('HELD', 'WITHDRAWN', 'ABSENT')) = (summary is not null))
);
comment on column hearing.interest is 'what of the applicant or of others the licence touches';
comment on column hearing.parties is 'others than the applicant who were told, and how; empty if nobody';
comment on column hearing.received_on is 'day on which the department had the request';
create index hearing_by_case on hearing (case_id, told_at);
create unique index hearing_open on hearing (case_id, department) where state in ('OFFERED', 'ASKED');

alter table legal_clock drop constraint legal_clock_term_check;
alter table legal_clock add constraint legal_clock_term_check
  check (term in ('ACCEPTANCE', 'WHOLE', 'REVIEW', 'DELIVERY', 'EXPERTS', 'HEARING_REQUEST', 'HEARING'));
alter table legal_clock drop constraint legal_clock_check;
alter table legal_clock add constraint legal_clock_check
  check ((term in ('REVIEW', 'EXPERTS', 'HEARING_REQUEST', 'HEARING')) = (department is not null));

-- To hold a hearing is a step of the department; to ask for one is nobody's, and may well not be done.
create or replace function finished(k legal_clock) returns boolean language sql immutable parallel safe as $$
  select k.ended_at is not null and k.took is not null and case k.term
    when 'REVIEW' then k.ended_by = 'OPINION'
    when 'ACCEPTANCE' then k.ended_by in ('ACCEPTED', 'CORRECTION', 'NOT_ACCEPTED')
    when 'DELIVERY' then k.ended_by = 'DELIVERED'
    when 'HEARING' then k.ended_by in ('HEARING_HELD', 'HEARING_ABSENT')
    when 'EXPERTS' then false
    when 'HEARING_REQUEST' then false
    else k.ended_by = 'DECIDED' end
$$;
comment on column clock_suspension.made_for is 'the expert review or the hearing with whose end it ends; null if a person ends it';
comment on column stop_proposal.procedure is 'the expert review or the hearing that it is proposed for';
