-- Whoever asks for experts says how long that will take: a clock of its own, which no statute gives a length.
alter table expert_review add expected_days int check (expected_days > 0);
comment on column expert_review.expected_days is 'working days it was said to take; null of those asked for before that was asked';

alter table legal_clock add stated_days int check (stated_days > 0);
comment on column legal_clock.stated_days is 'working days that a person has stated, where the row of the limit has no period';
alter table legal_clock drop constraint legal_clock_term_check;
alter table legal_clock add constraint legal_clock_term_check
  check (term in ('ACCEPTANCE', 'WHOLE', 'REVIEW', 'DELIVERY', 'EXPERTS'));
alter table legal_clock drop constraint legal_clock_check;
alter table legal_clock add constraint legal_clock_check check ((term in ('REVIEW', 'EXPERTS')) = (department is not null));

create or replace function finished(k legal_clock) returns boolean language sql immutable parallel safe as $$
  select k.ended_at is not null and k.took is not null and case k.term
    when 'REVIEW' then k.ended_by = 'OPINION'
    when 'ACCEPTANCE' then k.ended_by in ('ACCEPTED', 'CORRECTION', 'NOT_ACCEPTED')
    when 'DELIVERY' then k.ended_by = 'DELIVERED'
    when 'EXPERTS' then false
    else k.ended_by = 'DECIDED' end
$$;

-- What a suspension was made for ends it.
alter table clock_suspension add made_for uuid;
comment on column clock_suspension.made_for is 'the expert review with whose end it ends; null if a person ends it';

-- Who has no right to suspend proposes it to the head.
create table stop_proposal (
  procedure        uuid primary key,
  case_id          uuid not null references case_file,
  department       text not null references department,
  proposed_by      uuid not null references account,
  proposed_by_name text not null,
  proposed_at      timestamptz not null,
  outcome          text check (outcome in ('SIGNED', 'DECLINED', 'LAPSED')),
  answered_at      timestamptz,
  check ((outcome is null) = (answered_at is null))
);
comment on column stop_proposal.procedure is 'the expert review that it is proposed for';
comment on column stop_proposal.outcome is 'LAPSED: the procedure was over first';
create index stop_proposal_by_case on stop_proposal (case_id);
