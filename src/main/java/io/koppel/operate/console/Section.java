package io.koppel.operate.console;

import java.util.List;

/**
 * A part of the console: pages that belong together, and what their buttons do. A new one needs this class, a template for each
 * page, and its place in {@link Sections}.
 */
interface Section {
    List<Page> pages();

    /** What buttons and forms do; none for a section that only shows. */
    default List<Act> acts() {
        return List.of();
    }
}
