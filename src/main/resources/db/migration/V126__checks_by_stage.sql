-- A check is frozen again on acceptance and on the decision, if the law that counts is another then.
alter table dossier_check
  add column stage text not null default 'FILED' check (stage in ('FILED', 'ACCEPTED', 'DECIDED')),
  add column made_on date,
  add column filed_on date,
  add column accepted_on date,
  add column decided_on date,
  drop constraint dossier_check_pkey,
  add primary key (case_id, version, stage);
alter table dossier_check
  alter column stage drop default,
  add constraint dossier_check_days_check check (
    case when made_on is null then num_nonnulls(filed_on, accepted_on, decided_on) = 0
      else filed_on is not null
        and (stage = 'FILED' or accepted_on is not null)
        and (stage = 'DECIDED') = (decided_on is not null) end);
comment on table dossier_check is 'what the law said of a filed version when it was filed, accepted and decided';
comment on column dossier_check.as_of is 'day whose law counts for documents without a rule of transition';
comment on column dossier_check.made_on is
  'day of the check; with those of the case as they stood, one counts for each document'
  ' (policies/transitions.csv); null in checks of before, where as_of counted for all';
