package io.koppel.job;

import io.koppel.sync.PassMode;

/** What a line of a full synchronization does (sync-semantics.md §11). */
public enum FullAction {
    /** Nothing: there are no records. */
    NONE("none"),
    /** Synchronize everything and create what is not coupled. */
    FULL("full"),
    /** Couple what matches. */
    COUPLE("couple"),
    /** Couple what matches, then create what has no partner on either side. */
    COUPLE_AND_CREATE("couple-and-create");

    private final String key;

    FullAction(String key) {
        this.key = key;
    }

    /** The word used in the plan, in REST and on the command line. */
    public String key() {
        return key;
    }

    /** How its passes treat what they find. */
    public PassMode mode() {
        return switch (this) {
            case NONE -> throw new IllegalStateException("a line without records is not run");
            case FULL -> PassMode.FULL;
            case COUPLE -> PassMode.COUPLE;
            case COUPLE_AND_CREATE -> PassMode.COUPLE_AND_CREATE;
        };
    }

    /** @throws IllegalArgumentException if there is no such action */
    public static FullAction of(String key) {
        for (FullAction action : values()) {
            if (action.key.equals(key)) {
                return action;
            }
        }
        throw new IllegalArgumentException(
                "unknown action '" + key + "', expected none, full, couple or couple-and-create");
    }
}
