-- Lights of supervision: what the rules of policies/supervision-triggers.csv find in what is recorded.
create table supervision_light (
  id          uuid primary key,
  kind        text not null check (kind in ('STEP_LATE', 'WHOLE_LATE', 'NO_REASON', 'VALID_NOT_ACCEPTED', 'STEPS_SKIPPED',
                'OUTSIDE_PLATFORM', 'REPEATED_CORRECTION', 'UNTOLD_SUSPENSION', 'WITHDRAWN_AND_REFILED')),
  key         text not null,
  case_id     uuid not null references case_file,
  department  text not null references department,
  happened_at timestamptz not null,
  raised_at   timestamptz not null,
  threshold   int,
  legal_basis text not null,
  evidence    jsonb not null check (jsonb_array_length(evidence) > 0),
  answer_by   date not null,
  state       text not null default 'OPEN' check (state in ('OPEN', 'ANSWERED', 'FOUNDED', 'UNFOUNDED')),
  closed_at   timestamptz,
  unique (kind, key),
  check ((state in ('FOUNDED', 'UNFOUNDED')) = (closed_at is not null))
);
comment on column supervision_light.key is 'what it is about: nothing is raised twice, by however many nodes';
comment on column supervision_light.department is 'the one that answers; the lead office for what it does itself';
comment on column supervision_light.threshold is 'of the rule as it was; null if the rule has none';
comment on column supervision_light.evidence is 'facts as they were recorded on that day, each with its words, its case and its place there';
comment on column supervision_light.answer_by is 'last day for the department, the city''s own choice; nothing follows from letting it pass but that it is not waited for';
create index supervision_light_newest on supervision_light (raised_at desc, id desc);
create index supervision_light_department on supervision_light (department, raised_at desc, id desc);
create index supervision_light_open on supervision_light (state, department) where closed_at is null;
create index supervision_light_case on supervision_light (case_id, raised_at);

create function supervision_light_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a light is never removed';
  end if;
  if old.closed_at is not null or (old.id, old.kind, old.key, old.case_id, old.department, old.happened_at, old.raised_at,
      old.threshold, old.legal_basis, old.evidence, old.answer_by) is distinct from (new.id, new.kind, new.key, new.case_id,
      new.department, new.happened_at, new.raised_at, new.threshold, new.legal_basis, new.evidence, new.answer_by) then
    raise exception 'what a light shows is never changed, nor is one that was closed';
  end if;
  return new;
end $$;
create trigger supervision_light_is_kept before update or delete on supervision_light
  for each row execute function supervision_light_is_kept();

-- What people did with it. Rows are only added.
create table supervision_light_act (
  light_id       uuid not null references supervision_light,
  no             int not null,
  act            text not null check (act in ('ANSWERED', 'FOUNDED', 'UNFOUNDED')),
  text           text not null check (text <> '' and length(text) <= 4000),
  by_id          uuid not null references account,
  by_name        text not null,
  on_behalf_of   uuid references account,
  on_behalf_name text,
  at             timestamptz not null,
  primary key (light_id, no)
);
create function supervision_light_act_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'what was done with a light is never changed';
end $$;
create trigger supervision_light_act_is_kept before update or delete or truncate on supervision_light_act
  for each statement execute function supervision_light_act_is_kept();

-- How far the audit log has been looked through. What was done before this table was made is not judged.
create table supervision_sweep (
  only_one boolean primary key default true check (only_one),
  first    bigint not null,
  position bigint not null
);
insert into supervision_sweep (first, position) select coalesce(max(id), 0), coalesce(max(id), 0) from audit_entry;
create index clock_suspension_untold on clock_suspension (from_on) where notice_on is null;

-- How much somebody has said: characters without blanks and punctuation.
create function said(words text) returns int language sql immutable parallel safe as $$
  select length(regexp_replace(coalesce(words, ''), '[\s，。、；：！？（）《》「」“”‘’…—·,.;:!?()"''_-]', '', 'g'))
$$;

-- A moment as evidence shows it.
create function civil(at timestamptz) returns text language sql stable parallel safe as $$
  select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI')
$$;
