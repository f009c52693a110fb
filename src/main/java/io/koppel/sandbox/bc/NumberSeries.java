package io.koppel.sandbox.bc;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Numbers for rows that come without one (business-central-api.md §6, §17). Used under the writer's lock. */
final class NumberSeries {
    private final Map<String, Long> last = new HashMap<>();

    /** The next number of a table that is not taken. */
    String next(String table, Predicate<String> taken) {
        while (true) {
            long number = last.merge(table, 10L, Long::sum);
            String text = String.format(Locale.ROOT, table.equals("Contact") ? "CT%06d" : "C%06d", number);
            if (!taken.test(text)) {
                return text;
            }
        }
    }

    void reset() {
        last.clear();
    }
}
