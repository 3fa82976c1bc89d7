-- Lists of cases: by time of filing, by state, region, standing veto, and by words.
create index case_file_filed on case_file (submitted_at, id) where submitted_at is not null;
-- A department's cases stand in the order of its list.
alter table case_department add column filed_at timestamptz;
update case_department d set filed_at = c.submitted_at from case_file c where c.id = d.case_id;
alter table case_department alter column filed_at set not null;
comment on column case_department.filed_at is 'submitted_at of the case, which never changes once it is set';
drop index case_department_by_department;
create index case_department_filed on case_department (department, filed_at, case_id);
create index project_by_region on project (region);
create index opinion_standing_veto on opinion (case_id, department) where kind = 'VETO' and status = 'EFFECTIVE';

-- Words are found anywhere in a name, also one Chinese character alone, by the pairs of characters
-- in it; no extension is needed for that, and no order of characters matters to it.
create function grams(name text) returns text[] language sql immutable strict parallel safe as $$
  select array(
    select distinct substr(t, i, n)
    from (select lower(name) as t) l, generate_series(1, length(t)) i, generate_series(1, 2) n)
$$;
comment on function grams is 'all characters and all pairs of neighbours';
create function grams_wanted(word text) returns text[] language sql immutable strict parallel safe as $$
  select case when length(t) < 2 then array[t]
         else array(select substr(t, i, 2) from generate_series(1, length(t) - 1) i) end
  from (select lower(word) as t) l
$$;
comment on function grams_wanted is 'what grams() of every name that holds the word holds too';
create index case_file_by_words on case_file using gin (grams(number));
create index project_by_words on project using gin (grams(name));
create index enterprise_by_words on enterprise using gin (grams(name));
