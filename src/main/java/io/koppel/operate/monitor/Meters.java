package io.koppel.operate.monitor;

import io.koppel.odata.BudgetUse;
import io.koppel.odata.ODataService;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The meters behind {@code /observe/metrics}: records by outcome, lag, what waits, and what is left of each service's
 * allowance. Names follow Micrometer's habit; Prometheus shows {@code koppel.lag} as {@code koppel_lag_seconds}.
 */
public final class Meters {
    private final MeterRegistry registry;
    private final MappingBeans beans;
    private final JobBeans jobBeans;
    private final JobMeters jobs;
    private final Map<MappingStatistics, List<Meter>> bound = new HashMap<>();

    public Meters(MeterRegistry registry, MappingBeans beans, JobBeans jobBeans, InstantSource clock) {
        this.registry = registry;
        this.beans = beans;
        this.jobBeans = jobBeans;
        this.jobs = new JobMeters(registry, clock);
    }

    /** Adds the meters of a service. */
    public void service(ODataService service) {
        Tags tags = Tags.of("service", service.name());
        gauge("koppel.budget.units", "units of the service's window that are spent", tags, service, BudgetUse::units);
        gauge(
                "koppel.budget.capacity",
                "units Koppel allows itself in a window; 0: not counted",
                tags,
                service,
                BudgetUse::capacity);
        gauge("koppel.requests.in.flight", "requests under way", tags, service, BudgetUse::inFlight);
        gauge("koppel.requests.concurrency", "requests that may be under way", tags, service, BudgetUse::concurrency);
        Timer latency = Timer.builder("koppel.request")
                .description("from sending a request to the end of its answer")
                .publishPercentiles(0.5, 0.95, 0.99)
                .tags(tags)
                .register(registry);
        DistributionSummary batches = DistributionSummary.builder("koppel.batch.operations")
                .description("operations in a request that carries several")
                .publishPercentiles(0.5, 0.95)
                .tags(tags)
                .register(registry);
        service.watch((units, took, status) -> {
            latency.record(took);
            if (units > 1) {
                batches.record(units);
            }
        });
        FunctionCounter.builder("koppel.requests", service, of -> of.requests().httpRequests())
                .description("requests sent, repeated ones included")
                .tags(tags)
                .register(registry);
        FunctionCounter.builder("koppel.throttled", service, of -> of.budget().throttled())
                .description("answers that asked to wait")
                .tags(tags)
                .register(registry);
    }

    private void gauge(
            String name, String description, Tags tags, ODataService service, ToDoubleFunction<BudgetUse> value) {
        Gauge.builder(name, service, of -> value.applyAsDouble(of.budget()))
                .description(description)
                .tags(tags)
                .register(registry);
    }

    /** Binds meters to mappings and jobs that are new and takes away those of what is gone. */
    public synchronized void refresh() {
        beans.refresh();
        jobs.show(jobBeans.refresh());
        Set<MappingStatistics> present = new HashSet<>(beans.all());
        for (MappingStatistics bean : present) {
            bound.computeIfAbsent(bean, this::bind);
        }
        bound.entrySet().removeIf(entry -> {
            boolean gone = !present.contains(entry.getKey());
            if (gone) {
                entry.getValue().forEach(registry::remove);
            }
            return gone;
        });
    }

    private List<Meter> bind(MappingStatistics bean) {
        Tags tags = Tags.of("mapping", bean.getMapping(), "direction", bean.getDirection());
        List<Meter> meters = new ArrayList<>();
        outcome(meters, bean, tags, "inserted", MappingStatistics::getInserted);
        outcome(meters, bean, tags, "modified", MappingStatistics::getModified);
        outcome(meters, bean, tags, "deleted", MappingStatistics::getDeleted);
        outcome(meters, bean, tags, "unchanged", MappingStatistics::getUnchanged);
        outcome(meters, bean, tags, "skipped", MappingStatistics::getSkipped);
        outcome(meters, bean, tags, "failed", MappingStatistics::getFailed);
        outcome(meters, bean, tags, "coupled", MappingStatistics::getCoupled);
        meters.add(FunctionCounter.builder("koppel.passes", bean, MappingStatistics::getPasses)
                .description("passes that have ended")
                .tags(tags)
                .register(registry));
        meters.add(FunctionCounter.builder("koppel.passes.in.error", bean, MappingStatistics::getPassesInError)
                .description("passes that ended with an error of the whole")
                .tags(tags)
                .register(registry));
        state(meters, bean, tags, "koppel.couplings", "pairs of records", MappingStatistics::getCouplings);
        state(
                meters,
                bean,
                tags,
                "koppel.skipped",
                "pairs left out until released",
                MappingStatistics::getSkippedCouplings);
        state(meters, bean, tags, "koppel.waiting", "records that failed and wait", MappingStatistics::getWaiting);
        meters.add(Gauge.builder("koppel.oldest.waiting", bean, MappingStatistics::getOldestWaitingSeconds)
                .description("time since the first waiting record failed")
                .baseUnit("seconds")
                .tags(tags)
                .register(registry));
        meters.add(Gauge.builder("koppel.lag", bean, MappingStatistics::getLagSeconds)
                .description("time since the moment up to which every change was looked at; -1 before the first pass")
                .baseUnit("seconds")
                .tags(tags)
                .register(registry));
        return meters;
    }

    private void outcome(
            List<Meter> meters,
            MappingStatistics bean,
            Tags tags,
            String outcome,
            ToDoubleFunction<MappingStatistics> value) {
        meters.add(FunctionCounter.builder("koppel.records", bean, value)
                .description("records by outcome")
                .tags(tags.and("outcome", outcome))
                .register(registry));
    }

    private void state(
            List<Meter> meters,
            MappingStatistics bean,
            Tags tags,
            String name,
            String description,
            ToDoubleFunction<MappingStatistics> value) {
        meters.add(Gauge.builder(name, bean, value)
                .description(description)
                .tags(tags)
                .register(registry));
    }
}
