package io.koppel.journal;

/** How a pass or run stands. */
public enum JobStatus {
    IN_PROCESS("in process"),
    /** Everything that was looked at is in step. */
    SUCCESS("success"),
    /** It came to its end, but records failed. */
    RECORDS_FAILED("records failed"),
    /** It would change more records than it may without being asked: it wrote nothing and waits for a person. */
    NEEDS_CONFIRMATION("needs confirmation"),
    /** It could not come to its end; the message says why. */
    ERROR("error"),
    /** It was asked to stop, or the process ended under it; what was confirmed stays. */
    STOPPED("stopped");

    private final String text;

    JobStatus(String text) {
        this.text = text;
    }

    /** The words stored and shown. */
    public String text() {
        return text;
    }

    /** The status with these words. */
    public static JobStatus of(String text) {
        for (JobStatus status : values()) {
            if (status.text.equals(text)) {
                return status;
            }
        }
        throw new IllegalArgumentException("unknown status '" + text + "'");
    }

    /** The worse of two. */
    public JobStatus and(JobStatus other) {
        return rank() >= other.rank() ? this : other;
    }

    private int rank() {
        return switch (this) {
            case SUCCESS -> 0;
            case RECORDS_FAILED -> 1;
            case NEEDS_CONFIRMATION -> 2;
            case STOPPED -> 3;
            case ERROR -> 4;
            case IN_PROCESS -> 5;
        };
    }
}
