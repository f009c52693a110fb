package io.koppel.job;

/** Is told how passes come along. Called about once a second for each running pass, and once at its end. */
@FunctionalInterface
public interface ProgressListener {
    /** Listens to nothing. */
    ProgressListener NONE = progress -> {};

    void progress(Progress progress);
}
