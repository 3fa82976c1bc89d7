-- Regions and departments are read from policies/ at every start.
create table region (
  code     text primary key,
  name     text not null,
  name_en  text not null,
  level    text not null
           check (level in ('province', 'city', 'district', 'county', 'placeholder', 'functional_zone')),
  parent   text references region,
  national boolean not null
);
comment on column region.national is 'false: no code in GB/T 2260; the code is our own';

create table department (
  code          text primary key check (code ~ '^[a-z]{2,12}$'),
  position      int not null,
  name          text not null,
  name_en       text not null,
  official_name text not null,
  in_use        boolean not null default true,
  seat_steps    int not null check (seat_steps between 1 and 3),
  region        text not null references region
);
comment on column department.in_use is 'false: no longer in policies/departments.csv, but records speak of it';

create table account (
  id                  uuid primary key,
  username            text not null unique check (username ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
  name                text not null check (name <> '' and length(name) <= 64),
  password            text not null,
  password_changed_at timestamptz not null,
  must_change         boolean not null default false,
  stopped             boolean not null default false,
  created_at          timestamptz not null,
  created_by          uuid references account
);
comment on column account.must_change is 'the password was set by somebody else';
comment on column account.stopped is 'may not sign in; kept because records speak of it';

create table account_role (
  account_id uuid not null references account,
  role       text not null check (role in ('applicant', 'supervisor', 'policy-editor', 'policy-approver',
                                        'sysadmin', 'secadmin', 'auditor')),
  primary key (account_id, role)
);
create index account_role_by_role on account_role (role);

create table account_seat (
  account_id uuid not null references account,
  department text not null references department,
  kind       text not null check (kind in ('HANDLER', 'REVIEWER', 'HEAD')),
  primary key (account_id, department, kind)
);
create index account_seat_by_seat on account_seat (department, kind);

create table enterprise (
  id            uuid primary key,
  name          text not null check (name <> '' and length(name) <= 200),
  credit_code   text not null unique check (length(credit_code) = 18),
  registered_at timestamptz not null
);

create table enterprise_member (
  enterprise_id uuid not null references enterprise,
  account_id    uuid not null references account,
  primary key (enterprise_id, account_id)
);
create index enterprise_member_by_account on enterprise_member (account_id);

-- What an officer holds or did in an enterprise, or who of the family does.
create table account_interest (
  id            uuid primary key,
  account_id    uuid not null references account,
  enterprise_id uuid not null references enterprise,
  nature        text not null check (nature <> '' and length(nature) <= 500),
  declared_at   timestamptz not null,
  ended_at      timestamptz,
  ended_by      uuid references account,
  end_reason    text,
  check ((ended_at is null) = (ended_by is null)),
  check ((ended_at is null) = (end_reason is null))
);
create unique index account_interest_standing on account_interest (account_id, enterprise_id) where ended_at is null;

create table delegation (
  id         uuid primary key,
  delegator  uuid not null references account,
  deputy     uuid not null references account,
  department text not null references department,
  kind       text not null check (kind in ('HANDLER', 'REVIEWER', 'HEAD')),
  from_date  date not null,
  to_date    date not null,
  reason     text not null check (reason <> '' and length(reason) <= 500),
  granted_at timestamptz not null,
  ended_at   timestamptz,
  ended_by   uuid references account,
  check (delegator <> deputy),
  check (from_date <= to_date),
  check ((ended_at is null) = (ended_by is null))
);
comment on column delegation.from_date is 'both days count';
create index delegation_by_deputy on delegation (deputy, to_date) where ended_at is null;
create index delegation_by_seat on delegation (department, kind, to_date) where ended_at is null;
create index delegation_by_delegator on delegation (delegator, to_date);

-- A person of another department may stand in for a seat of this one; the security administrator says so.
create table delegation_allowance (
  deputy     uuid not null references account,
  department text not null references department,
  reason     text not null check (reason <> '' and length(reason) <= 500),
  allowed_by uuid not null references account,
  allowed_at timestamptz not null,
  primary key (deputy, department)
);

-- Who changed whose account, and how. Rows are only added.
create table account_history (
  id         bigint generated always as identity primary key,
  at         timestamptz not null,
  by_id      uuid references account,
  account_id uuid references account,
  act        text not null,
  detail     text not null
);
comment on column account_history.by_id is 'null: the program itself, or nobody signed in';
create index account_history_by_account on account_history (account_id, id desc);
create function account_history_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'account_history is only added to';
end $$;
create trigger account_history_is_kept before update or delete or truncate on account_history
  for each statement execute function account_history_is_kept();

-- Failed sign-ins. The key is a hash: people type passwords into the wrong field.
create table sign_in_failure (
  scope        text not null check (scope in ('account', 'address')),
  key          bytea not null,
  failures     int not null,
  last_at      timestamptz not null,
  locked_until timestamptz,
  primary key (scope, key)
);
create index sign_in_failure_by_age on sign_in_failure (last_at);

-- The one token by which the first administrators are made.
create table setup_token (
  hash       bytea primary key,
  made_at    timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);

-- Whose a session was, so that what was typed after its end goes back to that person alone.
create table session_owner (
  session    bytea primary key,
  account_id uuid not null references account,
  signed_in  timestamptz not null,
  expires_at timestamptz not null
);
comment on column session_owner.session is 'SHA-256 of the session id';
create index session_owner_by_expiry on session_owner (expires_at);

-- Forms that arrived after their session had ended.
create table kept_form (
  token      bytea primary key,
  account_id uuid not null references account,
  path       text not null,
  fields     jsonb not null,
  kept_at    timestamptz not null,
  expires_at timestamptz not null
);
comment on column kept_form.token is 'SHA-256 of the token in the address';
create index kept_form_by_expiry on kept_form (expires_at);
create index kept_form_by_account on kept_form (account_id);
