package io.koppel.job;

import java.time.Duration;

/** What a job of the queue works on; decides how often it is tried (table-mappings.md §4). */
public enum JobKind {
    /** One table mapping. */
    MAPPING("mapping", 10),
    /** Anything else that runs by a schedule. */
    OTHER("other", 2);

    private final String text;
    private final int attempts;

    JobKind(String text, int attempts) {
        this.text = text;
        this.attempts = attempts;
    }

    /** The word shown. */
    public String text() {
        return text;
    }

    /** After how many failed attempts in a row the job stops. */
    public int attempts() {
        return attempts;
    }

    /** Before a failed run is tried again, at least. */
    public Duration rerunDelay() {
        return Duration.ofSeconds(30);
    }
}
