-- What a task says to the gateway behind it is no longer written down; where it was, it would stand in the way.
delete from act_ru_variable
where name_ in ('acceptance', 'next', 'opinion', 'decision')
  and (proc_def_id_ like 'joint-pre-approval:%' or proc_def_id_ like 'department-review:%');
