-- Customers whose figures stand in Sales: one row for each, written when they were sent for the first time.
CREATE TABLE account_statistics (
    company         VARCHAR(60) NOT NULL,
    -- SystemId of the customer
    customer_id     UUID NOT NULL,
    -- accountid
    account_id      UUID NOT NULL,
    -- nav_accountstatisticsid
    statistics_id   UUID NOT NULL,
    CONSTRAINT account_statistics_key PRIMARY KEY (company, customer_id)
);
