package io.koppel.operate.overview;

import io.koppel.job.JobQueue;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.BudgetUse;
import io.koppel.odata.ODataService;
import io.koppel.operate.JobOperations;
import io.koppel.operate.Mappings;
import io.koppel.operate.errors.ErrorGroupOperations;
import io.koppel.operate.monitor.MappingStates;
import io.koppel.operate.monitor.Readiness;
import io.koppel.sync.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells how all of it stands. Everything but the services' allowances is read from the database. */
public final class OverviewOperations {
    private static final Duration CHARTED = Duration.ofHours(24);

    private final Engine engine;
    private final JobQueue jobs;
    private final Mappings mappings;
    private final MappingStates states;
    private final Readiness readiness;
    private final Problems problems;

    public OverviewOperations(Engine engine, JobQueue jobs, ErrorGroupOperations errors, Mappings mappings) {
        String company = engine.company().name();
        this.engine = engine;
        this.jobs = jobs;
        this.mappings = mappings;
        this.states = MappingStates.now(engine.database(), company, mappings, engine.clock());
        this.readiness = new Readiness(
                engine.database(), company, mappings, new JobOperations(jobs, engine.database(), company));
        this.problems = new Problems(engine, errors, mappings);
    }

    /** How it stands now. */
    public Overview show() {
        Instant now = engine.clock().instant();
        Map<String, String> stuck =
                readiness.stuck().stream().collect(Collectors.toMap(Readiness.Stuck::mapping, Readiness.Stuck::reason));
        Map<String, JobQueue.Standing> queue = jobs.all().stream()
                .filter(standing -> standing.job().mapping() != null)
                .collect(Collectors.toMap(
                        standing -> String.valueOf(standing.job().mapping()),
                        Function.identity(),
                        (one, other) -> one));
        List<Lag> lags = new ArrayList<>();
        for (TableMapping mapping : mappings.all()) {
            if (mapping.isLines()) {
                continue; // goes with its documents, and has no passes of its own
            }
            for (Direction direction : mapping.passes()) {
                lags.add(lag(mapping, direction, stuck.containsKey(mapping.id()), next(queue.get(mapping.id())), now));
            }
        }
        List<Overview.Budget> budgets = budgets();
        return new Overview(
                now,
                lags.stream()
                        .filter(lag -> lag.behindSeconds() != null)
                        .max(Comparator.comparing(lag -> behind(lag)))
                        .orElse(null),
                lags,
                problems.find(stuck, jobs.all(), budgets),
                budgets,
                engine.jobLog().byHour(engine.company().name(), now.minus(CHARTED)));
    }

    private static long behind(Lag lag) {
        Long seconds = lag.behindSeconds();
        return seconds == null ? -1 : seconds;
    }

    private static @Nullable Instant next(JobQueue.@Nullable Standing standing) {
        return standing == null || standing.held() || !standing.entry().status().runsByItself()
                ? null
                : standing.next();
    }

    private Lag lag(TableMapping mapping, Direction direction, boolean stuck, @Nullable Instant next, Instant now) {
        MappingStates.State state = states.of(mapping.id(), direction);
        return Lag.of(
                mapping.id(),
                direction.key(),
                new Lag.Facts(
                        mapping.enabled(),
                        stuck,
                        state.waiting(),
                        value(state.oldestWaiting()),
                        state.left().records(),
                        value(state.left().since()),
                        value(state.seenUpTo())),
                next,
                now.toEpochMilli());
    }

    private static @Nullable Long value(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    private List<Overview.Budget> budgets() {
        List<Overview.Budget> budgets = new ArrayList<>();
        for (Side side : Side.values()) {
            ODataService service = engine.services().of(side);
            BudgetUse use = service.budget();
            budgets.add(new Overview.Budget(
                    side.displayName(),
                    use.units(),
                    use.capacity(),
                    use.inFlight(),
                    use.concurrency(),
                    service.requests().httpRequests(),
                    use.throttled()));
        }
        return budgets;
    }
}
