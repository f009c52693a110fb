package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.DocumentLines;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import org.jspecify.annotations.Nullable;

/** What follows for a document's coupling from how its lines stand. */
final class DocumentLinesInStep {
    private DocumentLinesInStep() {}

    /**
     * Whether the opposite pass still has something to do about a document whose lines are followed: take over what Business
     * Central filled in by itself in a new document, carry over what only the other side changed on a line, or remove a line
     * whose partner was removed.
     */
    static boolean leaveOpen(Pass pass, Item item) {
        DocumentLines declared = pass.mapping().lines();
        DocumentChange change = item.documentChange();
        if (declared == null || !declared.follow()) {
            return false;
        }
        boolean filledIn = pass.target() == Side.BUSINESS_CENTRAL && (item.isNew() || item.adopted());
        return filledIn
                || (change != null
                        && (!change.survivors().isEmpty()
                                || item.lines().stream()
                                        .anyMatch(line ->
                                                !line.leftAlone().heldBack().isEmpty())));
    }

    /** The coupling of a line after the write. */
    static Coupling confirmed(Pass lines, Item line, Coupling before, @Nullable Row written) {
        NewBase now = NewBase.of(lines, line, written);
        return before.inStep(now.versions(), now.base());
    }
}
