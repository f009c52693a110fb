package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.job.Runner;
import io.koppel.job.SynchronizeRequest;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.operate.StartedRuns.StartedRun;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is done with chosen skipped records, mapping by mapping: one run for each. */
final class SkippedActions {
    private final Engine engine;
    private final Runner runner;
    private final CouplingOperations.Coupler coupler;
    private final SurvivorDeletion deletion;

    SkippedActions(Engine engine, Runner runner, CouplingOperations.Coupler coupler) {
        this.engine = engine;
        this.runner = runner;
        this.coupler = coupler;
        this.deletion = new SurvivorDeletion(engine, runner);
    }

    Released retry(SkippedPairs.Chosen chosen) {
        List<LeftOut> leftOut = new ArrayList<>(chosen.leftOut());
        int released = 0;
        for (Map.Entry<TableMapping, List<SkippedPair>> entry : chosen.pairs().entrySet()) {
            released += release(entry.getKey(), ids(withRecord(entry.getValue(), leftOut)));
        }
        return new Released(released, leftOut);
    }

    int release(TableMapping mapping, List<UUID> ids) {
        return engine.database().inTransaction(connection -> engine.skipped()
                .release(
                        connection,
                        engine.scope(mapping.id()),
                        ids,
                        engine.clock().millis()));
    }

    StartedRuns synchronize(SkippedPairs.Chosen chosen, @Nullable String direction, String startedBy) {
        List<LeftOut> leftOut = new ArrayList<>(chosen.leftOut());
        List<StartedRun> runs = new ArrayList<>();
        chosen.pairs().keySet().forEach(mapping -> ChosenDirection.of(mapping, direction));
        chosen.pairs().forEach((mapping, pairs) -> {
            Direction way = ChosenDirection.of(mapping, direction);
            List<SkippedPair> kept = withRecord(pairs, leftOut);
            if (!kept.isEmpty()) {
                release(mapping, ids(kept));
                List<String> ids = kept.stream()
                        .map(pair -> pair.coupling().id(way.source()).toString())
                        .toList();
                boolean to = way == Direction.TO_DATAVERSE;
                long run = runner.start(new SynchronizeRequest(
                        mapping.id(), way, to ? ids : List.of(), to ? List.of() : ids, true, false, startedBy));
                runs.add(new StartedRun(mapping.id(), run, kept.size()));
            }
        });
        return new StartedRuns(runs, leftOut);
    }

    /** The coupling goes first; what is left is then a record without a partner, and created on the other side like any other. */
    StartedRuns restore(SkippedPairs.Chosen chosen, String startedBy) {
        List<LeftOut> leftOut = new ArrayList<>(chosen.leftOut());
        List<StartedRun> runs = new ArrayList<>();
        chosen.pairs().forEach((mapping, pairs) -> {
            List<SkippedPair> kept = new ArrayList<>();
            for (SkippedPair pair : survivors(pairs, leftOut)) {
                Direction way =
                        pair.survivor() == Side.BUSINESS_CENTRAL ? Direction.TO_DATAVERSE : Direction.FROM_DATAVERSE;
                if (mapping.direction().includes(way)) {
                    kept.add(pair);
                } else {
                    leftOut.add(new LeftOut(
                            pair.id(),
                            mapping.id() + " goes " + mapping.direction().key()
                                    + " only, so its other record cannot be created; delete or uncouple what is left"));
                }
            }
            if (!kept.isEmpty()) {
                forget(mapping, ids(kept));
                long run = runner.start(new SynchronizeRequest(
                        mapping.id(),
                        null,
                        left(kept, Side.BUSINESS_CENTRAL),
                        left(kept, Side.DATAVERSE),
                        false,
                        true,
                        startedBy));
                runs.add(new StartedRun(mapping.id(), run, kept.size()));
            }
        });
        return new StartedRuns(runs, leftOut);
    }

    SkippedDeletion delete(SkippedPairs.Chosen chosen, String startedBy) {
        List<LeftOut> leftOut = new ArrayList<>(chosen.leftOut());
        List<String> refused = new ArrayList<>();
        int deleted = 0;
        for (Map.Entry<TableMapping, List<SkippedPair>> entry : chosen.pairs().entrySet()) {
            List<SkippedPair> survivors = survivors(entry.getValue(), leftOut);
            if (survivors.isEmpty()) {
                continue;
            }
            Map<SkippedPair, String> failures = deletion.delete(entry.getKey(), survivors, startedBy);
            failures.forEach((pair, why) -> leftOut.add(new LeftOut(pair.id(), why)));
            refused.addAll(failures.values());
            deleted += survivors.size() - failures.size();
        }
        if (deleted == 0 && !refused.isEmpty()) {
            throw new OperationException(OperationException.Reason.CONFLICT, refused.get(0));
        }
        return new SkippedDeletion(deleted, leftOut);
    }

    StartedRuns uncouple(SkippedPairs.Chosen chosen, String startedBy) {
        List<StartedRun> runs = new ArrayList<>();
        chosen.pairs().forEach((mapping, pairs) -> {
            if (!pairs.isEmpty()) {
                long run = coupler.uncoupleMany(mapping, ids(pairs), startedBy);
                runs.add(new StartedRun(mapping.id(), run, pairs.size()));
            }
        });
        return new StartedRuns(runs, chosen.leftOut());
    }

    private static List<SkippedPair> withRecord(List<SkippedPair> pairs, List<LeftOut> leftOut) {
        List<SkippedPair> kept = new ArrayList<>();
        for (SkippedPair pair : pairs) {
            if (pair.exists(Side.BUSINESS_CENTRAL)) {
                kept.add(pair);
            } else {
                leftOut.add(new LeftOut(
                        pair.id(), "its record in Business Central is gone; restore, delete or uncouple it"));
            }
        }
        return kept;
    }

    private static List<SkippedPair> survivors(List<SkippedPair> pairs, List<LeftOut> leftOut) {
        List<SkippedPair> kept = new ArrayList<>();
        for (SkippedPair pair : pairs) {
            if (pair.survivor() == null) {
                leftOut.add(new LeftOut(pair.id(), "both of its records exist; retry, synchronize or uncouple it"));
            } else {
                kept.add(pair);
            }
        }
        return kept;
    }

    private void forget(TableMapping mapping, List<UUID> ids) {
        engine.database().inTransaction(connection -> {
            engine.couplings().delete(connection, engine.scope(mapping.id()), ids);
            return ids;
        });
    }

    private static List<UUID> ids(List<SkippedPair> pairs) {
        return pairs.stream()
                .map(SkippedPair::coupling)
                .map(Coupling::businessCentralId)
                .toList();
    }

    private static List<String> left(List<SkippedPair> pairs, Side side) {
        return pairs.stream()
                .filter(pair -> pair.survivor() == side)
                .map(pair -> pair.coupling().id(side).toString())
                .toList();
    }
}
