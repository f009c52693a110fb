package io.koppel.job;

/** How an entry of the job queue stands (sync-semantics.md §8). */
public enum QueueStatus {
    /** Runs at its next time. */
    READY("ready"),
    IN_PROCESS("in process"),
    /** Due, but another job of its category runs. */
    WAITING("waiting"),
    /** Stopped by a person, or because its mapping is disabled. */
    ON_HOLD("on hold"),
    /** Sleeps after a run without changes, until its timeout or a change. */
    ASLEEP("on hold due to inactivity"),
    /** Stopped after its last attempt; a person restarts it. */
    ERROR("error"),
    /** A job that ran once and will not run again. */
    FINISHED("finished");

    private final String text;

    QueueStatus(String text) {
        this.text = text;
    }

    /** The words stored and shown. */
    public String text() {
        return text;
    }

    /** Whether its next time is kept: it will run without a person. */
    public boolean runsByItself() {
        return this == READY || this == WAITING || this == ASLEEP || this == IN_PROCESS;
    }

    static QueueStatus of(String text) {
        for (QueueStatus status : values()) {
            if (status.text.equals(text)) {
                return status;
            }
        }
        throw new IllegalArgumentException("unknown status of a job '" + text + "'");
    }
}
