package io.koppel.route;

import io.koppel.job.JobDefinition;
import io.koppel.job.JobKind;
import io.koppel.job.JobQueue;
import io.koppel.job.JobWork;
import io.koppel.journal.JobLog;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.quartz.QuartzEndpoint;

/**
 * Brings jobs and their {@code quartz:koppel/NAME} routes together. Three ways lead into the queue: a {@link JobWork} that Koppel
 * adds, one that is bound as a bean, and a route file with {@code quartz:koppel/NAME} and {@code direct:NAME}.
 */
final class JobRoutes {
    private static final String GROUP = "koppel";

    private final CamelContext camel;
    private final JobQueue jobs;

    JobRoutes(CamelContext camel, JobQueue jobs) {
        this.camel = camel;
        this.jobs = jobs;
    }

    /**
     * Takes in the jobs of beans and route files, and gives each job without a timer of its own one.
     *
     * @param shipped jobs whose work is in a shipped file, as a route of the job's name or several with its timer; where the
     *     file was removed, there is no such job
     */
    void adopt(List<JobWork> shipped, ProducerTemplate producer, JobLog jobLog) {
        shipped.stream()
                .filter(job -> hasRouteFrom("direct://" + job.definition().name())
                        || hasTimer(job.definition().name()))
                .forEach(jobs::add);
        camel.getRegistry().findByType(JobWork.class).forEach(jobs::add);
        Set<String> routed = new HashSet<>();
        for (Route route : camel.getRoutes()) {
            if (route.getEndpoint() instanceof QuartzEndpoint endpoint && GROUP.equals(endpoint.getGroupName())) {
                String name = endpoint.getTriggerName();
                routed.add(name);
                if (jobs.find(name).isEmpty() && hasRouteFrom("direct://" + name)) {
                    jobs.add(new RouteJob(definition(name, route, endpoint), producer, jobLog));
                }
            }
        }
        jobs.works().stream()
                .map(JobWork::definition)
                .filter(job -> !routed.contains(job.name()))
                .forEach(this::add);
    }

    private boolean hasTimer(String job) {
        return camel.getRoutes().stream()
                .anyMatch(route -> route.getEndpoint() instanceof QuartzEndpoint endpoint
                        && GROUP.equals(endpoint.getGroupName())
                        && job.equals(endpoint.getTriggerName()));
    }

    private boolean hasRouteFrom(String uri) {
        return camel.getRoutes().stream()
                .anyMatch(route -> route.getEndpoint().getEndpointUri().equals(uri));
    }

    /** The route's group is the category, its description what the job is called. */
    private static JobDefinition definition(String name, Route route, QuartzEndpoint endpoint) {
        Object every = endpoint.getTriggerParameters().get("repeatInterval");
        String group = route.getGroup();
        String description = route.getDescription();
        return new JobDefinition(
                name,
                JobKind.OTHER,
                description == null ? name : description,
                null,
                group == null ? name : group,
                Duration.ofMillis(every == null ? 0 : Long.parseLong(every.toString())),
                null,
                true);
    }

    private void add(JobDefinition job) {
        try {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("quartz:" + GROUP + "/" + job.name() + "?trigger.repeatInterval="
                                    + job.every().toMillis() + "&trigger.repeatCount=-1&stateful=true")
                            .routeId(job.name() + ".job")
                            .bean(jobs, "run('" + job.name() + "')");
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException("job " + job.name() + " cannot be added: " + e.getMessage(), e);
        }
    }
}
