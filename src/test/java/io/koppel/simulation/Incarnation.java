package io.koppel.simulation;

import io.koppel.job.RunStatus;
import io.koppel.job.Runner;
import io.koppel.job.SynchronizeRequest;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.TableMappings;
import io.koppel.odata.Transport;
import io.koppel.operate.revert.RevertCommand;
import io.koppel.operate.revert.RevertOperations;
import io.koppel.operate.revert.Reverted;
import io.koppel.sales.bidirectional.OrderRules;
import io.koppel.store.Database;
import io.koppel.sync.Engine;
import io.koppel.sync.Pass;
import io.koppel.sync.PassMode;
import io.koppel.sync.PassRunner;
import io.koppel.sync.Services;
import io.koppel.sync.Steps;
import io.koppel.sync.SyncSettings;
import io.koppel.sync.TimeOrderedIds;
import io.koppel.sync.rules.StandardRules;
import java.util.List;
import java.util.Random;

/** One process of Koppel, from its start to its death; all it knows of the one before stands in the database. */
final class Incarnation {
    private final Engine engine;
    private final Runner runner;
    private final PassRunner passes;
    private final TableMappings mappings;

    Incarnation(
            World world,
            Circumstances circumstances,
            Mortality mortality,
            Transport transport,
            Random random,
            Bug bug) {
        Database database =
                world.database().through(new MortalStore(world.database().dataSource(), mortality));
        Services services =
                world.services(transport, circumstances.pages(), circumstances.batch(), new Random(random.nextLong()));
        mappings = world.mappings(circumstances);
        engine = new Engine(
                database,
                services,
                world.company(),
                SyncSettings.DEFAULTS,
                world.models(),
                id -> mappings.find(id).orElse(null),
                world.time(),
                new TimeOrderedIds(random.nextLong()));
        engine.jobLog().closeAbandoned(engine.clock().instant());
        engine.runs().closeAbandoned(engine.clock().instant());
        engine.allMappings(mappings::inDependencyOrder);
        Steps steps = new Steps(engine);
        passes = new PassRunner(engine, new SimulatedRoutes(engine, steps, bug), steps);
        engine.rules(StandardRules.of(engine, this::related));
        engine.rules(OrderRules.of(engine, this::related));
        runner = new Runner(engine, passes, Runnable::run);
    }

    private void related(TableMapping mapping, Direction direction, List<String> ids, Pass cause) {
        passes.run(
                new PassRunner.Order(
                        mapping,
                        direction,
                        mapping.id().equals(cause.mapping().id())
                                ? PassMode.WRITE_BACK
                                : PassMode.chosenRecords(!mapping.onlyCoupled(), false),
                        ids,
                        cause.run(),
                        cause.startedBy()),
                pass -> {});
    }

    Engine engine() {
        return engine;
    }

    /** What a mapping's job does. */
    void job(String mapping) {
        runner.run(SynchronizeRequest.modified(mapping, "job"));
    }

    /** The same by a person who says that a mass change is meant. */
    RunStatus confirmed(String mapping) {
        return runner.run(SynchronizeRequest.modified(mapping, "person").confirm());
    }

    /** A person synchronizes one record, creating its partner if it has none. */
    void chosen(String mapping, Direction direction, String id, boolean force) {
        boolean to = direction == Direction.TO_DATAVERSE;
        runner.run(new SynchronizeRequest(
                mapping, direction, to ? List.of(id) : List.of(), to ? List.of() : List.of(id), force, true, "person"));
    }

    /** A person takes back what a run changed. */
    Reverted revert(long run) {
        return new RevertOperations(engine, runner, mappings::inDependencyOrder)
                .revert(run, new RevertCommand(false, false), "person");
    }

    /** One line of a full synchronization; answers whether it came to its end. */
    boolean everything(String id, PassMode mode) {
        TableMapping mapping = mappings.get(id);
        long run = engine.runs()
                .open(
                        engine.company().name(),
                        id,
                        mode.kind(),
                        "full",
                        engine.clock().instant());
        boolean done = true;
        for (Direction direction : mapping.passes()) {
            JobLogRow row =
                    passes.run(new PassRunner.Order(mapping, direction, mode, List.of(), run, "full"), pass -> {});
            done &= row.status() == JobStatus.SUCCESS || row.status() == JobStatus.RECORDS_FAILED;
        }
        return done;
    }
}
