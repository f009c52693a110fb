package io.koppel.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the plan of a full synchronization: one mapping.
 *
 * @param dependsOn mappings whose lines must be finished first
 * @param status blank, in process, finished, error
 * @param toStatus how the pass to Dataverse ended, null if there was none
 * @param fromStatus how the pass from Dataverse ended, null if there was none
 * @param run its last run, null if it was never started
 */
public record FullLine(
        String mapping,
        int position,
        FullAction action,
        List<String> dependsOn,
        LineStatus status,
        @Nullable String toStatus,
        @Nullable String fromStatus,
        @Nullable Long run,
        @Nullable Instant started,
        @Nullable Instant finished,
        @Nullable String message) {

    /** How a line stands. Failed records do not make an error: they colour the directions (sync-semantics.md §11). */
    public enum LineStatus {
        BLANK("blank"),
        IN_PROCESS("in process"),
        FINISHED("finished"),
        ERROR("error");

        private final String text;

        LineStatus(String text) {
            this.text = text;
        }

        /** The word stored and shown. */
        public String text() {
            return text;
        }

        static LineStatus of(String text) {
            for (LineStatus status : values()) {
                if (status.text.equals(text)) {
                    return status;
                }
            }
            throw new IllegalArgumentException("unknown line status '" + text + "'");
        }
    }
}
