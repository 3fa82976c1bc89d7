-- Reports of the reporting calendar: written by one person, signed by another, recorded as sent.
create table report (
  id              uuid primary key,
  rule_id         text not null,
  year            int not null check (year between 2000 and 2999),
  period          text not null,
  due_on          date,
  state           text not null check (state in ('DRAFT', 'SIGNED', 'SENT')),
  revision        int not null,
  content         text not null check (content <> ''),
  own_figures     text not null,
  figures_from    date,
  figures_to      date,
  filed           bigint,
  accepted        bigint,
  approved        bigint,
  conditional     bigint,
  refused         bigint,
  vetoes          bigint,
  late            bigint,
  drafted_by      uuid not null references account,
  drafted_by_name text not null,
  drafted_at      timestamptz not null,
  signed_by       uuid references account,
  signed_by_name  text,
  signed_at       timestamptz,
  sent_on         date,
  sent_to         text,
  receipt         text,
  sent_by         uuid references account,
  sent_by_name    text,
  sent_at         timestamptz,
  unique (year, rule_id, period),
  check (num_nulls(figures_from, figures_to, filed, accepted, approved, conditional, refused, vetoes, late) in (0, 9)),
  check ((state = 'DRAFT') = (signed_by is null) and num_nulls(signed_by, signed_by_name, signed_at) in (0, 3)),
  check (signed_by is null or signed_by <> drafted_by),
  check ((state = 'SENT') = (sent_on is not null) and num_nulls(sent_on, sent_to, receipt, sent_by, sent_by_name, sent_at) in (0, 6))
);
comment on column report.rule_id is 'row of policies/reporting-calendar.csv';
comment on column report.due_on is 'last day as the calendar said it when the report was drafted last; null if its rule gives none';
comment on column report.figures_to is 'last day counted: the end of the period, or the day it was drafted if that was earlier';
comment on column report.receipt is 'number of the receipt; empty if there is none';

-- What was signed stays as it was; what was sent, too.
create function report_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' then
    raise exception 'a report is never removed';
  end if;
  if old.state = 'SENT' then
    raise exception 'a report that was sent is never changed';
  end if;
  if old.state = 'SIGNED' and (new.state, new.content, new.own_figures, new.revision, new.signed_by)
      is distinct from ('SENT', old.content, old.own_figures, old.revision, old.signed_by) then
    raise exception 'a report that was signed can only be sent';
  end if;
  return new;
end $$;
create trigger report_is_kept before update or delete on report
  for each row execute function report_is_kept();
create index decision_by_day on decision (decided_at);
