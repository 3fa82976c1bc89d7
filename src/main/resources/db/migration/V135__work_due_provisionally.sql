-- Whether the last day of work may still move with the holiday notice of its year: lists say so, and look nowhere else.
alter table work_item add column due_provisional boolean not null default false;
alter table work_item add check (due_at is not null or not due_provisional);
update work_item w set due_provisional = true
from legal_clock l
where w.done_at is null and l.ended_at is null and l.provisional
  and l.case_id = w.case_id and l.due_at = w.due_at and (l.department is null or l.department = w.department);
