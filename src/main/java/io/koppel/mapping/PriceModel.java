package io.koppel.mapping;

/** Which of Business Central's two ways of keeping sales prices is in use (table-mappings.md §3, §8.5). */
public enum PriceModel {
    /** Customer price groups and sales prices. */
    CLASSIC("classic"),
    /** Price list headers and their lines. */
    EXTENDED("extended");

    private final String key;

    PriceModel(String key) {
        this.key = key;
    }

    /** The word used in mapping files and in the setting {@code koppel.prices}. */
    public String key() {
        return key;
    }

    /** @throws IllegalArgumentException if no price model is written {@code key} */
    public static PriceModel of(String key) {
        for (PriceModel model : values()) {
            if (model.key.equals(key)) {
                return model;
            }
        }
        throw new IllegalArgumentException("unknown price model '" + key + "', expected classic or extended");
    }
}
