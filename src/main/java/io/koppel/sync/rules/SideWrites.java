package io.koppel.sync.rules;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.FollowUps.FollowUp;
import io.koppel.coupling.Intents.Intent;
import io.koppel.coupling.Intents.Operation;
import io.koppel.coupling.Versions;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ODataService;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sync.Engine;
import io.koppel.sync.FollowUpWork;
import io.koppel.sync.Records;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Small writes to records that are coupled already, which must not look like a change made by a person: the coupling takes
 * over the new version if, and only if, it knew the one before (engine scenarios ES-24 to ES-29). Safe to repeat: the record
 * is read first and left alone when nothing is to be done.
 */
final class SideWrites {
    private static final String BIND = "@odata.bind";
    private final FollowUpWork work;
    private final Engine engine;

    SideWrites(FollowUpWork work) {
        this.work = work;
        this.engine = work.engine();
    }

    /** Writes to the Dataverse rows of follow-ups of this mapping. */
    void writeToDataverse(
            Map<FollowUp, Map<String, @Nullable Object>> changes, String column, Predicate<Row> needed, String reason) {
        Map<UUID, Map<String, @Nullable Object>> byId = new LinkedHashMap<>();
        changes.forEach((followUp, change) -> byId.put(followUp.dataverseId(), change));
        write(work.runtime().mapping(), Side.DATAVERSE, byId, column, needed, reason);
    }

    /**
     * Writes to records of a mapping.
     *
     * @param changes payload by record id
     * @param column the column the write is about, read beforehand; further ones behind commas
     * @param needed whether a record as read still wants the write
     */
    void write(
            TableMapping mapping,
            Side side,
            Map<UUID, Map<String, @Nullable Object>> changes,
            String column,
            Predicate<Row> needed,
            String reason) {
        if (changes.isEmpty()) {
            return;
        }
        Records records = new Records(mapping);
        String stamp = records.stampColumn(side);
        List<Row> rows = engine.services()
                .of(side)
                .readByIds(
                        records.path(side),
                        records.keyColumn(side),
                        changes.keySet().stream().map(UUID::toString).toList(),
                        Map.of("$select", records.keyColumn(side) + "," + column + (stamp == null ? "" : "," + stamp)))
                .rows();
        Set<UUID> doubtful = doubtful(mapping, side);
        List<Row> wanted = rows.stream().filter(needed).toList();
        List<Row> open = wanted.stream()
                .filter(row -> !doubtful.contains(records.id(side, row)))
                .toList();
        if (!open.isEmpty()) {
            send(mapping, side, records, open, changes, column, needed, reason);
        }
        if (open.size() < wanted.size()) {
            throw new IllegalStateException((wanted.size() - open.size())
                    + " write(s) wait until it is known what became of earlier ones to the same records");
        }
    }

    /** Records with a write of unknown outcome: another one would hide whether that one arrived. */
    private Set<UUID> doubtful(TableMapping mapping, Side side) {
        Set<UUID> ids = new HashSet<>();
        engine.intents().unconfirmed(engine.scope(mapping.id())).forEach(batch -> batch.intents()
                .forEach(
                        intent -> ids.add(side == Side.DATAVERSE ? intent.dataverseId() : intent.businessCentralId())));
        return ids;
    }

    private void send(
            TableMapping mapping,
            Side side,
            Records records,
            List<Row> open,
            Map<UUID, Map<String, @Nullable Object>> changes,
            String column,
            Predicate<Row> needed,
            String reason) {
        List<WriteOperation> operations = new ArrayList<>();
        for (Row row : open) {
            UUID id = records.id(side, row);
            operations.add(WriteOperation.update(
                    records.path(side, id, null),
                    changes.getOrDefault(id, Map.of()),
                    row.etag() == null ? "*" : row.etag()));
        }
        UUID batch = engine.newId();
        List<Intent> intents = intents(mapping, side, records, open);
        open(mapping, side, batch, intents);
        ODataService service = engine.services().of(side).withRequestId(batch.toString());
        String ownUser = engine.company().user(side);
        List<WriteResult> results = UnheardWrites.lookedAt(
                service, records, side, column, needed, ownUser, open, service.batch(operations, false));
        remember(mapping, side, records, open, changes, results, column, reason, batch, intents);
    }

    /** What is about to be written, for the next pass to find out about should nobody hear of it. */
    private List<Intent> intents(TableMapping mapping, Side side, Records records, List<Row> rows) {
        if (!mapping.direction().includes(to(side))) {
            return List.of();
        }
        Map<UUID, Row> byId = new LinkedHashMap<>();
        rows.forEach(row -> byId.put(records.id(side, row), row));
        List<Intent> intents = new ArrayList<>();
        engine.database()
                .read(connection ->
                        engine.couplings().find(connection, engine.scope(mapping.id()), side, byId.keySet()))
                .forEach((id, coupling) -> intents.add(new Intent(
                        coupling.businessCentralId(),
                        coupling.dataverseId(),
                        Operation.UPDATE,
                        byId.get(id) == null ? null : byId.get(id).etag())));
        return intents;
    }

    private void open(TableMapping mapping, Side side, UUID batch, List<Intent> intents) {
        if (!intents.isEmpty()) {
            engine.database().inTransaction(connection -> {
                open(connection, mapping, side, batch, intents);
                return true;
            });
        }
    }

    private void open(Connection connection, TableMapping mapping, Side side, UUID batch, List<Intent> intents)
            throws SQLException {
        engine.intents()
                .open(
                        connection,
                        batch,
                        engine.scope(mapping.id()),
                        to(side),
                        work.run(),
                        engine.clock().millis(),
                        intents);
    }

    private static Direction to(Side side) {
        return side == Side.DATAVERSE ? Direction.TO_DATAVERSE : Direction.FROM_DATAVERSE;
    }

    private void remember(
            TableMapping mapping,
            Side side,
            Records records,
            List<Row> before,
            Map<UUID, Map<String, @Nullable Object>> changes,
            List<WriteResult> results,
            String column,
            String reason,
            UUID batch,
            List<Intent> intents) {
        int scope = engine.scope(mapping.id());
        Map<UUID, Row> after = new LinkedHashMap<>();
        Map<UUID, Row> old = new HashMap<>();
        List<String> refused = new ArrayList<>();
        Map<UUID, Boolean> unknown = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            UUID id = records.id(side, before.get(i));
            if (results.get(i) instanceof WriteResult.Written written) {
                after.put(id, written.row() == null ? new Row(written.etag(), Map.of()) : written.row());
                old.put(id, before.get(i));
            } else {
                refused.add(side.displayName() + " " + id);
                if (results.get(i) instanceof WriteResult.Unknown) {
                    unknown.put(id, false);
                } else if (results.get(i) instanceof WriteResult.Refused other && other.isInDoubt()) {
                    unknown.put(id, true);
                }
            }
        }
        engine.database().inTransaction(connection -> {
            Map<UUID, Coupling> couplings = engine.couplings().find(connection, scope, side, after.keySet());
            List<Coupling> moved = new ArrayList<>();
            List<History.Entry> history = new ArrayList<>();
            after.forEach((id, row) -> {
                Coupling coupling = couplings.get(id);
                Row was = old.get(id);
                if (coupling != null && was != null && knew(coupling.versions(), side, records, was)) {
                    moved.add(coupling.inStep(moved(coupling.versions(), side, records, row), coupling.base()));
                }
                List<FieldChange> fields = new ArrayList<>();
                changes.getOrDefault(id, Map.of())
                        .forEach((property, value) ->
                                fields.add(new FieldChange(property, before(was, property, column), value)));
                history.add(new History.Entry(
                        side == Side.BUSINESS_CENTRAL ? id : coupling == null ? null : coupling.businessCentralId(),
                        side == Side.DATAVERSE ? id : coupling == null ? null : coupling.dataverseId(),
                        side,
                        "update",
                        reason,
                        fields,
                        batch.toString()));
            });
            engine.intents().close(connection, batch);
            List<Intent> doubtful = new ArrayList<>();
            intents.forEach(intent -> {
                Boolean conflicting =
                        unknown.get(side == Side.DATAVERSE ? intent.dataverseId() : intent.businessCentralId());
                if (conflicting != null) {
                    doubtful.add(conflicting ? intent.asRefused() : intent);
                }
            });
            if (!doubtful.isEmpty()) {
                open(connection, mapping, side, batch, doubtful);
            }
            engine.couplings().update(connection, scope, moved);
            engine.history()
                    .record(
                            connection,
                            scope,
                            work.run(),
                            work.job(),
                            engine.clock().millis(),
                            history);
            return true;
        });
        if (!refused.isEmpty()) {
            throw NotTaken.because(reason + " was not written (" + refused.get(0) + ")", results);
        }
    }

    /** What a property held; one that was not read goes with the column that the write is about. */
    private static @Nullable Object before(@Nullable Row was, String property, String column) {
        if (was == null) {
            return null;
        }
        String read = property.endsWith(BIND)
                ? "_" + property.substring(0, property.length() - BIND.length()).toLowerCase(Locale.ROOT) + "_value"
                : property;
        return was.values().containsKey(read) ? was.get(read) : was.get(column);
    }

    private static boolean knew(Versions versions, Side side, Records records, Row was) {
        return side == Side.BUSINESS_CENTRAL
                ? versions.businessCentralStamp() != 0 && versions.businessCentralStamp() == records.stamp(side, was)
                : versions.dataverseVersion() != 0 && versions.dataverseVersion() == Records.version(was.etag());
    }

    private static Versions moved(Versions versions, Side side, Records records, Row now) {
        return side == Side.BUSINESS_CENTRAL
                ? new Versions(records.stamp(side, now), versions.dataverseStamp(), versions.dataverseVersion())
                : new Versions(versions.businessCentralStamp(), records.stamp(side, now), Records.version(now.etag()));
    }
}
