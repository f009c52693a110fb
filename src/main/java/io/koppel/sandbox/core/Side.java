package io.koppel.sandbox.core;

/** Which of the two services. */
public enum Side {
    BUSINESS_CENTRAL("businessCentral"),
    DATAVERSE("dataverse");

    private final String wireName;

    Side(String wireName) {
        this.wireName = wireName;
    }

    /** The name in admin calls and in the journal. */
    public String wireName() {
        return wireName;
    }

    /** @throws IllegalArgumentException for another name than the two */
    public static Side named(String name) {
        for (Side side : values()) {
            if (side.wireName.equals(name)) {
                return side;
            }
        }
        throw new IllegalArgumentException("service '" + name + "' is unknown, expected businessCentral or dataverse");
    }
}
