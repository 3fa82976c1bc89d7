-- Who did what, written in the transaction of the act itself. Rows are only added.
create table audit_entry (
  id             bigint generated always as identity primary key,
  at             timestamptz not null,
  case_id        uuid,
  act            text not null check (act ~ '^[a-z]+(\.[A-Za-z]+)+$'),
  actor          uuid,
  actor_name     text not null,
  on_behalf_of   uuid,
  on_behalf_name text,
  department     text,
  seat           text,
  audience       text not null check (audience in ('EVERYBODY', 'OFFICERS')),
  details        jsonb not null default '{}',
  check ((on_behalf_of is null) = (on_behalf_name is null))
);
comment on column audit_entry.actor is 'null: the program itself';
comment on column audit_entry.audience is 'EVERYBODY: all who may see the case, its applicant included';
create index audit_entry_by_case on audit_entry (case_id, id);
create function audit_entry_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'audit_entry is only added to';
end $$;
create trigger audit_entry_is_kept before update or delete or truncate on audit_entry
  for each statement execute function audit_entry_is_kept();
