package io.koppel.sync;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a pass may write when somebody approved certain writes and nothing else. A record is asked about before its intent is
 * committed, and again whenever it was read anew because its target had moved.
 */
public interface Approval {
    /** The partner's id that was approved for a record without coupling: of a new record or of a match. Null for none. */
    @Nullable
    Partner partner(Pass pass, Item item);

    /**
     * The other record of a pair that is to be.
     *
     * @param exists whether it is there already and is only to be coupled
     */
    record Partner(UUID id, boolean exists) {}

    /**
     * Why the record must be left alone, or null if what is about to become of it is what was approved. It is then not
     * counted and leaves no error.
     */
    @Nullable
    String objection(Pass pass, Item item);

    /** Called once for each batch when it is confirmed, by any of the pass's threads. */
    void confirmed(Batch batch);
}
