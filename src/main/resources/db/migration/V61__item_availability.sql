-- How much of each coupled item is on hand, as Koppel read it last: what the availability service answers from.
CREATE TABLE item_availability (
    company      VARCHAR(60) NOT NULL,
    -- SystemId of the item
    item_id      UUID NOT NULL,
    -- productid
    product_id   UUID NOT NULL,
    item_number  VARCHAR(20) NOT NULL,
    unit         VARCHAR(10) NOT NULL,
    inventory    DECIMAL(38, 5) NOT NULL,
    CONSTRAINT item_availability_key PRIMARY KEY (company, item_id)
);
CREATE INDEX item_availability_by_product ON item_availability (company, product_id);
CREATE INDEX item_availability_by_number ON item_availability (company, item_number);
