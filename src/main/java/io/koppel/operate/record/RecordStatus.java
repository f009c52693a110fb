package io.koppel.operate.record;

import io.koppel.operate.CouplingView;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a record stands, from what Koppel remembers; the services are not asked.
 *
 * @param record what people call it
 * @param coupling null if it is not coupled
 * @param notice what needs a person's attention, null if nothing does
 * @param error its newest error that no success followed, null if there is none or its entry in the job log is gone
 * @param attempts the last attempt in each direction that was tried
 * @param businessCentralUrl where Business Central shows it, null if its page is not known
 * @param dataverseUrl where Sales shows it, null if it is not coupled
 */
public record RecordStatus(
        String mapping,
        String record,
        @Nullable CouplingView coupling,
        boolean skipped,
        @Nullable String notice,
        @Nullable LastError error,
        List<Attempt> attempts,
        @Nullable URI businessCentralUrl,
        @Nullable URI dataverseUrl) {

    /**
     * One attempt.
     *
     * @param result success or failure
     * @param job its entry in the job log
     * @param at when that pass started, null if its entry is gone
     */
    public record Attempt(String direction, String result, long job, @Nullable Instant at) {}

    /** An error that still stands. */
    public record LastError(String direction, String message, Instant at, long job) {}
}
