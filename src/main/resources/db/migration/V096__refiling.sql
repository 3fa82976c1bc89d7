-- A case filed again after a veto: which one it answers, and whether what the veto asked for was done.
create table refiling (
  case_id        uuid primary key references case_file,
  of_case        uuid not null references case_file,
  chosen_by      uuid not null references account,
  chosen_by_name text not null,
  chosen_at      timestamptz not null,
  check (case_id <> of_case)
);
comment on column refiling.of_case is 'the vetoed case, as the applicant chose it when filing';
create index refiling_of on refiling (of_case, chosen_at desc);

create table remedy_item (
  id         uuid primary key,
  case_id    uuid not null references refiling,
  opinion_id uuid not null references opinion,
  department text not null references department,
  position   int not null,
  text       text not null check (text <> ''),
  unique (case_id, opinion_id, position)
);
comment on column remedy_item.opinion_id is 'the veto whose remedy it is a part of';
comment on column remedy_item.department is 'the one that vetoed, and checks';

-- Rows are only added; the newest of an item counts.
create table remedy_check (
  item_id        uuid not null references remedy_item,
  no             int not null,
  met            boolean not null,
  evidence       text not null check (evidence <> '' and length(evidence) <= 1000),
  file_id        uuid references material_file,
  checked_by     uuid not null references account,
  checked_by_name text not null,
  on_behalf_of   uuid references account,
  on_behalf_name text,
  checked_at     timestamptz not null,
  primary key (item_id, no)
);
