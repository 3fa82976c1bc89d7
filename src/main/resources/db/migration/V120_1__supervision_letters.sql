-- Supervision letters (督办函): numbered papers to a department, with a day for its reply.
create table supervision_letter (
  id               uuid primary key,
  number           text not null unique,
  light_id         uuid references supervision_light,
  case_id          uuid not null references case_file,
  department       text not null references department,
  demands          text not null check (demands <> '' and length(demands) <= 4000),
  days             int not null check (days between 1 and 60),
  reply_by         date not null,
  document_id      uuid not null references document,
  issued_by        uuid not null references account,
  issued_by_name   text not null,
  issued_at        timestamptz not null,
  state            text not null default 'ISSUED' check (state in ('ISSUED', 'REPLIED', 'CLOSED')),
  reply            text check (reply <> '' and length(reply) <= 4000),
  replied_by       uuid references account,
  replied_by_name  text,
  replied_for      uuid references account,
  replied_for_name text,
  replied_at       timestamptz,
  remark           text check (remark <> '' and length(remark) <= 4000),
  closed_by        uuid references account,
  closed_by_name   text,
  closed_at        timestamptz,
  check (num_nulls(reply, replied_by, replied_by_name, replied_at) in (0, 4)),
  check (num_nulls(remark, closed_by, closed_by_name, closed_at) in (0, 4)),
  check ((state = 'CLOSED') = (closed_at is not null)),
  check (state <> 'REPLIED' or replied_at is not null)
);
comment on column supervision_letter.light_id is 'null if it was written about the case itself';
comment on column supervision_letter.days is 'working days for the reply, as the person set them';
create index supervision_letter_newest on supervision_letter (issued_at desc, id desc);
create index supervision_letter_department on supervision_letter (department, issued_at desc, id desc);
create index supervision_letter_case on supervision_letter (case_id, issued_at);
create index supervision_letter_light on supervision_letter (light_id) where light_id is not null;
create index supervision_letter_open on supervision_letter (reply_by) where state = 'ISSUED';

create function supervision_letter_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a letter is never removed';
  end if;
  if old.state = 'CLOSED' or (old.reply is not null and new.reply is distinct from old.reply)
      or (old.id, old.number, old.light_id, old.case_id, old.department, old.demands, old.days, old.reply_by, old.document_id,
        old.issued_by, old.issued_at) is distinct from (new.id, new.number, new.light_id, new.case_id, new.department,
        new.demands, new.days, new.reply_by, new.document_id, new.issued_by, new.issued_at) then
    raise exception 'what was written in a letter and in its reply is never changed';
  end if;
  return new;
end $$;
create trigger supervision_letter_is_kept before update or delete on supervision_letter
  for each row execute function supervision_letter_is_kept();

alter table clock_notice add letter_id uuid references supervision_letter;
alter table clock_notice drop constraint clock_notice_of_one;
alter table clock_notice add constraint clock_notice_of_one
  check (num_nonnulls(clock_id, reconsideration_id, vacant_on, letter_id) = 1);
create unique index clock_notice_letter on clock_notice (letter_id, due_on, rung, kind) where letter_id is not null;
