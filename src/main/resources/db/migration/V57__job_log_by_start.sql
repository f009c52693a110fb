-- The charts of the last day read the passes of that day.
CREATE INDEX job_log_by_start ON job_log (company, started);
