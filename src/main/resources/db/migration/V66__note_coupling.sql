-- Notes of orders that are on both sides: one row for each pair, written before the note is created on the other side.
CREATE TABLE note_coupling (
    company              VARCHAR(60) NOT NULL,
    -- annotationid
    annotation_id        UUID NOT NULL,
    -- SystemId of the note in Business Central
    business_central_id  UUID NOT NULL,
    -- salesorderid
    order_id             UUID NOT NULL,
    -- where it was written: sales or business-central
    origin               VARCHAR(20) NOT NULL,
    -- digest of the plain text that both sides had last
    text_digest          VARCHAR(64) NOT NULL,
    -- whether it is known to be on the other side
    confirmed            BOOLEAN NOT NULL,
    CONSTRAINT note_coupling_key PRIMARY KEY (company, annotation_id)
);
CREATE UNIQUE INDEX note_coupling_by_business_central ON note_coupling (company, business_central_id);
