package io.koppel.simulation;

/**
 * The simulated process is dead. Not an exception of the engine's making: from this moment on its transport and its store
 * refuse everything, so whatever still runs while the stack unwinds cannot be seen by anybody (design.md §5).
 */
final class Died extends Error {
    private static final long serialVersionUID = 1L;

    Died(String where) {
        super("the process died " + where, null, false, false);
    }
}
