-- Joint review: departments speak, once each, with one voice.
create table joint_review (
  case_id         uuid primary key references case_file,
  round           int not null check (round > 0),
  dossier_version int not null,
  on_veto         text not null check (on_veto in ('COLLECT_ALL', 'STOP_AT_ONCE')),
  opened_at       timestamptz not null,
  closed_at       timestamptz,
  revision        int not null
);

-- Why there was another round: a row for each.
create table review_round (
  case_id         uuid not null references joint_review,
  round           int not null,
  dossier_version int not null,
  why             text not null check (why in ('ACCEPTED', 'CORRECTED', 'VETO_LIFTED', 'SENT_BACK')),
  opened_at       timestamptz not null,
  departments     text[] not null,
  changed         text[] not null default '{}',
  primary key (case_id, round)
);
comment on column review_round.departments is 'those that review in this round; the others'' opinions stand';
comment on column review_round.changed is 'paths of the facts whose change opened it';

create table department_review (
  id              uuid primary key,
  case_id         uuid not null references joint_review,
  department      text not null references department,
  round           int not null,
  dossier_version int not null,
  state           text not null check (state in ('DRAFTING', 'REVIEWING', 'SIGNING', 'CORRECTING', 'SIGNED',
                    'TRANSFERRED', 'NOT_NEEDED')),
  reasons         text not null,
  called_at       timestamptz not null,
  called_by       text not null check (called_by in ('RULES', 'TRANSFER', 'RE_REVIEW')),
  draft_kind      text check (draft_kind in ('AGREE', 'CONDITIONS', 'VETO', 'CORRECTION', 'TRANSFER')),
  draft           text,
  returned_why    text,
  unique (case_id, department)
);
comment on column department_review.reasons is 'JSON: why this department was called';
comment on column department_review.draft is 'JSON: the opinion as it is being written';

-- Every hand that a draft went through, to show what each changed.
create table draft_step (
  review_id      uuid not null references department_review,
  no             int not null,
  round          int not null,
  seat           text not null check (seat in ('HANDLER', 'REVIEWER', 'HEAD')),
  act            text not null check (act in ('SAVED', 'FORWARDED', 'RETURNED', 'SIGNED')),
  by_id          uuid not null references account,
  by_name        text not null,
  on_behalf_of   uuid references account,
  on_behalf_name text,
  draft          text not null,
  note           text not null,
  at             timestamptz not null,
  primary key (review_id, no)
);

create table opinion (
  id              uuid primary key,
  case_id         uuid not null references joint_review,
  review_id       uuid not null references department_review,
  department      text not null references department,
  round           int not null,
  dossier_version int not null,
  kind            text not null check (kind in ('AGREE', 'CONDITIONS', 'VETO')),
  text            text not null,
  ground_id       text,
  ground          text,
  fact            text,
  fact_path       text,
  remedy          text,
  signed_at       timestamptz not null,
  signed_by       uuid not null references account,
  signed_by_name  text not null,
  on_behalf_of    uuid references account,
  on_behalf_name  text,
  status          text not null check (status in ('EFFECTIVE', 'LIFTED', 'SUPERSEDED')),
  ended_at        timestamptz,
  ended_by        uuid references account,
  ended_by_name   text,
  end_reason      text,
  check ((status = 'EFFECTIVE') = (ended_at is null)),
  check (kind <> 'VETO' or (ground_id is not null and fact is not null and remedy is not null))
);
comment on column opinion.ground is 'JSON: the row of the register as it was';
create unique index opinion_one_effective on opinion (case_id, department) where status = 'EFFECTIVE';
create index opinion_by_case on opinion (case_id, signed_at);
create index opinion_vetoes on opinion (department, signed_at) where kind = 'VETO';

create table condition_item (
  id         uuid primary key,
  opinion_id uuid not null references opinion,
  case_id    uuid not null,
  position   int not null,
  text       text not null check (text <> '' and length(text) <= 1000),
  stage      text not null check (stage in ('DESIGN', 'CONSTRUCTION', 'TRIAL', 'ACCEPTANCE', 'OPERATION')),
  measure    text,
  operator   text check (operator in ('LE', 'LT', 'GE', 'GT', 'EQ')),
  value      numeric,
  unit       text,
  state      text not null check (state in ('PROPOSED', 'IMPOSED', 'DROPPED', 'MET')),
  state_at   timestamptz not null,
  state_by   uuid references account,
  state_note text,
  check ((measure is null) = (operator is null) and (operator is null) = (value is null))
);
comment on column condition_item.stage is 'by which stage of the project it has to be met';
create index condition_item_by_case on condition_item (case_id, state);

-- A colleague asked for advice; nothing waits for the answer.
create table consultation (
  id          uuid primary key,
  case_id     uuid not null references joint_review,
  department  text not null references department,
  asked_by    uuid not null references account,
  asked_by_name text not null,
  asked       uuid not null references account,
  asked_name  text not null,
  question    text not null,
  asked_at    timestamptz not null,
  answer      text,
  answered_at timestamptz
);
create index consultation_by_case on consultation (case_id, asked_at);

-- An expert review that a department asked for; it signs nothing before the conclusion is there.
create table expert_review (
  id           uuid primary key,
  case_id      uuid not null references joint_review,
  department   text not null references department,
  asked_by     uuid not null references account,
  asked_by_name text not null,
  question     text not null,
  asked_at     timestamptz not null,
  experts      text,
  conclusion   text,
  dissent      text,
  held_on      date,
  concluded_at timestamptz,
  concluded_by uuid references account,
  cancelled_at timestamptz,
  cancel_reason text
);
create index expert_review_by_case on expert_review (case_id, asked_at);
