-- An approval has to reach its applicant within a limit of its own, which runs from the decision on.
alter table legal_clock drop constraint legal_clock_term_check;
alter table legal_clock add constraint legal_clock_term_check
  check (term in ('ACCEPTANCE', 'WHOLE', 'REVIEW', 'DELIVERY'));

create or replace function finished(k legal_clock) returns boolean language sql immutable parallel safe as $$
  select k.ended_at is not null and k.took is not null and case k.term
    when 'REVIEW' then k.ended_by = 'OPINION'
    when 'ACCEPTANCE' then k.ended_by in ('ACCEPTED', 'CORRECTION', 'NOT_ACCEPTED')
    when 'DELIVERY' then k.ended_by = 'DELIVERED'
    else k.ended_by = 'DECIDED' end
$$;

-- That it has. Approvals of before this table was made have no limit; their delivery can be recorded, too.
create table delivery (
  case_id          uuid primary key references decision,
  delivered_on     date not null,
  way              text not null check (way in ('RECEIPT', 'HAND', 'POST', 'ELECTRONIC', 'PUBLIC')),
  remark           text not null check (length(remark) <= 500),
  recorded_by      uuid not null references account,
  recorded_by_name text not null,
  recorded_at      timestamptz not null
);
comment on column delivery.way is 'RECEIPT: the applicant has confirmed it; else what the lead office has recorded';
create function delivery_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'a delivery is never changed';
end $$;
create trigger delivery_is_kept before update or delete or truncate on delivery
  for each statement execute function delivery_is_kept();
