package io.koppel.mapping;

/** The way records or values of a mapping may travel (table-mappings.md §1, Direction). */
public enum Direction {
    BIDIRECTIONAL("bidirectional"),
    TO_DATAVERSE("to-dataverse"),
    FROM_DATAVERSE("from-dataverse");

    private final String key;

    Direction(String key) {
        this.key = key;
    }

    /** The word used in mapping files, URLs and on the command line. */
    public String key() {
        return key;
    }

    /** Whether something with this direction takes part in a pass that goes {@code pass}, which is never bidirectional. */
    public boolean includes(Direction pass) {
        return this == BIDIRECTIONAL || this == pass;
    }

    /** The side a pass of this direction reads changes from. */
    public Side source() {
        return this == TO_DATAVERSE ? Side.BUSINESS_CENTRAL : Side.DATAVERSE;
    }

    /** The side a pass of this direction writes to. */
    public Side target() {
        return source().other();
    }

    /** The way back; meant for the direction of a pass, which is never bidirectional. */
    public Direction opposite() {
        return this == TO_DATAVERSE ? FROM_DATAVERSE : TO_DATAVERSE;
    }

    /** @throws IllegalArgumentException if no direction is written {@code key} */
    public static Direction of(String key) {
        for (Direction direction : values()) {
            if (direction.key.equals(key)) {
                return direction;
            }
        }
        throw new IllegalArgumentException(
                "unknown direction '" + key + "', expected bidirectional, to-dataverse or from-dataverse");
    }
}
