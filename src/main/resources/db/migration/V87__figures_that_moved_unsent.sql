-- Whether the figures of a customer moved while it was skipped, so that they are sent once it is released.
ALTER TABLE account_statistics ADD COLUMN stale BOOLEAN DEFAULT FALSE NOT NULL;
