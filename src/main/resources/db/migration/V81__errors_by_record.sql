-- The newest error of each record, and whether there is a newer one, are found without reading the rows.
CREATE INDEX error_log_by_record ON error_log (scope, direction, source_id, id);
