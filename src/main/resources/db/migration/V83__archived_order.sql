-- Orders that travelled both ways and that Business Central has no more, posted or deleted: their coupling is dissolved, and both
-- sides are left alone from then on. A row stays for good, so that the order of Sales is never taken for a new one.
CREATE TABLE archived_order (
    company              VARCHAR(60) NOT NULL,
    -- salesorderid
    dataverse_id         UUID NOT NULL,
    -- SystemId the order had in Business Central
    business_central_id  UUID NOT NULL,
    -- number of the order in Business Central, by which its archived versions are found
    order_number         VARCHAR(20),
    -- name people know the order by in Sales
    order_name           VARCHAR(250),
    -- whether Sales shows how the order ended
    settled              BOOLEAN NOT NULL,
    CONSTRAINT archived_order_key PRIMARY KEY (company, dataverse_id)
);
CREATE INDEX archived_order_open ON archived_order (company, settled);
