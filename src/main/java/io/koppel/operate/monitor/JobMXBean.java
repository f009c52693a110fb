package io.koppel.operate.monitor;

/** One job of the queue, as JMX shows it. Times in ISO 8601, empty where there is none. */
public interface JobMXBean {
    String getJob();

    String getDescription();

    /** Mapping or other. */
    String getKind();

    /** Jobs of one category never run together. */
    String getCategory();

    /** Ready, in process, waiting, on hold, on hold due to inactivity, error or finished. */
    String getStatus();

    /** Earliest start. */
    String getNext();

    /** Failed attempts in a row. */
    int getAttempts();

    int getMaximumAttempts();

    String getMessage();

    /** Number of its last run; 0 before the first. */
    long getLastRun();

    /**
     * Runs it now.
     *
     * @return number of the run
     */
    long run();

    /** Stops it from running by itself. */
    void hold();

    /** Makes it ready again and due now, whatever stopped it. */
    void restart();
}
