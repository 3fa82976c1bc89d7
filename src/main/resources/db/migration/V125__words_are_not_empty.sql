-- A veto says what is wrong and how to mend it, a refusal why (行政许可法 第三十八条): not even the
-- database takes blanks for that. Rows of before stay as they are.
alter table opinion add constraint opinion_veto_in_words check (
  kind <> 'VETO' or (ground_id ~ '\S' and fact ~ '\S' and remedy ~ '\S')) not valid;
alter table decision add constraint decision_in_words check (
  reasons ~ '\S' and (outcome <> 'REFUSED' or remedies ~ '\S')) not valid;
