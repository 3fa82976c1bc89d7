-- How a person is reached outside of the program, and what is on its way there.
create table contact (
  account_id  uuid primary key references account,
  mail        text check (length(mail) <= 254),
  verified_at timestamptz,
  code        bytea,
  code_until  timestamptz,
  code_tries  int not null default 0,
  codes_on    date,
  codes       int not null default 0,
  phone       text check (phone ~ '^1[3-9][0-9]{9}$'),
  digest_at   time,
  quiet_from  time not null default '20:00',
  quiet_to    time not null default '08:00',
  quiet_days  boolean not null default true,
  language    text not null default 'zh' check (language in ('zh', 'en')),
  check (verified_at is null or mail is not null),
  check ((code is null) = (code_until is null))
);
comment on column contact.verified_at is 'null: the address was not confirmed by the code sent to it; nothing else is sent there';
comment on column contact.code is 'SHA-256 of the code';
comment on column contact.codes is 'codes sent on codes_on';
comment on column contact.digest_at is 'null: mailed at once; else once each working day at that time';
comment on column contact.quiet_days is 'whether days off are quiet as a whole';

-- Where a person wants something else than policies/notices.csv says.
create table contact_choice (
  account_id uuid not null references account,
  kind       text not null,
  channel    text not null check (channel in ('MAIL', 'SMS')),
  wanted     boolean not null,
  primary key (account_id, kind, channel)
);

-- The outbox. Its id is the Message-ID, so that what went out twice can be told.
create table message (
  id          uuid primary key,
  key         text not null unique,
  channel     text not null check (channel in ('MAIL', 'SMS')),
  purpose     text not null check (purpose in ('NOTICES', 'CODE', 'TEST')),
  account_id  uuid not null references account,
  address     text,
  secret      text,
  state       text not null default 'WAITING' check (state in ('WAITING', 'SENT', 'DROPPED', 'GIVEN_UP')),
  attempts    int not null default 0,
  next_at     timestamptz not null,
  lease       uuid,
  lease_until timestamptz,
  fault       text,
  created_at  timestamptz not null,
  ended_at    timestamptz,
  check ((state = 'WAITING') = (ended_at is null)),
  check ((lease is null) = (lease_until is null)),
  check ((purpose = 'NOTICES') = (address is null)),
  check (secret is null or state in ('WAITING', 'GIVEN_UP'))
);
comment on column message.key is 'what it carries: one notice, or all of a person and a moment';
comment on column message.address is 'null: where the person is reached when it is sent';
comment on column message.secret is 'the code it carries; gone once it is sent';
comment on column message.lease is 'held by a node that is sending it, until lease_until';
create index message_due on message (next_at, id) where state = 'WAITING';
create index message_faults on message (created_at desc) where fault is not null;
create index message_by_age on message (ended_at) where ended_at is not null;

create table message_part (
  notice_id  uuid not null references notice on delete cascade,
  channel    text not null,
  message_id uuid not null references message on delete cascade,
  primary key (notice_id, channel)
);
comment on table message_part is 'no notice goes out twice by the same channel in two messages';
create index message_part_of on message_part (message_id);
