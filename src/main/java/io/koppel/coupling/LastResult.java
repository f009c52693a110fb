package io.koppel.coupling;

/** How the last attempt in one direction ended. The order is the number stored. */
public enum LastResult {
    NONE,
    SUCCESS,
    FAILURE;

    private static final LastResult[] VALUES = values();

    static LastResult stored(int number) {
        return VALUES[number];
    }
}
