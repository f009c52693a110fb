package io.koppel.operate.console;

import io.koppel.operate.access.Role;

/**
 * What a button does.
 *
 * @param path that its form is sent to, below {@code /console}
 * @param name the verb, by its operation id in the REST description
 */
record Act(String path, String name, Role role, Deed deed) {
    /** Does it, off the event loop, and says where to go on. */
    @FunctionalInterface
    interface Deed {
        Outcome act(Ask ask) throws Exception;
    }

    static Act operator(String path, String name, Deed deed) {
        return new Act(path, name, Role.OPERATOR, deed);
    }

    static Act administrator(String path, String name, Deed deed) {
        return new Act(path, name, Role.ADMINISTRATOR, deed);
    }
}
