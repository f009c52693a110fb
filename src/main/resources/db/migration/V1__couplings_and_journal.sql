-- Written for H2 and PostgreSQL alike. Times are milliseconds since 1970-01-01T00:00:00Z by the clock of the service that set
-- them (stamps) or of this process (started, finished, at). Company and mapping are folded into one small number, "scope",
-- because it is part of every key of the large tables.

CREATE TABLE scope (
    id          INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    company     VARCHAR(60) NOT NULL,
    mapping     VARCHAR(60) NOT NULL,
    CONSTRAINT scope_name UNIQUE (company, mapping)
);

-- One row: one Business Central record and one Dataverse row that belong together, and what is remembered about them.
CREATE TABLE coupling (
    scope                    INT NOT NULL,
    business_central_id      UUID NOT NULL,
    dataverse_id             UUID NOT NULL,
    -- 0 create pending to Dataverse, 1 create pending to Business Central, 2 coupled
    state                    SMALLINT NOT NULL,
    business_central_number  VARCHAR(100),
    dataverse_name           VARCHAR(250),
    -- versions both sides had when they last agreed; 0 where unknown
    business_central_stamp   BIGINT NOT NULL,
    dataverse_stamp          BIGINT NOT NULL,
    dataverse_version        BIGINT NOT NULL,
    -- mapped values of both sides when they last agreed
    base                     BYTEA,
    -- last result per direction: 0 none, 1 success, 2 failure
    to_result                SMALLINT NOT NULL,
    to_run                   BIGINT,
    from_result              SMALLINT NOT NULL,
    from_run                 BIGINT,
    failure                  VARCHAR(2000),
    skipped                  BOOLEAN NOT NULL,
    CONSTRAINT coupling_by_business_central PRIMARY KEY (scope, business_central_id)
);
CREATE UNIQUE INDEX coupling_by_dataverse ON coupling (scope, dataverse_id);
CREATE INDEX coupling_by_number ON coupling (scope, business_central_number);
-- Small: records, by their id on the side the pass reads, that the next run takes up again although their stamp has passed.
CREATE TABLE retry (
    scope      INT NOT NULL,
    direction  SMALLINT NOT NULL,
    record_id  UUID NOT NULL,
    at         BIGINT NOT NULL,
    CONSTRAINT retry_key PRIMARY KEY (scope, direction, record_id)
);

-- Writes that were about to happen when this row was committed: one row per batch, gone in the transaction that confirms it.
-- A row that is found at the start names the records whose fate is unknown.
CREATE TABLE intent (
    id         UUID NOT NULL PRIMARY KEY,
    scope      INT NOT NULL,
    direction  SMALLINT NOT NULL,
    run        BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    content    BYTEA NOT NULL
);
CREATE INDEX intent_by_scope ON intent (scope);

-- Small writes that follow from a confirmed one (the company stamp of a row that was taken over, a primary contact) and are
-- still to be done. A row that is found at the start of a pass is done then.
CREATE TABLE follow_up (
    scope                INT NOT NULL,
    kind                 VARCHAR(40) NOT NULL,
    business_central_id  UUID NOT NULL,
    dataverse_id         UUID NOT NULL,
    run                  BIGINT NOT NULL,
    CONSTRAINT follow_up_key PRIMARY KEY (scope, kind, business_central_id)
);

CREATE TABLE option_mapping (
    scope                INT NOT NULL,
    business_central_id  UUID NOT NULL,
    code                 VARCHAR(100) NOT NULL,
    table_column         VARCHAR(200) NOT NULL,
    option_value         INT NOT NULL,
    label                VARCHAR(250) NOT NULL,
    CONSTRAINT option_mapping_key PRIMARY KEY (scope, business_central_id)
);

CREATE TABLE watermark (
    scope       INT NOT NULL,
    -- 0 Business Central, 1 Dataverse
    side        SMALLINT NOT NULL,
    stamp       BIGINT NOT NULL,
    -- start, by the server's clock, of the last pass that saw everything there was
    seen_at     BIGINT NOT NULL,
    CONSTRAINT watermark_key PRIMARY KEY (scope, side)
);

-- How far an unfinished full pass has come.
CREATE TABLE full_pass (
    scope       INT NOT NULL,
    direction   SMALLINT NOT NULL,
    stamp       BIGINT NOT NULL,
    matched     BOOLEAN NOT NULL,
    CONSTRAINT full_pass_key PRIMARY KEY (scope, direction)
);

-- Candidates of match-based coupling while a full synchronization runs: one row per record and match group.
CREATE TABLE match_candidate (
    scope        INT NOT NULL,
    match_group  SMALLINT NOT NULL,
    match_key    UUID NOT NULL,
    record_id    UUID NOT NULL
);
CREATE INDEX match_candidate_by_key ON match_candidate (scope, match_group, match_key);

-- Job log: one row per pass.
CREATE TABLE job_log (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    scope       INT NOT NULL,
    company     VARCHAR(60) NOT NULL,
    mapping     VARCHAR(60) NOT NULL,
    direction   VARCHAR(20) NOT NULL,
    kind        VARCHAR(20) NOT NULL,
    started_by  VARCHAR(100) NOT NULL,
    run         BIGINT NOT NULL,
    started     BIGINT NOT NULL,
    finished    BIGINT,
    status      VARCHAR(20) NOT NULL,
    inserted    BIGINT NOT NULL,
    modified    BIGINT NOT NULL,
    deleted     BIGINT NOT NULL,
    unchanged   BIGINT NOT NULL,
    skipped     BIGINT NOT NULL,
    failed      BIGINT NOT NULL,
    coupled     BIGINT NOT NULL,
    uncoupled   BIGINT NOT NULL,
    message     VARCHAR(2000)
);
CREATE INDEX job_log_by_mapping ON job_log (scope, id);
CREATE INDEX job_log_by_run ON job_log (run);

-- A run: what one trigger (schedule, person, full synchronization) started; its passes stand in job_log.
CREATE TABLE run (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    company     VARCHAR(60) NOT NULL,
    mapping     VARCHAR(60),
    kind        VARCHAR(20) NOT NULL,
    started_by  VARCHAR(100) NOT NULL,
    started     BIGINT NOT NULL,
    finished    BIGINT,
    status      VARCHAR(20) NOT NULL,
    message     VARCHAR(2000)
);

-- A failed attempt, written in the transaction that confirms its batch. The error log is filled from the dead-letter channel;
-- an attempt without its error row (the process died in between) is repaired at the next start.
CREATE TABLE failed_attempt (
    attempt     UUID NOT NULL PRIMARY KEY,
    job         BIGINT NOT NULL,
    payload     VARCHAR(8000) NOT NULL
);

CREATE TABLE error_log (
    id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    attempt         UUID NOT NULL,
    job             BIGINT NOT NULL,
    run             BIGINT NOT NULL,
    scope           INT NOT NULL,
    company         VARCHAR(60) NOT NULL,
    mapping         VARCHAR(60) NOT NULL,
    direction       VARCHAR(20) NOT NULL,
    record          VARCHAR(250),
    source_id       VARCHAR(60),
    destination_id  VARCHAR(60),
    error_class     VARCHAR(20) NOT NULL,
    code            VARCHAR(60),
    field           VARCHAR(100),
    message         VARCHAR(2000) NOT NULL,
    cause           VARCHAR(200) NOT NULL,
    at              BIGINT NOT NULL,
    CONSTRAINT error_log_attempt UNIQUE (attempt)
);
CREATE INDEX error_log_by_job ON error_log (job, id);
CREATE INDEX error_log_by_mapping ON error_log (scope, id);

-- One row per remote write: what was changed, from what, to what, by which run.
CREATE TABLE history (
    id                   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    scope                INT NOT NULL,
    business_central_id  UUID,
    dataverse_id         UUID,
    side                 SMALLINT NOT NULL,
    operation            VARCHAR(20) NOT NULL,
    reason               VARCHAR(40) NOT NULL,
    changes              BYTEA NOT NULL,
    run                  BIGINT NOT NULL,
    job                  BIGINT NOT NULL,
    request_id           VARCHAR(60),
    at                   BIGINT NOT NULL
);
CREATE INDEX history_by_business_central ON history (scope, business_central_id);
CREATE INDEX history_by_dataverse ON history (scope, dataverse_id);

-- The plan of a full synchronization: one row per mapping.
CREATE TABLE full_synchronization_line (
    company      VARCHAR(60) NOT NULL,
    mapping      VARCHAR(60) NOT NULL,
    position     INT NOT NULL,
    action       VARCHAR(20) NOT NULL,
    depends_on   VARCHAR(1000) NOT NULL,
    status       VARCHAR(20) NOT NULL,
    to_status    VARCHAR(20),
    from_status  VARCHAR(20),
    run          BIGINT,
    started      BIGINT,
    finished     BIGINT,
    message      VARCHAR(2000),
    CONSTRAINT full_synchronization_line_key PRIMARY KEY (company, mapping)
);

-- Keys of routes that send a thing once (Camel's IdempotentRepository).
CREATE TABLE idempotent_key (
    repository  VARCHAR(100) NOT NULL,
    id_key      VARCHAR(250) NOT NULL,
    confirmed   BOOLEAN NOT NULL,
    at          BIGINT NOT NULL,
    CONSTRAINT idempotent_key_key PRIMARY KEY (repository, id_key)
);

CREATE TABLE account (
    name           VARCHAR(100) NOT NULL PRIMARY KEY,
    password_hash  VARCHAR(200) NOT NULL,
    role           VARCHAR(20) NOT NULL,
    created        BIGINT NOT NULL
);
CREATE TABLE access_token (
    token_hash  VARCHAR(100) NOT NULL PRIMARY KEY,
    account     VARCHAR(100) NOT NULL,
    description VARCHAR(200),
    created     BIGINT NOT NULL
);

-- Small facts about this installation, for example whether the mapping is enabled here.
CREATE TABLE installation_setting (
    name   VARCHAR(200) NOT NULL PRIMARY KEY,
    content VARCHAR(4000) NOT NULL
);

-- Which fields, in which order, base snapshots of a mapping hold; a new row whenever the mapping's field list changes.
CREATE TABLE base_layout (
    scope   INT NOT NULL,
    layout  BIGINT NOT NULL,
    fields  VARCHAR(16000) NOT NULL,
    CONSTRAINT base_layout_key PRIMARY KEY (scope, layout)
);
