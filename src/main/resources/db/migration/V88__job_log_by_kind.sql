-- The log of one kind of passes, couplings dissolved for example, without reading all others.
CREATE INDEX job_log_by_kind ON job_log (company, kind, id);
