-- A clock keeps the edition of the time limits of the day on which it started; whether its days are
-- working days is kept with it, so that lists need no look into editions.
alter table legal_clock add in_working_days boolean not null default true;
comment on column legal_clock.in_working_days is 'whether its limit is counted in working days, by the edition of the day it started on';
-- Until now there was one edition. Its rows in days, months or years:
update legal_clock set in_working_days = false
where limit_id in (
  'TL-GL-12', 'TL-GL-13', 'TL-SC-05', 'TL-SC-06', 'TL-CA-01', 'TL-CA-02', 'TL-CA-03', 'TL-CA-04', 'TL-CA-06',
  'TL-CA-07', 'TL-CA-08', 'TL-CA-09', 'TL-CA-11', 'TL-CA-12', 'TL-CA-13', 'TL-CA-14', 'TL-OC-01', 'TL-OC-02',
  'TL-OC-03', 'TL-OC-04', 'TL-SL-02', 'TL-JP-09', 'TL-SI-01', 'TL-SI-02', 'TL-SI-03', 'TL-SI-04');
