-- The direction of the pass whose confirmed write a follow-up follows from (0: any, as before this column was there).
ALTER TABLE follow_up ADD COLUMN direction SMALLINT DEFAULT 0 NOT NULL;
