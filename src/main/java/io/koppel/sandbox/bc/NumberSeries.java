package io.koppel.sandbox.bc;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Numbers for rows that come without one (business-central-api.md §6, §17). Used under the writer's lock. */
final class NumberSeries {
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("Contact", "CT"),
            Map.entry("Customer", "C"),
            Map.entry("Vendor", "V"),
            Map.entry("Item", "I"),
            Map.entry("Resource", "R"),
            Map.entry("Price List", "PL"),
            Map.entry("Opportunity", "OP"),
            Map.entry("Assembly Order", "AO"),
            Map.entry("Posted Assembly", "PAO"),
            Map.entry("Sales Order", "SO"),
            Map.entry("Sales Quote", "SQ"),
            Map.entry("Sales Shipment", "PSS"),
            Map.entry("Sales Invoice", "SI"),
            Map.entry("Posted Sales Invoice", "PSI"));

    private final Map<String, Long> last = new HashMap<>();

    /** The next number of a table that is not taken. */
    String next(String table, Predicate<String> taken) {
        while (true) {
            long number = last.merge(table, 10L, Long::sum);
            String text = String.format(Locale.ROOT, PREFIXES.getOrDefault(table, "X") + "%06d", number);
            if (!taken.test(text)) {
                return text;
            }
        }
    }

    /** The next number of a ledger's entries. */
    long entry(String ledger) {
        return last.merge(ledger, 1L, Long::sum);
    }

    void reset() {
        last.clear();
    }
}
