-- Whether an operator has let a mapping see the rows of all companies; null where the file holds.
ALTER TABLE mapping_override ADD COLUMN multi_company BOOLEAN;
