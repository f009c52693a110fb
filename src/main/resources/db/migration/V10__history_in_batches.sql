-- History is kept as it comes about: one row for the writes of a batch. A row for each write, found by the ids of both sides,
-- was a sixth of the work of a first synchronization and half of its disk, and history is read a thousand times less often
-- than it is written. Rows of the table before are not carried over: there is no release with it.
DROP TABLE history;

CREATE TABLE history (
    id       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    scope    INT NOT NULL,
    run      BIGINT NOT NULL,
    job      BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    -- four bytes of each record's id, by which a search for one record passes over the writes of others
    marks    BYTEA NOT NULL
);
CREATE INDEX history_by_scope ON history (scope, id);

-- Apart from the above, so that a search need not read what it passes over.
CREATE TABLE history_content (
    history  BIGINT NOT NULL PRIMARY KEY,
    content  BYTEA NOT NULL
);
