-- Whom an approval was given to is told in time that it ends; once for each last day.
create table approval_ending_told (
  case_id     uuid not null references decision,
  valid_until date not null,
  told_at     timestamptz not null,
  primary key (case_id, valid_until)
);
create index decision_ends on decision (valid_until) where valid_until is not null;
