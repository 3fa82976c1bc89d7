create table decision (
  case_id         uuid primary key references case_file,
  outcome         text not null check (outcome in ('APPROVED', 'APPROVED_WITH_CONDITIONS', 'REFUSED')),
  number          text not null unique,
  dossier_version int not null,
  reasons         text not null,
  remedies        text not null,
  decided_at      timestamptz not null,
  decided_by      uuid not null references account,
  decided_by_name text not null,
  on_behalf_of    uuid references account,
  on_behalf_name  text,
  valid_until     date,
  document_id     uuid,
  check ((outcome = 'REFUSED') = (valid_until is null))
);
