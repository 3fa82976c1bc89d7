-- Who concludes upon a reconsideration: the department that houses the office of the safety committee, or, where that has
-- vetoed itself, the lead office, as it was until now.
alter table reconsideration add column decider text not null default 'lhsp';
comment on column reconsideration.decider is 'department whose head concludes; told again when the answer is there';
