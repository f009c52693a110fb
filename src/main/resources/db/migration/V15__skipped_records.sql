-- What a coupled record failed on last, as a number: the same fault of the data twice in a row makes it skipped. 0 where the
-- last failure was none of the data.
ALTER TABLE retry ADD COLUMN failure BIGINT DEFAULT 0 NOT NULL;

-- One row for each coupling that is skipped: why, and what must change for Koppel to try again by itself.
CREATE TABLE skipped_record (
    scope                INT NOT NULL,
    business_central_id  UUID NOT NULL,
    -- 0 to Dataverse, 1 from Dataverse: the direction that failed
    direction            SMALLINT NOT NULL,
    job                  BIGINT NOT NULL,
    at                   BIGINT NOT NULL,
    -- what both records looked like then
    business_central_version  BIGINT NOT NULL,
    dataverse_version         BIGINT NOT NULL,
    -- the mapping's filters, fields and strategies
    mapping_version      BIGINT NOT NULL,
    -- the records it refers to, and how they stood
    parents              BYTEA NOT NULL,
    parents_version      BIGINT NOT NULL,
    CONSTRAINT skipped_record_key PRIMARY KEY (scope, business_central_id),
    CONSTRAINT skipped_record_coupling FOREIGN KEY (scope, business_central_id)
        REFERENCES coupling (scope, business_central_id) ON DELETE CASCADE
);
