-- Answers to forms and API calls that were to have one effect; written in the transaction of the effect.
create table remembered_answer (
  account     text        not null,
  channel     text        not null check (channel in ('form', 'api')),
  token       text        not null,
  fingerprint bytea       not null,
  status      integer     not null,
  headers     text        not null,
  body        bytea       not null,
  answered_at timestamptz not null,
  primary key (account, channel, token)
);
create index remembered_answer_by_age on remembered_answer (answered_at);
