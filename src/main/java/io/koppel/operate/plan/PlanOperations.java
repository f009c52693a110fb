package io.koppel.operate.plan;

import io.koppel.job.Runner;
import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.operate.Mappings;
import io.koppel.operate.OperationException;
import io.koppel.operate.RecordFinder;
import io.koppel.sync.Engine;
import io.koppel.sync.PassMode;
import io.koppel.sync.PassRunner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans: what passes would do, and doing exactly that. */
public final class PlanOperations {
    private final Engine engine;
    private final PassRunner passes;
    private final Mappings mappings;
    private final PlanApplication application;
    private final SavedPlans saved;

    public PlanOperations(Engine engine, PassRunner passes, Runner runner, Mappings mappings) {
        this.engine = engine;
        this.passes = passes;
        this.mappings = mappings;
        this.application = new PlanApplication(runner, mappings);
        this.saved = new SavedPlans(engine.database(), engine.clock());
    }

    /**
     * Makes a plan. Both services are read; nothing is written anywhere.
     *
     * @throws OperationException if mapping, direction, record or mode do not exist, or a service cannot be read
     */
    public Plan plan(PlanRequest request) {
        String mode = request.mode() == null ? PlanMode.MODIFIED : request.mode();
        List<TableMapping> wanted = request.mapping() == null
                ? mappings.all().stream()
                        .filter(mapping -> mode.equals(PlanMode.MODIFIED) ? mapping.enabled() : mapping.isInPlan())
                        .toList()
                : List.of(mappings.require(request.mapping()));
        PlanCollector collector = new PlanCollector(request.limit());
        for (TableMapping mapping : wanted) {
            if (mapping.isLines()) {
                // Lines are planned with their document.
                continue;
            }
            Direction only = Mappings.direction(mapping, request.direction());
            for (Direction direction : mapping.passes()) {
                if (only == null || only == direction) {
                    PassMode passMode = PlanMode.of(mode, mapping, request.record() != null);
                    preview(mapping, direction, passMode, ids(mapping, direction, request.record()), collector);
                }
            }
        }
        return Plan.of(
                engine.company().name(),
                engine.clock().instant().toString(),
                mode,
                collector.passes(),
                collector.records(),
                collector.omitted());
    }

    private List<String> ids(TableMapping mapping, Direction direction, @Nullable String record) {
        if (record == null) {
            return List.of();
        }
        RecordFinder finder = new RecordFinder(engine.services());
        return List.of(finder.find(mapping, direction.source(), record).id().toString());
    }

    private void preview(
            TableMapping mapping, Direction direction, PassMode mode, List<String> ids, PlanCollector collector) {
        collector.begin(mapping.id(), direction.key());
        try {
            passes.preview(new PassRunner.Order(mapping, direction, mode, ids, 0, "plan"), false, collector::show);
        } catch (RuntimeException e) {
            throw new OperationException(
                    OperationException.Reason.UNAVAILABLE,
                    mapping.id() + " " + direction.key() + " cannot be planned: " + e.getMessage());
        }
    }

    /** Plans that were shown and may be applied. */
    public SavedPlans saved() {
        return saved;
    }

    /**
     * Carries a plan out: exactly what it says, and for each record only if neither side has moved since it was made.
     *
     * @throws OperationException if it is not a whole plan of this company
     */
    public AppliedPlan apply(ApplyCommand command, String startedBy) {
        List<String> problems = new ArrayList<>();
        Plan plan = command.plan();
        if (!plan.isWhole()) {
            problems.add("the plan is not the one that was made: its content does not fit its id " + plan.id()
                    + "; make a new one with koppel plan");
        }
        if (!plan.company().equals(engine.company().name())) {
            problems.add("the plan was made for company '" + plan.company() + "', this is '"
                    + engine.company().name() + "'");
        }
        if (!problems.isEmpty()) {
            throw OperationException.invalid(String.join("; ", problems));
        }
        return application.apply(plan, startedBy);
    }
}
