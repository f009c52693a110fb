package io.koppel.operate.console;

import io.koppel.operate.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * One page.
 *
 * @param path with parameters as {@code :name}
 * @param entry path of the menu's entry it belongs to
 * @param name its name in the menu, null if it has no entry of its own
 * @param role who may see it
 * @param template its file below {@code console}, without the ending
 * @param refresh seconds after which its live part asks for itself again; 0 for a page that stands still
 */
record Page(
        String path, String entry, @Nullable String name, Role role, String template, int refresh, Content content) {

    /** Makes what a page shows, off the event loop. */
    @FunctionalInterface
    interface Content {
        Model of(Ask ask) throws Exception;
    }

    /** A page with an entry in the menu. */
    static Page entry(String path, String name, String template, Content content) {
        return new Page(path, path, name, Role.VIEWER, template, 0, content);
    }

    /** A page that is reached from others. */
    static Page below(String entry, String path, String template, Content content) {
        return new Page(path, entry, null, Role.VIEWER, template, 0, content);
    }

    /** The same, refreshing itself. */
    Page every(int seconds) {
        return new Page(path, entry, name, role, template, seconds, content);
    }

    /** The same for those of a role and above. */
    Page from(Role least) {
        return new Page(path, entry, name, least, template, refresh, content);
    }
}
