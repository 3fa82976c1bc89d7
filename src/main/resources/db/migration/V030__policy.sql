-- What the law said of a filed version on the day of its filing; never changed.
create table dossier_check (
  case_id     uuid not null,
  version     int not null,
  as_of       date not null,
  result      text not null,
  policy_hash text not null,
  checked_at  timestamptz not null,
  primary key (case_id, version),
  foreign key (case_id, version) references dossier_version
);
comment on column dossier_check.result is 'JSON of the check';
comment on column dossier_check.policy_hash is 'SHA-256 over all files of policies/ that were applied';
create function dossier_check_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'a frozen check is never changed';
end $$;
create trigger dossier_check_is_kept before update or delete or truncate on dossier_check
  for each statement execute function dossier_check_is_kept();
