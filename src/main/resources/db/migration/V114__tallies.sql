-- Figures of the city. What a row counts for is said once, by counts(row): triggers add the difference
-- to the tally in the transaction of every change, and tally_of_rows counts the same from the beginning.
create table tally (
  measure    text not null,
  month      date not null,
  department text not null,
  subject    text not null,
  days       int not null,
  n          bigint not null
);
comment on table tally is 'differences; their sum is the figure. Rows are only added, so that nobody waits for another, and folded together by and by';
comment on column tally.measure is 'FILED, CLOSED (subject: state), VETO (ground), BECAME (what of vetoes signed in the month), STEP and LATE (limit), HIT (rule), SITE (region and hazard)';
comment on column tally.month is 'first day, civil time of Asia/Shanghai; 0001-01-01 for what belongs to none';
comment on column tally.days is 'counted days that a step took; else 0';
create index tally_by_month on tally (month, measure);

-- How long a time limit had run when it ended, by the calendar of that day.
alter table legal_clock add took int check (took >= 0);
comment on column legal_clock.took is 'counted days from its start to its end, both known; null while it runs';
create index legal_clock_finished on legal_clock (ended_at, id) where ended_at is not null;

-- What the check of the newest filed version found in catalogues.
create table case_hit (
  case_id  uuid not null references case_file,
  rule     text not null,
  severity text not null,
  source   text not null,
  text     text not null,
  primary key (case_id, rule)
);
comment on column case_hit.source is 'catalogue and number of the entry';
create index case_hit_by_rule on case_hit (rule, case_id);

-- Where a project lies and how dangerous it is, as its newest filed dossier has it.
create table project_site (
  project_id uuid primary key references project,
  case_id    uuid not null unique references case_file,
  region     text,
  lon        numeric,
  lat        numeric,
  hazard     text not null check (hazard in ('1', '2', '3', '4', 'NONE', 'OPEN')),
  check ((lon is null) = (lat is null))
);
comment on column project_site.hazard is 'highest level of major hazard, GB 18218; NONE if no unit is one, OPEN if that cannot be told yet';
create index project_site_by_hazard on project_site (hazard, case_id);
create index project_site_drawn on project_site ((hazard = 'NONE'), hazard, case_id) where lon is not null;

create index case_file_closed on case_file (closed_at, id) where closed_at is not null;

create function month_of(at timestamptz) returns date language sql immutable parallel safe as $$
  select date_trunc('month', at at time zone 'Asia/Shanghai')::date
$$;

create function finished(k legal_clock) returns boolean language sql immutable parallel safe as $$
  select k.ended_at is not null and k.took is not null and case k.term
    when 'REVIEW' then k.ended_by = 'OPINION'
    when 'ACCEPTANCE' then k.ended_by in ('ACCEPTED', 'CORRECTION', 'NOT_ACCEPTED')
    else k.ended_by = 'DECIDED' end
$$;
comment on function finished is 'whether who had to act within the limit has acted; else it only fell away';

create function counts(c case_file)
  returns table (measure text, month date, department text, subject text, days int) language sql stable as $$
  select 'FILED', month_of(c.submitted_at), '', '', 0 where c.submitted_at is not null
  union all
  select 'CLOSED', month_of(c.closed_at), '', c.state, 0 where c.submitted_at is not null and c.closed_at is not null
$$;
create function counts(o opinion)
  returns table (measure text, month date, department text, subject text, days int) language sql stable as $$
  select 'VETO', month_of(o.signed_at), o.department, o.ground_id, 0 where o.kind = 'VETO'
  union all
  select 'BECAME', month_of(o.signed_at), o.department, o.status, 0 where o.kind = 'VETO' and o.status <> 'EFFECTIVE'
$$;
create function counts(r reconsideration)
  returns table (measure text, month date, department text, subject text, days int) language sql stable as $$
  select 'BECAME', month_of(o.signed_at), o.department, 'UPHELD', 0
  from opinion o where o.id = r.opinion_id and r.state = 'UPHELD'
$$;
create function counts(k legal_clock)
  returns table (measure text, month date, department text, subject text, days int) language sql stable as $$
  select 'STEP', month_of(k.ended_at), coalesce(k.department, 'lhsp'), k.limit_id, k.took where finished(k)
  union all
  select 'LATE', month_of(k.ended_at), coalesce(k.department, 'lhsp'), k.limit_id, 0
  where finished(k) and k.ended_at >= k.due_at
$$;
create function counts(h case_hit)
  returns table (measure text, month date, department text, subject text, days int) language sql stable as $$
  select 'HIT', month_of(c.submitted_at), '', h.rule, 0
  from case_file c where c.id = h.case_id and c.submitted_at is not null
$$;
create function counts(s project_site)
  returns table (measure text, month date, department text, subject text, days int) language sql stable as $$
  select 'SITE', date '0001-01-01', '', coalesce(s.region, '') || ' ' || s.hazard, 0 where s.project_id is not null
$$;

create view tally_of_rows as
  select measure, month, department, subject, days, count(*) n from (
    select x.* from case_file r, counts(r) x
    union all select x.* from opinion r, counts(r) x
    union all select x.* from reconsideration r, counts(r) x
    union all select x.* from legal_clock r, counts(r) x
    union all select x.* from case_hit r, counts(r) x
    union all select x.* from project_site r, counts(r) x) rows
  group by measure, month, department, subject, days;

create function tally_row() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into tally select x.*, 1 from counts(new) x;
  elsif tg_op = 'DELETE' then
    insert into tally select x.*, -1 from counts(old) x;
  else
    insert into tally
      select measure, month, department, subject, days, sum(n)
      from (select x.*, 1 n from counts(new) x union all select x.*, -1 from counts(old) x) change
      group by measure, month, department, subject, days having sum(n) <> 0;
  end if;
  return null;
end $$;
create trigger tally_row after insert or delete or update of state, submitted_at, closed_at on case_file
  for each row execute function tally_row();
create trigger tally_row after insert or delete or update of kind, status, ground_id, department, signed_at on opinion
  for each row execute function tally_row();
create trigger tally_row after insert or delete or update of state, opinion_id on reconsideration
  for each row execute function tally_row();
create trigger tally_row after insert or delete
  or update of ended_at, ended_by, took, due_at, department, limit_id, term on legal_clock
  for each row execute function tally_row();
create trigger tally_row after insert or delete or update on case_hit for each row execute function tally_row();
create trigger tally_row after insert or delete or update on project_site for each row execute function tally_row();

create function site_follows_project() returns trigger language plpgsql as $$
begin
  update project_site set region = new.region where project_id = new.id and region is distinct from new.region;
  return null;
end $$;
create trigger site_follows_project after update of region on project
  for each row execute function site_follows_project();

insert into tally select * from tally_of_rows;

-- Vetoes of one applicant on one ground.
create table veto_of_applicant (
  enterprise_id uuid not null references enterprise,
  ground_id     text not null,
  n             int not null,
  last_at       timestamptz not null,
  primary key (enterprise_id, ground_id)
);
comment on table veto_of_applicant is 'how often, over all time; vetoes are never deleted';
create index veto_of_applicant_repeated on veto_of_applicant (n desc, last_at desc) where n > 1;
create function veto_of_applicant() returns trigger language plpgsql as $$
begin
  insert into veto_of_applicant
    select c.enterprise_id, new.ground_id, 1, new.signed_at from case_file c where c.id = new.case_id
  on conflict (enterprise_id, ground_id) do update
    set n = veto_of_applicant.n + 1, last_at = greatest(veto_of_applicant.last_at, excluded.last_at);
  return null;
end $$;
create trigger veto_of_applicant after insert on opinion
  for each row when (new.kind = 'VETO') execute function veto_of_applicant();
insert into veto_of_applicant
  select c.enterprise_id, o.ground_id, count(*), max(o.signed_at)
  from opinion o join case_file c on c.id = o.case_id where o.kind = 'VETO' group by 1, 2;
