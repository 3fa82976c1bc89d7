-- A report that was sent is corrected by another one; both stay.
alter table report drop constraint report_year_rule_id_period_key;
alter table report add version int not null default 1 check (version > 0);
alter table report add corrects uuid unique references report;
alter table report add why text check (why <> '' and length(why) <= 4000);
alter table report add unique (year, rule_id, period, version);
alter table report add check ((version = 1) = (corrects is null));
alter table report add check ((corrects is null) = (why is null));
comment on column report.version is '1: the report; above that: a correction of the one before';
comment on column report.corrects is 'the report that was sent and is corrected';

create or replace function report_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' then
    raise exception 'a report is never removed';
  end if;
  if old.state = 'SENT' then
    raise exception 'a report that was sent is never changed';
  end if;
  if (new.rule_id, new.year, new.period, new.version, new.corrects, new.why)
      is distinct from (old.rule_id, old.year, old.period, old.version, old.corrects, old.why) then
    raise exception 'a report stays the one of its duty';
  end if;
  if old.state = 'SIGNED' and (new.state, new.content, new.own_figures, new.revision, new.signed_by)
      is distinct from ('SENT', old.content, old.own_figures, old.revision, old.signed_by) then
    raise exception 'a report that was signed can only be sent';
  end if;
  return new;
end $$;

-- What was said of a day by which a report is owed; the key sees to it that it is said once.
create table report_reminder (
  rule_id text not null,
  year    int not null,
  period  text not null,
  due_on  date not null,
  rung    int not null check (rung >= 0),
  at      timestamptz not null,
  primary key (rule_id, year, period, due_on, rung)
);
comment on column report_reminder.rung is '0: near, 1: on the day, 2 and more: late, as often as policies/report-reminders.csv says';
