-- Public notices of decisions (公示): what anybody may read, and nothing else of the case.
create table public_notice (
  id           uuid primary key,
  case_id      uuid not null unique references case_file,
  number       text not null,
  case_number  text not null,
  outcome      text not null check (outcome in ('APPROVED', 'APPROVED_WITH_CONDITIONS', 'REFUSED')),
  matter       text not null,
  office       text not null,
  project      text not null,
  enterprise   text not null,
  credit_code  text not null,
  region       text,
  decided_on   date not null,
  valid_until  date,
  grounds      jsonb not null,
  words        text not null check (words <> '' and length(words) <= 8000),
  annulled     boolean not null default false,
  published_at timestamptz not null,
  changed_at   timestamptz not null,
  last_day     date not null,
  ended_at     timestamptz
);
comment on column public_notice.number is 'document number of the decision';
comment on column public_notice.grounds is 'grounds of standing vetoes: department, text, basis; words of the register';
comment on column public_notice.words is 'the reasons, with personal data removed';
comment on column public_notice.last_day is 'shown up to and on this day';
comment on column public_notice.ended_at is 'taken down before its last day was over; null if not';
create index public_notice_newest on public_notice (published_at desc, id desc);
create index public_notice_last_day on public_notice (last_day);

-- What people did with it. Rows are only added.
create table public_notice_act (
  notice_id uuid not null references public_notice,
  no        int not null,
  kind      text not null check (kind in ('PUBLISHED', 'CORRECTED', 'ANNULLED', 'TAKEN_DOWN')),
  words     text not null,
  remark    text not null,
  kept      text[] not null,
  by_id     uuid not null references account,
  by_name   text not null,
  at        timestamptz not null,
  primary key (notice_id, no)
);
comment on column public_notice_act.words is 'the reasons as they read from then on';
comment on column public_notice_act.remark is 'of corrections: for the public; of taking down: for the record alone';
comment on column public_notice_act.kept is 'words that look like names of persons and are none, as that person judged';
create function public_notice_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'what was done with a public notice is never changed';
end $$;
create trigger public_notice_act_is_kept before update or delete or truncate on public_notice_act
  for each statement execute function public_notice_is_kept();
