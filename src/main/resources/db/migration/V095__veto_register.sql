-- The register of vetoes: every one ever, newest first; by ground.
create index opinion_veto_register on opinion (signed_at, id) where kind = 'VETO';
create index opinion_veto_ground on opinion (ground_id, signed_at, id) where kind = 'VETO';
