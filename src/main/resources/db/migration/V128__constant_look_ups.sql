-- What lists look up row by row. A tree grows a level with every few hundredfold of rows, and forty rows then cost
-- forty pages more; a hash costs the same beside ten thousand closed cases and beside a million.
create index case_file_of_id on case_file using hash (id);
create index project_of_id on project using hash (id);
create index enterprise_of_id on enterprise using hash (id);

-- Read from the index alone.
drop index veto_of_applicant_repeated;
create index veto_of_applicant_repeated on veto_of_applicant (n desc, last_at desc)
  include (enterprise_id, ground_id) where n > 1;
