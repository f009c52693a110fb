package io.koppel.sandbox.core;

/** How a column's value is held: the Java type that {@link Row#get} answers for it. */
public enum ColumnType {
    /** {@code String}. */
    TEXT("Edm.String"),
    /** {@code Long}; choices, too. */
    INTEGER("Edm.Int32"),
    /** {@code Long}, wider on the wire. */
    LONG("Edm.Int64"),
    /** {@code BigDecimal}. */
    DECIMAL("Edm.Decimal"),
    /** {@code Double}, kept as {@code BigDecimal} so that what was written is what is read. */
    DOUBLE("Edm.Double"),
    /** {@code Boolean}. */
    BOOLEAN("Edm.Boolean"),
    /** {@code UUID}. */
    GUID("Edm.Guid"),
    /** {@code LocalDate}. */
    DATE("Edm.Date"),
    /** {@code Instant}, milliseconds. */
    DATE_TIME("Edm.DateTimeOffset");

    private final String edm;

    ColumnType(String edm) {
        this.edm = edm;
    }

    /** The name of the type in a metadata document. */
    public String edm() {
        return edm;
    }
}
