package io.koppel.job;

import io.koppel.sync.ConnectionSwitch;

/**
 * Switching the connection on and off with what follows for the jobs: off, none runs by itself; on, those that were held for it
 * are ready again (scenarios CS-33, SE-37). One that a person restarts while it is off ends in error (ST-12).
 */
public final class ConnectionControl {
    private final ConnectionSwitch connection;
    private final JobQueue jobs;

    public ConnectionControl(ConnectionSwitch connection, JobQueue jobs) {
        this.connection = connection;
        this.jobs = jobs;
    }

    public boolean isOn() {
        return connection.isOn();
    }

    /** Jobs that stand already stay as they are. */
    public void off() {
        connection.set(false);
        for (JobQueue.Standing standing : jobs.all()) {
            QueueStatus status = standing.entry().status();
            if (status != QueueStatus.ON_HOLD && status != QueueStatus.ERROR && status != QueueStatus.FINISHED) {
                jobs.hold(standing.job(), ConnectionSwitch.OFF);
            }
        }
    }

    public void on() {
        connection.set(true);
        for (JobQueue.Standing standing : jobs.all()) {
            if (ConnectionSwitch.OFF.equals(standing.entry().message())) {
                jobs.restart(standing.job());
            }
        }
    }
}
