package io.koppel.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the plan of a full synchronization: one mapping.
 *
 * @param dependsOn mappings whose lines must be finished first
 * @param recommended what was recommended and why, null if nobody asked
 * @param status blank, in process, finished, no records, error
 * @param toStatus how the pass to Dataverse ended, null if there was none
 * @param fromStatus how the pass from Dataverse ended, null if there was none
 * @param run its last run, null if it was never started
 */
public record FullLine(
        String mapping,
        int position,
        FullAction action,
        List<String> dependsOn,
        FullRecommendation.@Nullable Recommended recommended,
        LineStatus status,
        @Nullable String toStatus,
        @Nullable String fromStatus,
        @Nullable Long run,
        @Nullable Instant started,
        @Nullable Instant finished,
        @Nullable String message) {

    /** A line that was not started yet. */
    static FullLine blank(
            String mapping,
            int position,
            FullAction action,
            List<String> dependsOn,
            FullRecommendation.@Nullable Recommended recommended) {
        return new FullLine(
                mapping,
                position,
                action,
                dependsOn,
                recommended,
                LineStatus.BLANK,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same under way, with nothing left of how it went the last time. */
    FullLine begun(Instant now) {
        return new FullLine(
                mapping,
                position,
                action,
                dependsOn,
                recommended,
                LineStatus.IN_PROCESS,
                null,
                null,
                null,
                now,
                null,
                null);
    }

    /** The same as what a run does that is under way. */
    FullLine under(long currentRun) {
        return new FullLine(
                mapping,
                position,
                action,
                dependsOn,
                recommended,
                status,
                toStatus,
                fromStatus,
                currentRun,
                started,
                finished,
                message);
    }

    /** The same come to an end, or back to its beginning. */
    FullLine ended(
            LineStatus end,
            @Nullable String to,
            @Nullable String from,
            @Nullable Long lastRun,
            @Nullable String why,
            Instant now) {
        return new FullLine(
                mapping,
                position,
                action,
                dependsOn,
                recommended,
                end,
                to,
                from,
                lastRun,
                started == null ? now : started,
                now,
                why);
    }

    /** The same with what is recommended, which is what it does unless somebody says otherwise. */
    FullLine recommended(FullRecommendation.Recommended now) {
        return new FullLine(
                mapping,
                position,
                now.action(),
                dependsOn,
                now,
                status,
                toStatus,
                fromStatus,
                run,
                started,
                finished,
                message);
    }

    /** The same with another action. */
    FullLine chosen(FullAction other) {
        return new FullLine(
                mapping,
                position,
                other,
                dependsOn,
                recommended,
                status,
                toStatus,
                fromStatus,
                run,
                started,
                finished,
                message);
    }

    /** How a line stands. Failed records do not make an error: they colour the directions (sync-semantics.md §11). */
    public enum LineStatus {
        BLANK("blank"),
        IN_PROCESS("in process"),
        FINISHED("finished"),
        NO_RECORDS("no records"),
        ERROR("error");

        private final String text;

        LineStatus(String text) {
            this.text = text;
        }

        /** The word stored and shown. */
        public String text() {
            return text;
        }

        /** Whether what depends on the line may start. */
        public boolean done() {
            return this == FINISHED || this == NO_RECORDS;
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
