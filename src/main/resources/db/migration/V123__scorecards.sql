-- Scorecards: how a department's quarter was marked, by which rule, out of which rows, and who agreed.
create table scorecard (
  id                  uuid primary key,
  quarter             text not null check (quarter ~ '^[2][0-9]{3}-Q[1-4]$'),
  department          text not null references department,
  from_on             date not null,
  to_on               date not null,
  computed_at         timestamptz not null,
  object_by           date not null,
  rule_sha256         text not null,
  grades              jsonb not null,
  mark                text,
  mark_shown          numeric,
  grade               text,
  corrected_mark      text,
  corrected_shown     numeric,
  corrected_grade     text,
  state               text not null check (state in ('DRAFT', 'CHECKED', 'PUBLISHED')),
  revision            int not null default 0,
  checked_by          uuid references account,
  checked_by_name     text,
  checked_at          timestamptz,
  returned_by_name    text,
  returned_why        text,
  published_by        uuid references account,
  published_by_name   text,
  published_at        timestamptz,
  document_id         uuid references document,
  unique (quarter, department),
  check (num_nulls(mark, mark_shown, grade) in (0, 3)),
  check (num_nulls(corrected_mark, corrected_shown, corrected_grade) in (0, 3)),
  check ((state = 'DRAFT') = (checked_by is null) and num_nulls(checked_by, checked_by_name, checked_at) in (0, 3)),
  check ((state = 'PUBLISHED') = (published_by is not null)
    and num_nulls(published_by, published_by_name, published_at, document_id) in (0, 4)),
  check (published_by is null or published_by <> checked_by)
);
comment on column scorecard.object_by is 'last day for the department to object';
comment on column scorecard.rule_sha256 is 'of policies/scorecard.csv as it was';
comment on column scorecard.grades is 'the borders of the rule as they were';
comment on column scorecard.mark is 'exact, a fraction in lowest terms, out of 100; null if nothing could be marked';
comment on column scorecard.mark_shown is 'its first two places, cut off';
comment on column scorecard.corrected_mark is 'without the rows that were struck; equal to mark if none was';
comment on column scorecard.revision is 'counts changes; what a person must have read';
create index scorecard_by_department on scorecard (department, quarter desc);

create table scorecard_item (
  scorecard_id    uuid not null references scorecard,
  measure         text not null,
  no              int not null,
  name_zh         text not null,
  name_en         text not null,
  how             text not null check (how in ('SUM', 'SHARE', 'MEDIAN')),
  weight          int not null,
  full_mark       numeric not null,
  free            numeric not null,
  per             numeric not null,
  deduct          numeric not null,
  floor           numeric not null,
  source          text not null,
  confidence      text not null,
  rows            bigint not null,
  value           text,
  value_shown     numeric,
  mark            text,
  mark_shown      numeric,
  corrected_rows  bigint not null,
  corrected_value text,
  corrected_value_shown numeric,
  corrected_mark  text,
  corrected_mark_shown  numeric,
  primary key (scorecard_id, measure)
);
comment on table scorecard_item is 'a row of the rule as it was, what it gave, and what it gives without the rows that were struck';

-- The cases behind each figure, as they were on the day of the card.
create table scorecard_row (
  scorecard_id uuid not null references scorecard,
  measure      text not null,
  no           int not null,
  case_id      uuid not null,
  number       text not null,
  project      text not null,
  what         text not null,
  started_on   date,
  due_on       date,
  ended_on     date,
  n            bigint not null,
  d            bigint not null check (d > 0),
  struck       boolean not null default false,
  primary key (scorecard_id, measure, no)
);
comment on column scorecard_row.what is 'row of policies/time-limits.csv, or RECONSIDERATION';
comment on column scorecard_row.n is 'what it counts for; over d where the measure is a median';
comment on column scorecard_row.struck is 'taken out after an objection';

create table scorecard_objection (
  scorecard_id     uuid not null references scorecard,
  measure          text not null,
  reason           text not null check (reason <> '' and length(reason) <= 4000),
  evidence         text not null check (evidence <> '' and length(evidence) <= 4000),
  rows             int[] not null,
  by_id            uuid not null references account,
  by_name          text not null,
  on_behalf_of     uuid references account,
  on_behalf_name   text,
  at               timestamptz not null,
  answer           text check (answer in ('ACCEPTED', 'REJECTED')),
  answer_reason    text,
  answered_by      uuid references account,
  answered_by_name text,
  answered_at      timestamptz,
  primary key (scorecard_id, measure),
  check (num_nulls(answer, answer_reason, answered_by, answered_by_name, answered_at) in (0, 5))
);
comment on column scorecard_objection.rows is 'numbers of the rows it speaks of; empty if of the figure as a whole';

-- What was published stays as it was, with all that it came from.
create function scorecard_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state = 'PUBLISHED' then
    raise exception 'a published scorecard is never changed, and none is ever removed';
  end if;
  return new;
end $$;
create trigger scorecard_is_kept before update or delete on scorecard
  for each row execute function scorecard_is_kept();
create function scorecard_part_is_kept() returns trigger language plpgsql as $$
declare
  card uuid;
begin
  if tg_op = 'INSERT' then card := new.scorecard_id; else card := old.scorecard_id; end if;
  if exists (select from scorecard where id = card and state = 'PUBLISHED') or tg_op = 'DELETE' then
    raise exception 'a published scorecard is never changed, and none is ever removed';
  end if;
  return new;
end $$;
create trigger scorecard_item_is_kept before insert or update or delete on scorecard_item
  for each row execute function scorecard_part_is_kept();
create trigger scorecard_row_is_kept before insert or update or delete on scorecard_row
  for each row execute function scorecard_part_is_kept();
create trigger scorecard_objection_is_kept before insert or update or delete on scorecard_objection
  for each row execute function scorecard_part_is_kept();
create function scorecard_row_is_evidence() returns trigger language plpgsql as $$
begin
  if (old.scorecard_id, old.measure, old.no, old.case_id, old.number, old.what, old.started_on, old.due_on, old.ended_on, old.n, old.d)
      is distinct from (new.scorecard_id, new.measure, new.no, new.case_id, new.number, new.what, new.started_on, new.due_on, new.ended_on, new.n, new.d) then
    raise exception 'a row of a scorecard can only be struck';
  end if;
  return new;
end $$;
create trigger scorecard_row_is_evidence before update on scorecard_row
  for each row execute function scorecard_row_is_evidence();
create index reconsideration_closed on reconsideration (closed_at) where closed_at is not null;
create index reconsideration_answer_by on reconsideration (answer_by) where answer_by is not null;
