-- What operators have set for a field row of a mapping, over what its file says; null where the file holds.
CREATE TABLE field_override (
    company          VARCHAR(60) NOT NULL,
    mapping          VARCHAR(60) NOT NULL,
    -- both columns with a bar between, as the row is named everywhere
    field_row        VARCHAR(200) NOT NULL,
    enabled          BOOLEAN,
    direction        VARCHAR(20),
    not_null         BOOLEAN,
    clear_on_failure BOOLEAN,
    validate_field   BOOLEAN,
    constant         VARCHAR(250),
    CONSTRAINT field_override_key PRIMARY KEY (company, mapping, field_row)
);
