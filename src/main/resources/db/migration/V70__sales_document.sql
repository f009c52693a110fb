-- Documents of Sales that are turned into documents of Business Central: one row for each, kept for good, so that an order is
-- created once although the order of Business Central is posted and gone.
CREATE TABLE sales_document (
    company              VARCHAR(60) NOT NULL,
    -- order, quote, won-quote
    kind                 VARCHAR(20) NOT NULL,
    dataverse_id         UUID NOT NULL,
    -- chosen before the first request leaves; null for a mark without a document
    business_central_id  UUID,
    state                VARCHAR(20) NOT NULL,
    -- number in Business Central, null until it is known
    number               VARCHAR(100),
    -- number in Sales
    name                 VARCHAR(250),
    message              VARCHAR(2000),
    run                  BIGINT NOT NULL,
    at                   BIGINT NOT NULL,
    CONSTRAINT sales_document_key PRIMARY KEY (company, kind, dataverse_id)
);
CREATE INDEX sales_document_by_business_central ON sales_document (company, business_central_id);
CREATE INDEX sales_document_by_state ON sales_document (company, kind, state);
