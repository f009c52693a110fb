-- Plans that the console has shown, until somebody applies them or a day has passed: a form cannot carry a large one.
CREATE TABLE saved_plan (
    id       VARCHAR(100) NOT NULL PRIMARY KEY,
    at       BIGINT NOT NULL,
    content  BYTEA NOT NULL
);
