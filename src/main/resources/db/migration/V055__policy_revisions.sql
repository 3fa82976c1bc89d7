-- Files of policies as they were in force: shipped with the program, or changed by two persons.
create table policy_revision (
  id               uuid primary key,
  file             text not null,
  no               int not null,
  origin           text not null check (origin in ('SHIPPED', 'EDITED')),
  state            text not null check (state in ('DRAFT', 'REVIEW', 'PUBLISHED', 'WITHDRAWN', 'REPEALED')),
  why              text not null,
  based_on         int,
  content          text not null,
  sha256           text not null,
  in_force_from    date,
  drafted_by       uuid,
  drafted_by_name  text not null,
  drafted_at       timestamptz not null,
  changed_at       timestamptz not null,
  reviewed_by      uuid,
  reviewed_by_name text,
  reviewed_at      timestamptz,
  review_note      text,
  repeal_by        uuid,
  repeal_by_name   text,
  repeal_why       text,
  repealed_by      uuid,
  repealed_by_name text,
  repealed_from    date,
  revision         int not null,
  unique (file, no),
  check (reviewed_by is distinct from drafted_by or drafted_by is null or state not in ('PUBLISHED', 'REPEALED')),
  check (repealed_by is null or repealed_by <> repeal_by)
);
comment on column policy_revision.in_force_from is 'first day; null for the first shipped one, which was always in force';
comment on column policy_revision.repealed_from is 'first day on which it no longer counts';

-- One change of a file at a time.
create unique index policy_revision_open on policy_revision (file) where state in ('DRAFT', 'REVIEW');

-- What was published stays as it was: old verdicts are made again from it.
create function policy_revision_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a revision of policies is never removed';
  end if;
  if old.state in ('PUBLISHED', 'REPEALED') and (new.content, new.sha256, new.file, new.no, new.origin, new.why)
      is distinct from (old.content, old.sha256, old.file, old.no, old.origin, old.why) then
    raise exception 'a published revision is never changed';
  end if;
  if old.state in ('PUBLISHED', 'REPEALED') and new.in_force_from is distinct from old.in_force_from then
    raise exception 'the first day of a published revision is never changed';
  end if;
  if old.state in ('WITHDRAWN', 'REPEALED') or (old.state = 'PUBLISHED' and new.state not in ('PUBLISHED', 'REPEALED')) then
    raise exception 'a revision never goes back';
  end if;
  return new;
end $$;
create trigger policy_revision_is_kept before update or delete on policy_revision
  for each row execute function policy_revision_is_kept();
