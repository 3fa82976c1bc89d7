-- Whether any file still needs a content, and which dossiers hold a file.
create index material_file_by_hash on material_file (sha256);
create index dossier_material_by_file on dossier_material (file_id);
