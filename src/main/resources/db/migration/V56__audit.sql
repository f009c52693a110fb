-- One row for every act of a person or program through any face, written before the act and completed behind it: an act that
-- ended the process leaves its row without an outcome.
CREATE TABLE audit (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    company     VARCHAR(60) NOT NULL,
    at          BIGINT NOT NULL,
    person      VARCHAR(100) NOT NULL,
    -- console, rest, command line, jmx
    face        VARCHAR(20) NOT NULL,
    act         VARCHAR(60) NOT NULL,
    subject     VARCHAR(2000) NOT NULL,
    request_id  VARCHAR(60),
    -- done, refused, failed; null while it is not known
    outcome     VARCHAR(20),
    said        VARCHAR(2000)
);
CREATE INDEX audit_by_person ON audit (company, person, id);
