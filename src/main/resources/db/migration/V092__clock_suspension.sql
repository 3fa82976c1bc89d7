-- Days on which a time limit stood still, and its extension. What was told to the applicant is a document.
create table clock_suspension (
  clock_id      uuid not null references legal_clock,
  no            int not null,
  from_on       date not null,
  to_on         date,
  cause         text not null,
  reason        text not null check (reason <> ''),
  notice_on     date,
  expected_days int,
  document_id   uuid,
  recorded_by   uuid not null,
  recorded_at   timestamptz not null,
  primary key (clock_id, no),
  check (to_on is null or to_on >= from_on),
  check ((notice_on is null) = (expected_days is null)),
  check ((notice_on is null) = (document_id is null))
);
comment on column clock_suspension.to_on is 'last day; null while it lasts';
comment on column clock_suspension.cause is 'row of policies/time-limits.csv that is not counted';
comment on column clock_suspension.notice_on is 'when the applicant was told in writing; without that the limit runs on';
comment on column clock_suspension.expected_days is 'working days it was said to take';
create unique index clock_suspension_lasting on clock_suspension (clock_id) where to_on is null;

create table clock_extension (
  clock_id    uuid primary key references legal_clock,
  granted_by  text not null check (granted_by in ('DEPARTMENT_HEAD', 'GOVERNMENT_HEAD')),
  amount      int not null check (amount > 0),
  reason      text not null check (reason <> ''),
  approval    text not null,
  granted_on  date not null,
  document_id uuid not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null
);
comment on column clock_extension.approval is 'who approved by which paper, where the head of the government has to; else empty';
