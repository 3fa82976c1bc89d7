-- Projects, their cases, and what was filed.
create table project (
  id            uuid primary key,
  enterprise_id uuid not null references enterprise,
  name          text not null check (name <> '' and length(name) <= 200),
  code          varchar(24) unique,
  region        text references region,
  created_at    timestamptz not null,
  created_by    uuid not null references account,
  revision      int not null
);
comment on column project.code is 'national project code, GB/T 40058-2021; null until it is known';
create index project_by_enterprise on project (enterprise_id, created_at desc);

-- One run of a matter for a project.
create table case_file (
  id              uuid primary key,
  project_id      uuid not null references project,
  enterprise_id   uuid not null references enterprise,
  matter          text not null,
  number          text unique,
  state           text not null check (state in ('DRAFT', 'SUBMITTED', 'CORRECTING', 'IN_REVIEW', 'DECIDING',
                    'APPROVED', 'APPROVED_WITH_CONDITIONS', 'REFUSED', 'NOT_ACCEPTED', 'WITHDRAWN')),
  dossier_version int not null,
  created_at      timestamptz not null,
  created_by      uuid not null references account,
  submitted_at    timestamptz,
  accepted_at     timestamptz,
  closed_at       timestamptz,
  revision        int not null,
  check ((number is null) = (submitted_at is null))
);
comment on column case_file.dossier_version is 'newest version filed; 0 before the first';
create index case_file_by_enterprise on case_file (enterprise_id, created_at desc, id);
create index case_file_by_project on case_file (project_id, created_at);
create index case_file_by_state on case_file (state, submitted_at, id);
create unique index case_file_one_open on case_file (project_id, matter)
  where state in ('DRAFT', 'SUBMITTED', 'CORRECTING', 'IN_REVIEW', 'DECIDING');

-- Which departments take part in a case, and so may see it.
create table case_department (
  case_id    uuid not null references case_file,
  department text not null references department,
  since      timestamptz not null,
  primary key (case_id, department)
);
create index case_department_by_department on case_department (department, since desc);

-- What the applicant is typing; saved by itself.
create table draft (
  case_id    uuid primary key references case_file,
  facts      jsonb not null,
  revision   int not null,
  based_on   int not null,
  updated_at timestamptz not null,
  updated_by uuid not null references account
);
comment on column draft.based_on is 'dossier version it was copied from; 0 if from none';

-- Uploaded files; their content lies below the data directory, by SHA-256.
create table material_file (
  id          uuid primary key,
  case_id     uuid not null references case_file,
  material    text not null,
  name        text not null check (name <> '' and length(name) <= 200),
  media_type  text not null,
  size        bigint not null check (size > 0),
  sha256      bytea not null check (length(sha256) = 32),
  uploaded_at timestamptz not null,
  uploaded_by uuid not null references account,
  removed_at  timestamptz
);
comment on column material_file.material is 'id in the checklist of materials';
comment on column material_file.removed_at is 'taken out of the draft; filed versions keep it';
create index material_file_by_case on material_file (case_id, uploaded_at);

-- What was filed: immutable.
create table dossier_version (
  case_id           uuid not null references case_file,
  version           int not null check (version > 0),
  facts             text not null,
  sha256            bytea not null check (length(sha256) = 32),
  submitted_at      timestamptz not null,
  submitted_by      uuid not null references account,
  submitted_by_name text not null,
  primary key (case_id, version)
);
comment on column dossier_version.facts is 'JSON, byte for byte as hashed';
comment on column dossier_version.sha256 is 'of facts and the hashes of all materials';
create table dossier_material (
  case_id uuid not null,
  version int not null,
  file_id uuid not null references material_file,
  primary key (case_id, version, file_id),
  foreign key (case_id, version) references dossier_version
);
create function dossier_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'a filed dossier is never changed';
end $$;
create trigger dossier_version_is_kept before update or delete or truncate on dossier_version
  for each statement execute function dossier_is_kept();
create trigger dossier_material_is_kept before update or delete or truncate on dossier_material
  for each statement execute function dossier_is_kept();

-- One-time requests for correction, tied to fields and materials.
create table correction (
  id                uuid primary key,
  case_id           uuid not null references case_file,
  no                int not null,
  phase             text not null check (phase in ('ACCEPTANCE', 'REVIEW')),
  department        text not null references department,
  dossier_version   int not null,
  message           text not null check (length(message) <= 2000),
  requested_at      timestamptz not null,
  requested_by      uuid not null references account,
  requested_by_name text not null,
  answered_at       timestamptz,
  answered_version  int,
  cancelled_at      timestamptz,
  revision          int not null,
  unique (case_id, no),
  check ((answered_at is null) = (answered_version is null)),
  check (answered_at is null or cancelled_at is null)
);
create index correction_open on correction (case_id) where answered_at is null and cancelled_at is null;
create table correction_item (
  correction_id uuid not null references correction,
  position      int not null,
  kind          text not null check (kind in ('FIELD', 'MATERIAL')),
  subject       text not null,
  reason        text not null,
  text          text not null check (text <> '' and length(text) <= 1000),
  primary key (correction_id, position)
);
comment on column correction_item.subject is 'path of a fact, or id of a material';
comment on column correction_item.reason is 'key of the matter''s reasons for correction';

-- Numbers without gaps, one row a series.
create table number_series (
  series text primary key,
  last   bigint not null
);
