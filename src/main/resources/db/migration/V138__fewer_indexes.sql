-- What is written for every step of every case bears no index that nobody asks.
-- Since V116 people read what they were told in notice; these served the lists before it.
drop index clock_notice_seat;
drop index clock_notice_role;
drop index clock_notice_case;

-- By what happened first, so that what was said of work that ended is found by it, too.
alter table notice add constraint notice_once unique (about, account_id, kind);
alter table notice drop constraint notice_account_id_about_kind_key;
drop index notice_unread_about;

-- Rows lie in the order of time; asked once a day.
drop index notice_by_age;
create index notice_by_age on notice using brin (at);
