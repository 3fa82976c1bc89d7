-- Work that ended concerns nobody any more.
create index notice_unread_about on notice (about) where read_at is null;
update notice n set read_at = w.done_at
from work_item w
where n.read_at is null and n.about = 'work:' || w.id and w.done_at is not null;
