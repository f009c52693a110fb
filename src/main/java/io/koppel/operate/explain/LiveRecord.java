package io.koppel.operate.explain;

import io.koppel.odata.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as its service shows it right now.
 *
 * @param id null if it is not known
 * @param row null if there is none, or it could not be read
 * @param problem why it could not be read, or that several go by that name
 * @param down whether the service does not answer
 */
record LiveRecord(@Nullable UUID id, @Nullable Row row, @Nullable String problem, boolean down) {
    static LiveRecord missing(@Nullable UUID id) {
        return new LiveRecord(id, null, null, false);
    }
}
