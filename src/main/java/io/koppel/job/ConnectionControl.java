package io.koppel.job;

import io.koppel.sync.ConnectionSwitch;
import io.koppel.sync.ConnectionSwitch.SwitchedOff;
import org.jspecify.annotations.Nullable;

/**
 * Switching the connection on and off with what follows for the jobs: off, none runs by itself, not even one that had stopped with
 * an error and might be restarted; on, those that were held for it are ready (scenarios CS-33, SE-37). One that a person restarts
 * while it is off ends in error (ST-12).
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

    /** Since when, by whom and why it is off; null while it is on. */
    public @Nullable SwitchedOff off() {
        return connection.off();
    }

    /** Jobs that somebody holds stay held when it is on again. */
    public void off(SwitchedOff why) {
        connection.off(why);
        for (JobQueue.Standing standing : jobs.all()) {
            QueueStatus status = standing.entry().status();
            if (status != QueueStatus.ON_HOLD && status != QueueStatus.FINISHED) {
                jobs.hold(standing.job(), ConnectionSwitch.OFF);
            }
        }
    }

    public void on() {
        connection.on();
        for (JobQueue.Standing standing : jobs.all()) {
            if (ConnectionSwitch.OFF.equals(standing.entry().message())) {
                again(standing.job());
            }
        }
    }

    private void again(JobDefinition job) {
        try {
            jobs.restart(job);
        } catch (JobQueue.NotNow e) {
            // Its mapping was disabled meanwhile: that is why it is held from now on.
            jobs.hold(job, JobQueue.DISABLED);
        }
    }
}
