-- What else is told: seats that nobody can fill while work waits for them, and the days of a reconsideration.
alter table clock_notice alter clock_id drop not null;
alter table clock_notice alter due_on drop not null;
alter table clock_notice add reconsideration_id uuid references reconsideration;
alter table clock_notice add vacant_department text;
alter table clock_notice add vacant_seat text;
alter table clock_notice add vacant_on date;
alter table clock_notice drop constraint clock_notice_kind_check;
alter table clock_notice add constraint clock_notice_kind_check check (kind in ('NEAR', 'LATE', 'EMPTY_SEAT', 'VACANT'));
alter table clock_notice add constraint clock_notice_of_one check (num_nonnulls(clock_id, reconsideration_id, vacant_on) = 1);
alter table clock_notice add constraint clock_notice_vacancy check (
  (kind = 'VACANT') = (vacant_on is not null) and (vacant_on is null) = (vacant_seat is null)
  and (vacant_on is null) = (vacant_department is null) and (vacant_on is null) = (due_on is not null));
comment on column clock_notice.vacant_on is 'day of the alarm: one for each seat and day';
create unique index clock_notice_reconsidered on clock_notice (reconsideration_id, due_on, rung, kind)
  where reconsideration_id is not null;
create unique index clock_notice_vacant on clock_notice (vacant_department, vacant_seat, vacant_on)
  where vacant_on is not null;
