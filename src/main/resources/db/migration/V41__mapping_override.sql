-- What operators have set for a mapping, over what its file says; null where the file holds.
CREATE TABLE mapping_override (
    company      VARCHAR(60) NOT NULL,
    mapping      VARCHAR(60) NOT NULL,
    enabled      BOOLEAN,
    only_coupled BOOLEAN,
    CONSTRAINT mapping_override_key PRIMARY KEY (company, mapping)
);
