package io.koppel.sync;

import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.FieldSnapshot;
import io.koppel.mapping.Transferred.Change;
import io.koppel.odata.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which values an attempt sent, as the intent keeps them beyond the death of the process. Should nobody have heard the answer,
 * a value that Koppel itself wrote must not be taken for a person's edit: if the source was edited again before the next look,
 * it would be called a conflict of two persons (promises.md P2).
 */
final class Traces {
    private Traces() {}

    /** The traces of fields that are about to be sent. */
    static Set<Long> of(Pass pass, List<Change> changes) {
        Set<Long> traces = new HashSet<>();
        for (Change change : changes) {
            int place = pass.runtime().place(change.field());
            if (place >= 0) {
                traces.add(pass.runtime().snapshot().trace(pass.target(), place, change.after()));
            }
        }
        return traces;
    }

    /** Whether what the target shows in a field is what the attempt sent there. */
    static boolean shows(Pass pass, OpenAttempt attempt, FieldMapping field, Row target) {
        return shows(pass, attempt.intent().sent(), field, target);
    }

    /** The same of some traces. */
    static boolean shows(Pass pass, Set<Long> traces, FieldMapping field, Row target) {
        int place = pass.runtime().place(field);
        String column = field.readName(pass.target());
        if (place < 0 || column == null || traces.isEmpty()) {
            return false;
        }
        FieldSnapshot snapshot = pass.runtime().snapshot();
        return traces.contains(snapshot.trace(pass.target(), place, target.get(column)));
    }

    /** Whether the target holds nothing in a field, as a create leaves it to which the field was not known yet. */
    static boolean isEmpty(Pass pass, OpenAttempt attempt, FieldMapping field, Row target) {
        String column = field.readName(pass.target());
        Object value = column == null ? null : target.get(column);
        return column != null && !attempt.intent().sent().isEmpty() && (value == null || value.equals(""));
    }
}
