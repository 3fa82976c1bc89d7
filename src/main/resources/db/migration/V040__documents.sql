-- Documents as they were issued. Rows are only added.
create table document (
  id                 uuid primary key,
  position           bigint generated always as identity,
  case_id            uuid not null,
  matter             text not null check (matter <> ''),
  kind               text not null check (kind <> ''),
  title              text not null check (title <> ''),
  number             text check (number <> ''),
  verify_code        text not null unique check (verify_code ~ '^[2-9A-HJ-NP-Z]{16}$'),
  audience           text not null check (audience in ('APPLICANT', 'OFFICERS', 'PUBLIC_SUMMARY')),
  pages              int not null check (pages > 0),
  content            bytea not null check (length(content) > 0),
  sha256             bytea not null check (length(sha256) = 32),
  text               text not null,
  text_sha256        bytea not null check (length(text_sha256) = 32),
  unknown_characters text[] not null,
  issued_at          timestamptz not null
);
comment on column document.content is 'the PDF';
comment on column document.text is 'what the template gave, UTF-8; text_sha256 is its digest, printed on the document';
comment on column document.unknown_characters is 'characters that no font had, printed as their code points';
create index document_by_case on document (case_id, issued_at, position);
-- PDFs are compressed already.
alter table document alter column content set storage external;

-- What the holder of a verification code may learn; never personal data.
create table document_summary (
  document_id uuid not null references document,
  key         text not null,
  value       text not null,
  primary key (document_id, key)
);

create function document_stands() returns trigger language plpgsql as $$
begin
  raise exception 'documents are never changed or removed' using errcode = 'restrict_violation';
end $$;
create trigger document_stands before update or delete on document
  for each row execute function document_stands();
create trigger document_stands_whole before truncate on document
  for each statement execute function document_stands();
create trigger document_summary_stands before update or delete on document_summary
  for each row execute function document_stands();
create trigger document_summary_stands_whole before truncate on document_summary
  for each statement execute function document_stands();
