-- How the jobs of the queue stand and how they went. When they run next is kept by Quartz alone.
CREATE TABLE job_queue_entry (
    company   VARCHAR(60) NOT NULL,
    job       VARCHAR(60) NOT NULL,
    status    VARCHAR(40) NOT NULL,
    attempts  INT NOT NULL,
    message   VARCHAR(2000),
    run       BIGINT,
    changed   BIGINT NOT NULL,
    CONSTRAINT job_queue_entry_key PRIMARY KEY (company, job)
);

-- The job a run belongs to; null for what a person or a full synchronization started.
ALTER TABLE run ADD COLUMN job VARCHAR(60);
CREATE INDEX run_by_job ON run (company, job, id);
