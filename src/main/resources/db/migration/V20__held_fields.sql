-- Fields that a person had Koppel put back: left alone as long as both sides hold these values. The values are kept as
-- fingerprints; a row goes when it is seen that one of them has changed.
CREATE TABLE held_field (
    scope                   INT NOT NULL,
    business_central_id     UUID NOT NULL,
    -- both names of the field row, as in base_layout
    field                   VARCHAR(400) NOT NULL,
    business_central_value  UUID NOT NULL,
    dataverse_value         UUID NOT NULL,
    run                     BIGINT NOT NULL,
    at                      BIGINT NOT NULL,
    CONSTRAINT held_field_key PRIMARY KEY (scope, business_central_id, field),
    CONSTRAINT held_field_coupling FOREIGN KEY (scope, business_central_id)
        REFERENCES coupling (scope, business_central_id) ON DELETE CASCADE
);
