-- As JSON, a message of a service that consists of control characters is six times as long.
ALTER TABLE failed_attempt ALTER COLUMN payload SET DATA TYPE VARCHAR(20000);
