package io.koppel.operate.monitor;

/**
 * One mapping in one direction, as JMX shows it beside Camel's route statistics. Counts of records since the process
 * started; times in ISO 8601, empty where there is none.
 */
public interface MappingStatisticsMXBean {
    String getMapping();

    String getDirection();

    /** Passes that have ended. */
    long getPasses();

    /** Passes that ended with an error of the whole, such as a service that cannot be reached. */
    long getPassesInError();

    long getInserted();

    /** Updates, forced ones included. */
    long getModified();

    long getDeleted();

    long getUnchanged();

    long getSkipped();

    long getFailed();

    long getCoupled();

    /** Pairs of records of this mapping. */
    long getCouplings();

    /** Pairs that are left out until someone releases them. */
    long getSkippedCouplings();

    /** Records that failed and wait for the next run. */
    long getWaiting();

    /** Seconds since the first of them failed; 0 if none waits. */
    long getOldestWaitingSeconds();

    /** Seconds since the moment up to which every change of the source was looked at; -1 before the first pass. */
    long getLagSeconds();

    String getLastStatus();

    String getLastMessage();

    String getLastFinished();

    String getLastSuccess();

    /**
     * Starts a run of the modified records.
     *
     * @return its number
     */
    long synchronize();
}
