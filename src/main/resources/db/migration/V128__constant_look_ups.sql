-- What lists look up row by row. A tree grows a level with every few hundredfold of rows, and forty rows then cost
-- forty pages more; a hash costs the same beside ten thousand closed cases and beside a million.
create index case_file_of_id on case_file using hash (id);
create index project_of_id on project using hash (id);
create index enterprise_of_id on enterprise using hash (id);

-- Read from the index alone.
drop index veto_of_applicant_repeated;
create index veto_of_applicant_repeated on veto_of_applicant (n desc, last_at desc)
  include (enterprise_id, ground_id) where n > 1;

-- An id in the order of time (UUID version 7, RFC 9562), for rows that a query makes; of others org.zhunru.common.Ids.
-- Of a random one the first six bytes become milliseconds since 1970; 0111 in the place of 0100 says so.
create function next_id() returns uuid language sql volatile as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1),
    'hex')::uuid
$$;
