-- Whether a customer was skipped since its figures were sent: they are sent anew once it is released.
ALTER TABLE account_statistics ADD COLUMN outdated BOOLEAN DEFAULT FALSE NOT NULL;
