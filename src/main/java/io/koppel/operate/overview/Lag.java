package io.koppel.operate.overview;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one mapping is behind in one direction.
 *
 * @param state in step, waiting (changes are known that are not on the other side), stands still (its newest pass ended with an
 *     error of the whole), new (it never ran) or disabled
 * @param behindSeconds age of the oldest change that is known and not on the other side yet; null if there is none
 * @param waiting records that failed and are tried again by themselves
 * @param skipped records that failed twice for the same reason and wait for a person or a change
 * @param lookedAt up to when, by the source's clock, every change was looked at; null before the first pass
 * @param next when its job looks again; null if it does not by itself
 */
public record Lag(
        String mapping,
        String direction,
        String state,
        @Nullable Long behindSeconds,
        long waiting,
        long skipped,
        @Nullable Instant lookedAt,
        @Nullable Instant next) {
    static final String IN_STEP = "in step";
    static final String WAITING = "waiting";
    static final String STANDS_STILL = "stands still";
    static final String NEW = "new";
    static final String DISABLED = "disabled";

    /** What is plain about a pass, to judge it by. Times in milliseconds since the epoch. */
    record Facts(
            boolean enabled,
            boolean stuck,
            long waiting,
            @Nullable Long oldestWaiting,
            long skipped,
            @Nullable Long oldestSkipped,
            @Nullable Long lookedAt) {}

    /** Judges. A mapping that stands still may have missed everything since it last looked. */
    static Lag of(String mapping, String direction, Facts facts, @Nullable Instant next, long now) {
        Long oldest = earlier(facts.oldestWaiting(), facts.oldestSkipped());
        String state;
        if (!facts.enabled()) {
            state = DISABLED;
        } else if (facts.stuck()) {
            state = STANDS_STILL;
            oldest = earlier(oldest, facts.lookedAt());
        } else if (oldest != null) {
            state = WAITING;
        } else {
            state = facts.lookedAt() == null ? NEW : IN_STEP;
        }
        Long looked = facts.lookedAt();
        return new Lag(
                mapping,
                direction,
                state,
                oldest == null ? null : Math.max(0, (now - oldest) / 1000),
                facts.waiting(),
                facts.skipped(),
                looked == null ? null : Instant.ofEpochMilli(looked),
                next);
    }

    private static @Nullable Long earlier(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : other == null ? one : Long.valueOf(Math.min(one, other));
    }
}
