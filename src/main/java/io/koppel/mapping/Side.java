package io.koppel.mapping;

/** One of the two systems a table mapping connects. */
public enum Side {
    BUSINESS_CENTRAL("Business Central"),
    DATAVERSE("Dataverse");

    private final String displayName;

    Side(String displayName) {
        this.displayName = displayName;
    }

    /** The name people use for this system. */
    public String displayName() {
        return displayName;
    }

    /** The system at the other end of a table mapping. */
    public Side other() {
        return this == BUSINESS_CENTRAL ? DATAVERSE : BUSINESS_CENTRAL;
    }
}
