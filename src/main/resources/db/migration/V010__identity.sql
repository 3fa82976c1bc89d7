-- Departments, people, seats, enterprises, delegations.

create table department (
  code          varchar(16) primary key,
  name          text not null,
  name_en       text not null,
  official_name text not null,
  seat_steps    integer not null check (seat_steps between 1 and 3),
  region_code   varchar(16) not null,
  position      integer not null
);

create table enterprise (
  id          uuid primary key,
  name        text not null,
  credit_code varchar(18) not null unique
);

create table account (
  id            uuid primary key,
  username      varchar(64) not null unique,
  display_name  text not null,
  password_hash text not null,
  enabled       boolean not null,
  created_at    timestamptz not null
);

create table account_role (
  account_id uuid not null references account,
  role       varchar(32) not null,
  primary key (account_id, role)
);

create table account_seat (
  account_id uuid not null references account,
  department varchar(16) not null references department,
  kind       varchar(12) not null,
  primary key (account_id, department, kind)
);
create index account_seat_holders on account_seat (department, kind);

create table enterprise_member (
  account_id    uuid not null references account,
  enterprise_id uuid not null references enterprise,
  primary key (account_id, enterprise_id)
);

create table account_interest (
  account_id    uuid not null references account,
  enterprise_id uuid not null references enterprise,
  reason        text not null,
  primary key (account_id, enterprise_id)
);

create table delegation (
  id           uuid primary key,
  from_account uuid not null references account,
  to_account   uuid not null references account,
  department   varchar(16) not null references department,
  kind         varchar(12) not null,
  from_date    date not null,
  to_date      date not null,
  reason       text not null,
  granted_at   timestamptz not null,
  ended_at     timestamptz,
  check (from_date <= to_date),
  check (from_account <> to_account)
);
create index delegation_deputy on delegation (to_account) where ended_at is null;
create index delegation_seat on delegation (department, kind) where ended_at is null;
