package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.job.LoggedWork;
import io.koppel.job.RunStatus;
import io.koppel.job.Runner;
import io.koppel.journal.Counters;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import io.koppel.odata.ServiceError;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sync.Engine;
import io.koppel.sync.PairRows;
import io.koppel.sync.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Deletes the record that is left of a pair, then forgets the pair. In this order: if the process dies in between, nothing is left
 * of the pair, and the list of skipped records forgets it when it is looked at.
 */
final class SurvivorDeletion {
    private static final String KIND = "deletion";
    private static final int BATCH = 100;

    private final Engine engine;
    private final Runner runner;

    SurvivorDeletion(Engine engine, Runner runner) {
        this.engine = engine;
        this.runner = runner;
    }

    /** Deletes, as a run of its own; answers why for each record that was not deleted. */
    Map<SkippedPair, String> delete(TableMapping mapping, List<SkippedPair> survivors, String startedBy) {
        Map<SkippedPair, String> failures = new LinkedHashMap<>();
        RunStatus end = runner.workNow(mapping, KIND, startedBy, run -> {
            for (Side side : Side.values()) {
                List<SkippedPair> left = survivors.stream()
                        .filter(pair -> pair.survivor() == side)
                        .toList();
                if (!left.isEmpty()) {
                    failures.putAll(logged(mapping, side, left, run, startedBy));
                }
            }
        });
        if (end.run().status() == JobStatus.ERROR) {
            throw new OperationException(
                    OperationException.Reason.UNAVAILABLE,
                    String.valueOf(end.run().message()));
        }
        return failures;
    }

    private Map<SkippedPair, String> logged(
            TableMapping mapping, Side side, List<SkippedPair> left, long run, String startedBy) {
        Direction direction = side == Side.DATAVERSE ? Direction.TO_DATAVERSE : Direction.FROM_DATAVERSE;
        Map<SkippedPair, String> failures = new LinkedHashMap<>();
        new LoggedWork(engine, mapping, direction, KIND, startedBy, run).log(job -> {
            for (int at = 0; at < left.size(); at += BATCH) {
                batch(mapping, side, left.subList(at, Math.min(left.size(), at + BATCH)), run, job, failures);
            }
            return failures.isEmpty()
                    ? LoggedWork.End.SUCCESS
                    : new LoggedWork.End(
                            JobStatus.RECORDS_FAILED,
                            failures.values().iterator().next());
        });
        return failures;
    }

    private void batch(
            TableMapping mapping,
            Side side,
            List<SkippedPair> pairs,
            long run,
            long job,
            Map<SkippedPair, String> failures) {
        Records records = new Records(mapping);
        String requestId = UUID.randomUUID().toString();
        List<WriteResult> results = engine.services()
                .of(side)
                .withRequestId(requestId)
                .batch(
                        pairs.stream()
                                .map(pair -> operation(records, side, pair))
                                .toList(),
                        false);
        List<SkippedPair> deleted = new ArrayList<>();
        List<SkippedPair> unknown = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            SkippedPair pair = pairs.get(i);
            if (results.get(i) instanceof WriteResult.Refused refused) {
                if (refused.error().kind() == ErrorClass.GONE) {
                    deleted.add(pair);
                } else {
                    failures.put(pair, why(mapping, side, pair, refused.error()));
                }
            } else if (results.get(i) instanceof WriteResult.Unknown) {
                unknown.add(pair);
            } else {
                deleted.add(pair);
            }
        }
        resolve(mapping, side, unknown, deleted, failures);
        confirm(mapping, side, deleted, pairs.size() - deleted.size(), run, job, requestId);
    }

    /** A lost answer is resolved by reading. */
    private void resolve(
            TableMapping mapping,
            Side side,
            List<SkippedPair> unknown,
            List<SkippedPair> deleted,
            Map<SkippedPair, String> failures) {
        if (unknown.isEmpty()) {
            return;
        }
        Map<UUID, Row> still = new PairRows(engine, mapping)
                .labels(side, unknown.stream().map(SkippedPair::coupling).toList());
        for (SkippedPair pair : unknown) {
            if (still.containsKey(pair.coupling().businessCentralId())) {
                failures.put(pair, "no answer came, and " + pair.label(side) + " still exists; try again");
            } else {
                deleted.add(pair);
            }
        }
    }

    private void confirm(
            TableMapping mapping,
            Side side,
            List<SkippedPair> deleted,
            int failed,
            long run,
            long job,
            String requestId) {
        int scope = engine.scope(mapping.id());
        List<History.Entry> entries = deleted.stream()
                .map(pair -> new History.Entry(
                        pair.coupling().businessCentralId(),
                        pair.coupling().dataverseId(),
                        side,
                        "delete",
                        "deleted by hand, because its partner is gone",
                        List.of(new FieldChange(new Records(mapping).labelColumn(side), pair.label(side), null)),
                        requestId))
                .toList();
        List<UUID> ids = deleted.stream()
                .map(SkippedPair::coupling)
                .map(Coupling::businessCentralId)
                .toList();
        engine.database().inTransaction(connection -> {
            if (!entries.isEmpty()) {
                engine.history()
                        .record(connection, scope, run, job, engine.clock().millis(), entries);
            }
            engine.couplings().delete(connection, scope, ids);
            engine.jobLog().count(connection, job, new Counters(0, 0, deleted.size(), 0, 0, failed, 0, 0));
            return ids;
        });
    }

    private static WriteOperation operation(Records records, Side side, SkippedPair pair) {
        Row row = pair.row(side);
        String version = row == null || row.etag() == null ? "*" : row.etag();
        Coupling coupling = pair.coupling();
        return WriteOperation.delete(records.path(side, coupling.id(side), coupling.number()), version);
    }

    private static String why(TableMapping mapping, Side side, SkippedPair pair, ServiceError error) {
        String record = mapping.id() + " " + pair.label(side);
        if (error.status() == 403) {
            return record + ": Koppel's user may not delete " + new Records(mapping).path(side) + " in "
                    + side.displayName() + "; give it the privilege, or delete the record there. The service says: "
                    + error.message();
        }
        return error.kind() == ErrorClass.CONFLICT
                ? record + " was changed by somebody at this very moment; look at it and try again"
                : record + " was not deleted in " + side.displayName() + ": " + error.describe();
    }
}
