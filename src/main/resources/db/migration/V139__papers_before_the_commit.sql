-- A paper is set while the act it belongs to goes on, and kept as the last thing before the commit; who names it waits.
alter table scorecard alter constraint scorecard_document_id_fkey deferrable initially deferred;
alter table supervision_letter alter constraint supervision_letter_document_id_fkey deferrable initially deferred;
