-- Who is signed in at the console. The token lies in the browser's cookie, here only its hash. Times are milliseconds since
-- 1970-01-01T00:00:00Z by this process's clock.
CREATE TABLE console_session (
    token_hash  VARCHAR(100) NOT NULL PRIMARY KEY,
    account     VARCHAR(100) NOT NULL,
    created     BIGINT NOT NULL,
    last_seen   BIGINT NOT NULL
);
CREATE INDEX console_session_by_account ON console_session (account);
