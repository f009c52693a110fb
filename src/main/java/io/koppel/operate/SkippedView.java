package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.SkippedRecord;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A coupling that is left out of everything until it is released.
 *
 * @param id mapping and SystemId, {@code CUSTOMER.8a2f…}, as in the list of couplings
 * @param direction the direction that failed twice for the same reason
 * @param failure that reason
 * @param since time of the second failure
 * @param job its entry in the job log
 */
public record SkippedView(
        String id,
        String mapping,
        UUID businessCentralId,
        UUID dataverseId,
        @Nullable String number,
        @Nullable String name,
        String direction,
        @Nullable String failure,
        Instant since,
        long job) {

    static SkippedView of(String mapping, Coupling coupling, SkippedRecord skipped) {
        return new SkippedView(
                mapping + "." + coupling.businessCentralId(),
                mapping,
                coupling.businessCentralId(),
                coupling.dataverseId(),
                coupling.number(),
                coupling.name(),
                skipped.direction().key(),
                coupling.failure(),
                Instant.ofEpochMilli(skipped.at()),
                skipped.job());
    }
}
