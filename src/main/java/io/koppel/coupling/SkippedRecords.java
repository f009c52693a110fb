package io.koppel.coupling;

import io.koppel.mapping.Direction;
import io.koppel.mapping.Reference;
import io.koppel.mapping.Side;
import io.koppel.store.Database;
import io.koppel.store.ValueReader;
import io.koppel.store.ValueWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code skipped_record}: one row for each coupling that is left out of everything until it is released
 * (sync-semantics.md §4). A row goes with its coupling.
 */
public final class SkippedRecords {
    private static final Direction[] DIRECTIONS = Direction.values();
    private static final List<Direction> PASSES = List.of(Direction.TO_DATAVERSE, Direction.FROM_DATAVERSE);
    private static final String COLUMNS = "s.business_central_id, s.direction, s.job, s.at, s.business_central_version,"
            + " s.dataverse_version, s.mapping_version, s.parents, s.parents_version";
    private final Database database;

    public SkippedRecords(Database database) {
        this.database = database;
    }

    /** Notes couplings as skipped; that they are stands in {@code coupling.skipped} too. */
    public void put(Connection connection, int scope, Collection<SkippedRecord> records) throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        delete(
                connection,
                scope,
                records.stream().map(SkippedRecord::businessCentralId).toList());
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO skipped_record (scope,"
                + " business_central_id, direction, job, at, business_central_version, dataverse_version,"
                + " mapping_version, parents, parents_version) VALUES (?,?,?,?,?,?,?,?,?,?)")) {
            for (SkippedRecord skipped : records) {
                statement.setInt(1, scope);
                statement.setObject(2, skipped.businessCentralId());
                statement.setInt(3, skipped.direction().ordinal());
                statement.setLong(4, skipped.job());
                statement.setLong(5, skipped.at());
                statement.setLong(6, skipped.businessCentralVersion());
                statement.setLong(7, skipped.dataverseVersion());
                statement.setLong(8, skipped.mappingVersion());
                statement.setBytes(9, bytes(skipped.parents()));
                statement.setLong(10, skipped.parentsVersion());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** The skipped couplings among some records of a side. */
    public List<SkippedRecord> of(Connection connection, int scope, Side side, Collection<UUID> ids)
            throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        String column = side == Side.BUSINESS_CENTRAL ? "business_central_id" : "dataverse_id";
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + COLUMNS
                + " FROM unnest(CAST(? AS UUID ARRAY)) AS u(id) JOIN coupling c ON c.scope = ? AND c." + column
                + " = u.id JOIN skipped_record s ON s.scope = c.scope AND s.business_central_id"
                + " = c.business_central_id")) {
            statement.setArray(1, connection.createArrayOf("UUID", ids.toArray()));
            statement.setInt(2, scope);
            return rows(statement);
        }
    }

    /** A page of a mapping's skipped couplings in the order of Business Central ids. */
    public List<SkippedRecord> page(int scope, @Nullable UUID after, int limit) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT " + COLUMNS + " FROM skipped_record s WHERE s.scope = ? AND s.business_central_id > ?"
                            + " ORDER BY s.business_central_id LIMIT ?")) {
                statement.setInt(1, scope);
                statement.setObject(2, after == null ? new UUID(0, 0) : after);
                statement.setInt(3, limit);
                return rows(statement);
            }
        });
    }

    /**
     * Releases skipped couplings: the next run of the mapping takes them up again, in the direction that made them skipped and
     * in any other that failed last. Records that are not skipped are left alone.
     *
     * @param at milliseconds since 1970
     * @return the number of couplings released
     */
    public int release(Connection connection, int scope, Collection<UUID> businessCentralIds, long at)
            throws SQLException {
        List<Released> released = skipped(connection, scope, businessCentralIds);
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE coupling SET skipped = FALSE WHERE scope = ? AND business_central_id = ?")) {
            for (Released each : released) {
                statement.setInt(1, scope);
                statement.setObject(2, each.businessCentralId());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        Retries retries = new Retries(database);
        for (Direction direction : PASSES) {
            Map<UUID, Long> marks = new HashMap<>();
            released.stream()
                    .filter(each -> each.directions().contains(direction))
                    .forEach(each -> marks.put(each.id(direction.source()), 0L));
            retries.mark(connection, scope, direction, marks, List.of(), at);
        }
        delete(connection, scope, businessCentralIds);
        return released.size();
    }

    /** A coupling that is skipped no longer, and the directions to be tried again. */
    private record Released(UUID businessCentralId, UUID dataverseId, Set<Direction> directions) {
        UUID id(Side side) {
            return side == Side.BUSINESS_CENTRAL ? businessCentralId : dataverseId;
        }
    }

    private static List<Released> skipped(Connection connection, int scope, Collection<UUID> ids) throws SQLException {
        List<Released> found = new ArrayList<>();
        if (ids.isEmpty()) {
            return found;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT c.business_central_id, c.dataverse_id, s.direction, c.to_result, c.from_result"
                        + " FROM unnest(CAST(? AS UUID ARRAY)) AS u(id) JOIN skipped_record s ON s.scope = ?"
                        + " AND s.business_central_id = u.id JOIN coupling c ON c.scope = s.scope"
                        + " AND c.business_central_id = s.business_central_id")) {
            statement.setArray(
                    1, connection.createArrayOf("UUID", Set.copyOf(ids).toArray()));
            statement.setInt(2, scope);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Set<Direction> failed = EnumSet.of(DIRECTIONS[rows.getInt(3)]);
                    add(failed, rows.getInt(4), Direction.TO_DATAVERSE);
                    add(failed, rows.getInt(5), Direction.FROM_DATAVERSE);
                    found.add(new Released(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class), failed));
                }
            }
        }
        return found;
    }

    private static void add(Set<Direction> failed, int result, Direction direction) {
        if (result == LastResult.FAILURE.ordinal()) {
            failed.add(direction);
        }
    }

    private static void delete(Connection connection, int scope, Collection<UUID> ids) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM skipped_record WHERE scope = ? AND business_central_id = ?")) {
            for (UUID id : ids) {
                statement.setInt(1, scope);
                statement.setObject(2, id);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static List<SkippedRecord> rows(PreparedStatement statement) throws SQLException {
        List<SkippedRecord> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new SkippedRecord(
                        rows.getObject(1, UUID.class),
                        DIRECTIONS[rows.getInt(2)],
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        rows.getLong(7),
                        references(rows.getBytes(8)),
                        rows.getLong(9)));
            }
        }
        return found;
    }

    private static byte[] bytes(Set<Reference> parents) {
        ValueWriter out = new ValueWriter();
        for (Reference parent : parents) {
            out.number(parent.kind().ordinal())
                    .value(String.join("\n", parent.mappings()))
                    .number(parent.from().ordinal())
                    .value(parent.value())
                    .number(parent.byNumber() ? 1 : 0);
        }
        return out.toBytes();
    }

    private static Set<Reference> references(byte[] stored) {
        ValueReader in = new ValueReader(stored);
        Set<Reference> parents = new LinkedHashSet<>();
        while (!in.atEnd()) {
            Reference.Kind kind = Reference.Kind.values()[(int) in.number()];
            List<String> mappings = List.of(String.valueOf(in.value()).split("\n"));
            Side side = Side.values()[(int) in.number()];
            parents.add(new Reference(kind, mappings, side, String.valueOf(in.value()), in.number() == 1));
        }
        return parents;
    }
}
