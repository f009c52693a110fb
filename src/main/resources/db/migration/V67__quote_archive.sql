-- How many archived versions a quote of Business Central had before Koppel archives it: by the number it is told after a death
-- whether the archiving has happened. One row for each revision, and one for winning.
CREATE TABLE quote_archive (
    company   VARCHAR(60) NOT NULL,
    -- quoteid
    quote_id  UUID NOT NULL,
    -- REVISED, WON
    reason    VARCHAR(10) NOT NULL,
    versions  INTEGER NOT NULL,
    CONSTRAINT quote_archive_key PRIMARY KEY (company, quote_id, reason)
);
