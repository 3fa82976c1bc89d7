alter table opinion add column finding text check (finding is null or kind = 'VETO');
comment on column opinion.finding is 'JSON: the finding that a veto cites, as it was frozen with the dossier';
