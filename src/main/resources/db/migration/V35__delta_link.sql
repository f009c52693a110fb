-- Where the next look at what Dataverse tells of deleted rows starts, one for each mapping.
CREATE TABLE delta_link (
    scope INT NOT NULL PRIMARY KEY,
    link  VARCHAR(4000) NOT NULL,
    at    BIGINT NOT NULL
);
