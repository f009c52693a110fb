package io.koppel.route;

import io.koppel.job.JobQueue;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.RouteReloadedEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Lets the job of a mapping go on after its file was edited. Camel pauses the stored trigger when it takes the old route out and
 * leaves it paused when it puts the new one in, so that without this every edit would end the schedule of its mapping.
 */
final class ReloadedJobs extends EventNotifierSupport {
    private static final String JOB = ".job";

    private final JobQueue jobs;

    ReloadedJobs(JobQueue jobs) {
        this.jobs = jobs;
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof RouteReloadedEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof RouteReloadedEvent reloaded) {
            String route = reloaded.getRoute().getRouteId();
            if (route.endsWith(JOB)) {
                jobs.reloaded(route.substring(0, route.length() - JOB.length()));
            }
        }
    }
}
