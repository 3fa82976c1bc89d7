-- Holiday notices of the state council, entered by one person and released by another.
create table holiday_notice (
  id               uuid primary key,
  year             int not null,
  title            text not null check (title <> '' and length(title) <= 200),
  content          text not null,
  sha256           text not null,
  state            text not null check (state in ('DRAFT', 'REVIEW', 'RELEASED', 'WITHDRAWN')),
  drafted_by       uuid not null references account,
  drafted_by_name  text not null,
  drafted_at       timestamptz not null,
  reviewed_by      uuid references account,
  reviewed_by_name text,
  reviewed_at      timestamptz,
  note             text,
  edition          bigint unique,
  check ((state = 'RELEASED') = (edition is not null)),
  check (state <> 'RELEASED' or (reviewed_by is not null and reviewed_by <> drafted_by))
);
comment on column holiday_notice.content is 'all special days of the year, as policies/working-days.csv has them; of several released ones the last counts';
comment on column holiday_notice.edition is 'number of the release, in the order of releases; never given twice';
create index holiday_notice_year on holiday_notice (year, drafted_at);
-- One at a time for each year.
create unique index holiday_notice_open on holiday_notice (year) where state in ('DRAFT', 'REVIEW');
create sequence holiday_notice_edition as bigint;

-- What was released stays as it was: dates of old are argued about with it.
create function holiday_notice_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a holiday notice is never removed';
  end if;
  if old.state in ('RELEASED', 'WITHDRAWN') then
    raise exception 'a holiday notice that was released or withdrawn is never changed';
  end if;
  return new;
end $$;
create trigger holiday_notice_is_kept before update or delete on holiday_notice
  for each row execute function holiday_notice_is_kept();

-- By which edition of the calendar a last day was computed: what is behind is computed again.
alter table legal_clock add calendar_edition bigint not null default 0;
create index legal_clock_behind on legal_clock (calendar_edition, case_id) where ended_at is null;

create table clock_move (
  id       bigint generated always as identity primary key,
  clock_id uuid not null references legal_clock,
  old_due  date not null,
  new_due  date not null check (new_due <> old_due),
  since    bigint not null,
  edition  bigint not null,
  at       timestamptz not null
);
comment on table clock_move is 'last days that the calendar has moved; rows are only added';
comment on column clock_move.since is 'edition before; the notices released after it, up to edition, are the reason, or, if there are none, the calendar that came with the program';
create index clock_move_by_clock on clock_move (clock_id, id);
create index clock_move_by_edition on clock_move (edition, since);
