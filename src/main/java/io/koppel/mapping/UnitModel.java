package io.koppel.mapping;

/** What becomes a unit group in Dataverse (table-mappings.md §3, §6). */
public enum UnitModel {
    /** Each unit of measure: a group {@code NAV <code>} with that one unit. */
    CODES("codes"),
    /** Each item and each resource: a group with all units it is sold in. */
    GROUPS("groups");

    private final String key;

    UnitModel(String key) {
        this.key = key;
    }

    /** The word used in mapping files and in the setting {@code koppel.units}. */
    public String key() {
        return key;
    }

    /** @throws IllegalArgumentException if no unit model is written {@code key} */
    public static UnitModel of(String key) {
        for (UnitModel model : values()) {
            if (model.key.equals(key)) {
                return model;
            }
        }
        throw new IllegalArgumentException("unknown unit model '" + key + "', expected codes or groups");
    }
}
