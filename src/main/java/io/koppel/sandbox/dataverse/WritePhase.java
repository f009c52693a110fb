package io.koppel.sandbox.dataverse;

/** When a column may be written (dataverse-web-api.md §6.5). */
public enum WritePhase {
    ALWAYS,
    CREATE,
    UPDATE,
    NEVER;

    /** Whether a value in a create body counts. */
    public boolean onCreate() {
        return this == ALWAYS || this == CREATE;
    }

    /** Whether a value in an update body counts. */
    public boolean onUpdate() {
        return this == ALWAYS || this == UPDATE;
    }

    static WritePhase of(String word) {
        return switch (word) {
            case "" -> ALWAYS;
            case "create" -> CREATE;
            case "update" -> UPDATE;
            case "never" -> NEVER;
            default -> throw new IllegalArgumentException("write phase: expected create, update or never, not " + word);
        };
    }
}
