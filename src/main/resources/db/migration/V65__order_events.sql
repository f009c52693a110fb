-- What happened to orders in Business Central and is told on their timelines in Sales: one row for each post, under the id that
-- the post has, written before the request leaves.
CREATE TABLE order_event (
    company   VARCHAR(60) NOT NULL,
    post_id   UUID NOT NULL,
    -- salesorderid
    order_id  UUID NOT NULL,
    -- released, shipped, invoiced
    kind      VARCHAR(20) NOT NULL,
    -- number of the shipment or invoice; of the order for its release
    document  VARCHAR(100) NOT NULL,
    -- waiting, sent, dropped
    state     VARCHAR(20) NOT NULL,
    message   VARCHAR(2000),
    at        BIGINT NOT NULL,
    CONSTRAINT order_event_key PRIMARY KEY (company, post_id)
);
CREATE INDEX order_event_by_state ON order_event (company, state);

-- Whether an order was released when it was looked at last, and how often it was released so far: each release is told once.
CREATE TABLE released_order (
    company   VARCHAR(60) NOT NULL,
    order_id  UUID NOT NULL,
    released  BOOLEAN NOT NULL,
    releases  INTEGER NOT NULL,
    CONSTRAINT released_order_key PRIMARY KEY (company, order_id)
);
