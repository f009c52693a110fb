package io.koppel.odata;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the values that refusals have named lately: a currency that does not exist, an amount too large. Another row with such
 * a value will most likely be refused for it too, so it goes alone at once and takes no good row with it. A hint like that of
 * {@link NamedRows}, never a verdict: a suspect gets its own answer, and a value that is written after all is suspected no more. Kept
 * for each set and kind of write, in memory only.
 */
final class Suspects {
    /** So many values are remembered of each sort; the oldest makes room. */
    private static final int MOST = 100;

    private final Map<String, Values> byKind = new ConcurrentHashMap<>();

    /** Values of one set and kind of write. */
    private static final class Values {
        private final Set<String> suspected = new LinkedHashSet<>();
        private final Set<String> cleared = new LinkedHashSet<>();

        synchronized Set<String> suspected() {
            return suspected.isEmpty() ? Set.of() : Set.copyOf(suspected);
        }

        synchronized void suspect(Set<String> values) {
            values.stream().filter(value -> !cleared.contains(value)).forEach(value -> keep(suspected, value));
        }

        synchronized void clear(Set<String> values) {
            values.stream().filter(suspected::remove).forEach(value -> keep(cleared, value));
        }

        private static void keep(Set<String> kept, String value) {
            if (kept.add(value) && kept.size() > MOST) {
                kept.remove(kept.iterator().next());
            }
        }
    }

    /** Places of the rows that hold a suspected value; none if they are too many to be sent alone. */
    Set<Integer> in(String kind, List<Map<String, @Nullable Object>> rows) {
        return new LinkedHashSet<>(NamedRows.holding(values(kind).suspected(), rows));
    }

    /**
     * What became of rows; lost answers tell nothing.
     *
     * @param alone places of those that were suspects
     * @param blamed the values for which each row was refused, of {@link NamedRows#blamed}
     */
    void note(
            String kind,
            List<Map<String, @Nullable Object>> rows,
            Collection<Integer> alone,
            List<WriteResult> results,
            List<Set<String>> blamed) {
        Values values = values(kind);
        blamed.stream().filter(named -> !named.isEmpty()).forEach(values::suspect);
        Set<String> suspected = values.suspected();
        for (int place : alone) {
            if (results.get(place) instanceof WriteResult.Written) {
                values.clear(NamedRows.held(suspected, rows.get(place)));
            }
        }
    }

    private Values values(String kind) {
        return byKind.computeIfAbsent(kind, key -> new Values());
    }
}
