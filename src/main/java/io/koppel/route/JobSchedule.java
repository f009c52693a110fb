package io.koppel.route;

import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
import org.quartz.SchedulerException;

/** Whether jobs fire by their schedule: Quartz, which waits until it is started and stands by before the routes stop. */
final class JobSchedule {
    private final CamelContext camel;
    private volatile boolean started;

    JobSchedule(CamelContext camel) {
        this.camel = camel;
    }

    boolean started() {
        return started;
    }

    /** Lets jobs run by their schedule. */
    void start() {
        if (camel.hasComponent("quartz") instanceof QuartzComponent quartz) {
            try {
                quartz.getScheduler().start();
                started = true;
            } catch (SchedulerException e) {
                throw new IllegalStateException("the scheduler cannot be started: " + e.getMessage(), e);
            }
        }
    }

    /** Nothing fires while the routes stop: Quartz would look for jobs that Camel is just taking out of its store. */
    void standBy() {
        if (camel.hasComponent("quartz") instanceof QuartzComponent quartz && quartz.getScheduler() != null) {
            try {
                quartz.getScheduler().standby();
            } catch (SchedulerException e) {
                throw new IllegalStateException("the scheduler cannot be paused: " + e.getMessage(), e);
            }
        }
    }
}
