package io.koppel.operate.revert;

import io.koppel.coupling.BaseSnapshot;
import io.koppel.coupling.Coupling;
import io.koppel.coupling.HeldFields;
import io.koppel.coupling.HeldFields.HeldField;
import io.koppel.coupling.Versions;
import io.koppel.journal.Counters;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sync.Engine;
import io.koppel.sync.MappingRuntime;
import io.koppel.sync.Records;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes values back. The holds are committed before the request leaves: whenever the process dies, no later run takes a
 * value that was put back for a person's edit and carries it to the other side, or does again what was taken back. So are
 * history rows that say no more than what may have arrived, until the answer is known.
 */
final class RevertWriter {
    private final Engine engine;
    private final Side side;
    private final RecordJudge judge;
    private final Records records;
    private final MappingRuntime runtime;
    private final int scope;
    private final long reverted;
    private final long run;
    private final long job;

    /** @param reverted the run that is taken back */
    RevertWriter(Engine engine, TableMapping mapping, Side side, RecordJudge judge, long reverted, long run, long job) {
        this.engine = engine;
        this.side = side;
        this.judge = judge;
        this.records = new Records(mapping);
        Direction direction = mapping.passes().get(0);
        this.runtime = engine.runtime(mapping, direction);
        this.scope = engine.scope(mapping.id());
        this.reverted = reverted;
        this.run = run;
        this.job = job;
    }

    /** Writes; answers why for each record that was not written. */
    Map<Judged, String> write(List<Judged> judged) {
        List<Judged> open = judged.stream().filter(Judged::acts).toList();
        if (open.isEmpty()) {
            return Map.of();
        }
        Map<Judged, List<HeldField>> holds = new HashMap<>();
        open.forEach(one -> holds.put(one, holds(one)));
        String requestId = UUID.randomUUID().toString();
        List<Long> announced = engine.database().inTransaction(connection -> {
            List<HeldField> all = new ArrayList<>();
            holds.values().forEach(all::addAll);
            engine.held().hold(connection, scope, all, engine.clock().millis());
            return record(
                    connection,
                    open.stream().map(one -> entry(one, requestId, false)).toList());
        });
        List<WriteResult> results = engine.services()
                .of(side)
                .withRequestId(requestId)
                .batch(open.stream().map(this::operation).toList(), false);
        Map<Judged, String> failures = new HashMap<>();
        engine.database().inTransaction(connection -> {
            List<Coupling> moved = new ArrayList<>();
            List<UUID> gone = new ArrayList<>();
            List<History.Entry> history = new ArrayList<>();
            List<HeldField> released = new ArrayList<>();
            for (int i = 0; i < open.size(); i++) {
                Judged one = open.get(i);
                if (!(results.get(i) instanceof WriteResult.Written written)) {
                    failures.put(one, why(results.get(i)));
                    if (results.get(i) instanceof WriteResult.Refused) {
                        released.addAll(holds.getOrDefault(one, List.of()));
                    } else {
                        history.add(entry(one, requestId, false));
                    }
                    continue;
                }
                history.add(entry(one, requestId, true));
                if (one.deletes() && one.coupling() != null) {
                    gone.add(one.coupling().businessCentralId());
                } else if (one.coupling() != null && one.row() != null) {
                    Row now = written.row() == null ? new Row(written.etag(), Map.of()) : written.row();
                    moved.add(moved(one, one.coupling(), one.row(), now));
                }
            }
            engine.held().release(connection, scope, released);
            engine.couplings().delete(connection, scope, gone);
            engine.couplings().update(connection, scope, moved);
            engine.history().forget(connection, announced);
            record(connection, history);
            long deleted = open.stream()
                    .filter(one -> one.deletes() && !failures.containsKey(one))
                    .count();
            engine.jobLog()
                    .count(
                            connection,
                            job,
                            new Counters(
                                    0, open.size() - failures.size() - deleted, deleted, 0, 0, failures.size(), 0, 0));
            return true;
        });
        return failures;
    }

    private List<Long> record(Connection connection, List<History.Entry> entries) throws SQLException {
        return engine.history()
                .record(connection, scope, run, job, engine.clock().millis(), entries);
    }

    private WriteOperation operation(Judged one) {
        Row row = one.row();
        String version = row == null || row.etag() == null ? "*" : row.etag();
        String number = one.coupling() == null ? null : one.coupling().number();
        String path = records.path(side, one.written().target.id(), number);
        return one.deletes() ? WriteOperation.delete(path, version) : WriteOperation.update(path, one.body(), version);
    }

    /** What the fields hold from now on, with what the other side had when both last agreed. */
    private List<HeldField> holds(Judged one) {
        Coupling coupling = one.coupling();
        BaseSnapshot base = coupling == null ? null : base(coupling);
        if (coupling == null || base == null || one.deletes()) {
            return List.of();
        }
        @Nullable Object[] there = base.values(side.other());
        @Nullable Object[] back = runtime.snapshot().values(side, after(one));
        List<HeldField> held = new ArrayList<>();
        for (int place : places(one)) {
            UUID here = HeldFields.fingerprint(back[place]);
            UUID other = HeldFields.fingerprint(there[place]);
            held.add(new HeldField(
                    coupling.businessCentralId(),
                    runtime.layoutFields().get(place),
                    side == Side.BUSINESS_CENTRAL ? here : other,
                    side == Side.BUSINESS_CENTRAL ? other : here,
                    run));
        }
        return held;
    }

    private static Map<String, @Nullable Object> after(Judged one) {
        Map<String, @Nullable Object> values =
                new HashMap<>(one.row() == null ? Map.of() : one.row().values());
        values.putAll(one.values());
        return values;
    }

    /** Places in snapshots of the field rows that are put back. */
    private List<Integer> places(Judged one) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < runtime.snapshot().fields().size(); i++) {
            String column = runtime.snapshot().fields().get(i).readName(side);
            if (column != null && one.values().containsKey(column)) {
                places.add(i);
            }
        }
        return places;
    }

    private @Nullable BaseSnapshot base(Coupling coupling) {
        BaseSnapshot base = coupling.base();
        return base == null || base.layout() == runtime.layout()
                ? base
                : engine.layouts().inOrderOf(scope, runtime.layout(), runtime.layoutFields(), base);
    }

    /** The coupling knows the new version, if it knew the one before, and that this is what the side is meant to hold. */
    private Coupling moved(Judged one, Coupling coupling, Row before, Row now) {
        BaseSnapshot base = base(coupling);
        if (base != null) {
            @Nullable Object[] values = base.values(side).clone();
            @Nullable Object[] back = runtime.snapshot().values(side, after(one));
            places(one).forEach(place -> values[place] = back[place]);
            base = base.with(side, values);
        }
        Versions versions = coupling.versions();
        if (judge.knows(coupling, before)) {
            versions = side == Side.BUSINESS_CENTRAL
                    ? new Versions(records.stamp(side, now), versions.dataverseStamp(), versions.dataverseVersion())
                    : new Versions(
                            versions.businessCentralStamp(), records.stamp(side, now), Records.version(now.etag()));
        }
        return coupling.withBase(base).inStep(versions, base);
    }

    private History.Entry entry(Judged one, String requestId, boolean heard) {
        String reason = "revert of run " + reverted;
        List<FieldChange> changes = new ArrayList<>();
        one.written().fields.values().forEach(change -> {
            boolean back = one.deletes()
                    || one.fields().stream()
                            .anyMatch(field ->
                                    field.why() == null && field.field().equals(change.field()));
            if (back) {
                changes.add(new FieldChange(change.field(), change.after(), one.deletes() ? null : change.before()));
            }
        });
        return new History.Entry(
                one.written().businessCentralId,
                one.written().dataverseId,
                side,
                one.deletes() ? "delete" : "update",
                heard ? reason : HistoryRow.unheard(reason),
                changes,
                requestId);
    }

    private static String why(WriteResult result) {
        return result instanceof WriteResult.Refused refused
                ? refused.error().status() == 412
                        ? "changed by somebody at this very moment; try again"
                        : refused.error().describe()
                : "no answer came; koppel revert tells whether it arrived";
    }
}
