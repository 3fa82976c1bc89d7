-- Hearings that a department holds without being asked; it says itself how long that takes.
alter table hearing add own boolean not null default false;
alter table hearing add expected_days int check (expected_days > 0);
comment on column hearing.own is 'announced by the department itself, asked for by nobody';
comment on column hearing.expected_days is 'working days it was said to take; of own hearings';
alter table hearing drop constraint hearing_check;
alter table hearing add constraint hearing_check
  check (case when own then asked_by_name is null and expected_days is not null and state not in ('OFFERED', 'NOT_ASKED')
         else (state in ('OFFERED', 'NOT_ASKED')) = (asked_by_name is null) and expected_days is null end);

alter table legal_clock drop constraint legal_clock_term_check;
alter table legal_clock add constraint legal_clock_term_check
  check (term in ('ACCEPTANCE', 'WHOLE', 'REVIEW', 'DELIVERY', 'EXPERTS', 'HEARING_REQUEST', 'HEARING', 'OWN_HEARING'));
alter table legal_clock drop constraint legal_clock_check;
alter table legal_clock add constraint legal_clock_check
  check ((term in ('REVIEW', 'EXPERTS', 'HEARING_REQUEST', 'HEARING', 'OWN_HEARING')) = (department is not null));

create or replace function finished(k legal_clock) returns boolean language sql immutable parallel safe as $$
  select k.ended_at is not null and k.took is not null and case k.term
    when 'REVIEW' then k.ended_by = 'OPINION'
    when 'ACCEPTANCE' then k.ended_by in ('ACCEPTED', 'CORRECTION', 'NOT_ACCEPTED')
    when 'DELIVERY' then k.ended_by = 'DELIVERED'
    when 'HEARING' then k.ended_by in ('HEARING_HELD', 'HEARING_ABSENT')
    when 'EXPERTS' then false
    when 'HEARING_REQUEST' then false
    when 'OWN_HEARING' then false
    else k.ended_by = 'DECIDED' end
$$;
