-- Subscriptions to changes in Business Central; the secret proves that a notification comes from there.
CREATE TABLE webhook_subscription (
    company          VARCHAR(60) NOT NULL,
    resource         VARCHAR(250) NOT NULL,
    subscription_id  VARCHAR(100) NOT NULL,
    address          VARCHAR(500) NOT NULL,
    secret           VARCHAR(100) NOT NULL,
    expires          BIGINT NOT NULL,
    CONSTRAINT webhook_subscription_key PRIMARY KEY (company, resource)
);
