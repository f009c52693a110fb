package io.koppel.operate.access;

import java.util.Locale;

/** What a person or program may do. Each role may do what those before it may. */
public enum Role {
    /** Asks what is on hand of items, and nothing else: for a program, not for people. */
    AVAILABILITY,
    /** Looks. */
    VIEWER,
    /** Starts and stops synchronization, couples and uncouples. */
    OPERATOR,
    /** Everything, connections and accounts included. */
    ADMINISTRATOR;

    /** Whether whoever has this role may do what asks for {@code needed}. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** The word stored, shown and typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no role is called so */
    public static Role of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        throw new IllegalArgumentException(
                "unknown role '" + word + "', expected viewer, operator, administrator or availability");
    }
}
