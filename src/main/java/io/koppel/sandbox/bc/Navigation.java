package io.koppel.sandbox.bc;

/**
 * A way from rows of one set to rows of another (business-central-api.md §5, §13).
 *
 * @param target the set it leads to
 * @param field where it leads to one row: the own field that holds that row's key; else the target's field
 * @param ownField where it leads to many rows: the own field that the target's field repeats, "" for the id
 */
record Navigation(String name, String target, boolean many, String field, String ownField) {
    /** Reads {@code -> NAME SET FIELD} or {@code ->> NAME SET FIELD = OWN FIELD}. */
    static Navigation parse(String line) {
        boolean many = line.startsWith("->>");
        String[] words = line.substring(many ? 3 : 2).strip().split(" ", 3);
        int equals = words[2].indexOf(" = ");
        String field = equals < 0 ? words[2] : words[2].substring(0, equals);
        return new Navigation(words[0], words[1], many, field, equals < 0 ? "" : words[2].substring(equals + 3));
    }

    /** The value that the target's field has for rows that belong to this one. */
    Object link(EntitySet set, io.koppel.sandbox.core.Row row) {
        return ownField.isEmpty() ? row.id() : set.table().text(row, ownField);
    }
}
