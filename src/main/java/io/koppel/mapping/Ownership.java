package io.koppel.mapping;

/** Who owns rows in Dataverse: the salesperson's user, or the company's team (table-mappings.md §8.1). */
public enum Ownership {
    PERSON("person"),
    TEAM("team");

    private final String key;

    Ownership(String key) {
        this.key = key;
    }

    /** The word used in mapping files and in the setting {@code koppel.ownership}. */
    public String key() {
        return key;
    }

    /** @throws IllegalArgumentException if no ownership model is written {@code key} */
    public static Ownership of(String key) {
        for (Ownership ownership : values()) {
            if (ownership.key.equals(key)) {
                return ownership;
            }
        }
        throw new IllegalArgumentException("unknown ownership model '" + key + "', expected person or team");
    }
}
