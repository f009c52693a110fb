package io.koppel.coupling;

import io.koppel.mapping.Side;
import io.koppel.store.Database;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code coupling}. Methods with a connection take part in the caller's transaction. */
public final class CouplingRepository {
    private final Database database;

    public CouplingRepository(Database database) {
        this.database = database;
    }

    /**
     * Finds the couplings of many records in one query.
     *
     * <p>Joined with the ids as a table: asked with {@code = ANY(?)}, H2 does not use the index of a composite key.
     *
     * @return couplings by the id on {@code side}
     */
    public Map<UUID, Coupling> find(Connection connection, int scope, Side side, Collection<UUID> ids)
            throws SQLException {
        Map<UUID, Coupling> found = new HashMap<>(ids.size() * 2);
        if (ids.isEmpty()) {
            return found;
        }
        String sql = "SELECT " + CouplingColumns.READ
                + " FROM unnest(CAST(? AS UUID ARRAY)) AS u(id) JOIN coupling c ON c.scope = ?" + " AND c."
                + column(side) + " = u.id";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, uuids(connection, ids));
            statement.setInt(2, scope);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Coupling coupling = CouplingColumns.read(rows);
                    found.put(coupling.id(side), coupling);
                }
            }
        }
        return found;
    }

    /** The coupling of one record. */
    public Optional<Coupling> find(int scope, Side side, UUID id) {
        return database.read(connection ->
                Optional.ofNullable(find(connection, scope, side, List.of(id)).get(id)));
    }

    /** The one coupling of that Business Central number or Dataverse name; empty if there is none or are several. */
    public Optional<Coupling> named(int scope, String name) {
        return database.read(connection -> {
            List<Coupling> found = new ArrayList<>();
            for (String column : List.of("business_central_number", "dataverse_name")) {
                try (PreparedStatement statement = connection.prepareStatement("SELECT " + CouplingColumns.READ
                        + " FROM coupling c WHERE c.scope = ? AND c." + column + " = ? LIMIT 2")) {
                    statement.setInt(1, scope);
                    statement.setString(2, name);
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(CouplingColumns.read(rows));
                        }
                    }
                }
                if (!found.isEmpty()) {
                    break;
                }
            }
            return found.size() == 1 ? Optional.of(found.get(0)) : Optional.<Coupling>empty();
        });
    }

    /** Partner ids of coupled records, by id on {@code from}. Records whose create is pending have no partner yet. */
    public Map<UUID, UUID> partners(Connection connection, int scope, Side from, Collection<UUID> ids)
            throws SQLException {
        Map<UUID, UUID> found = new HashMap<>(ids.size() * 2);
        String sql = "SELECT c." + column(from) + ", c." + column(from.other())
                + " FROM unnest(CAST(? AS UUID ARRAY)) AS u(id) JOIN coupling c ON c.scope = ? AND c." + column(from)
                + " = u.id WHERE c.state = " + CouplingState.COUPLED.ordinal();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, uuids(connection, ids));
            statement.setInt(2, scope);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class));
                }
            }
        }
        return found;
    }

    /** Couplings by Business Central number or code; pending ones left out. */
    public Map<String, Coupling> byNumber(Connection connection, int scope, Collection<String> numbers)
            throws SQLException {
        Map<String, Coupling> found = new HashMap<>(numbers.size() * 2);
        String sql = "SELECT " + CouplingColumns.READ
                + " FROM unnest(CAST(? AS VARCHAR(100) ARRAY)) AS u(id) JOIN coupling c ON c.scope = ?"
                + " AND c.business_central_number = u.id WHERE c.state = " + CouplingState.COUPLED.ordinal();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("VARCHAR", numbers.toArray()));
            statement.setInt(2, scope);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Coupling coupling = CouplingColumns.read(rows);
                    if (coupling.number() != null) {
                        found.put(coupling.number(), coupling);
                    }
                }
            }
        }
        return found;
    }

    /** Inserts new couplings. */
    public void insert(Connection connection, int scope, Collection<Coupling> couplings) throws SQLException {
        if (couplings.isEmpty()) {
            return;
        }
        String sql = "INSERT INTO coupling (business_central_id, dataverse_id, state, business_central_number,"
                + " dataverse_name, business_central_stamp, dataverse_stamp, dataverse_version, base, to_result, to_run,"
                + " from_result, from_run, failure, skipped, scope) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Coupling coupling : couplings) {
                CouplingColumns.write(statement, coupling, 1);
                statement.setInt(16, scope);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Writes couplings that exist, found by their Business Central id. */
    public void update(Connection connection, int scope, Collection<Coupling> couplings) throws SQLException {
        if (couplings.isEmpty()) {
            return;
        }
        String sql = "UPDATE coupling SET dataverse_id = ?, state = ?, business_central_number = ?, dataverse_name = ?,"
                + " business_central_stamp = ?, dataverse_stamp = ?, dataverse_version = ?, base = ?, to_result = ?,"
                + " to_run = ?, from_result = ?, from_run = ?, failure = ?, skipped = ?"
                + " WHERE scope = ? AND business_central_id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Coupling coupling : couplings) {
                CouplingColumns.writeWithoutKey(statement, coupling, 1);
                statement.setInt(15, scope);
                statement.setObject(16, coupling.businessCentralId());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Removes couplings by Business Central id. Removing what is not there does nothing. */
    public void delete(Connection connection, int scope, Collection<UUID> businessCentralIds) throws SQLException {
        if (businessCentralIds.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM coupling WHERE scope = ? AND business_central_id = ?")) {
            for (UUID id : businessCentralIds) {
                statement.setInt(1, scope);
                statement.setObject(2, id);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /**
     * A page of couplings in the order of Business Central ids.
     *
     * @param search part of the number or name, in any case; null for all
     * @param after the id before the first; null for the first page
     */
    public List<Coupling> list(int scope, @Nullable String search, @Nullable UUID after, int limit) {
        String pattern = search == null ? null : anywhere(search);
        String sql = "SELECT " + CouplingColumns.READ + " FROM coupling c WHERE c.scope = ?"
                + (after == null ? "" : " AND c.business_central_id > ?")
                + (pattern == null
                        ? ""
                        : " AND (LOWER(c.business_central_number) LIKE ? ESCAPE '!' OR LOWER(c.dataverse_name) LIKE ? ESCAPE '!')")
                + " ORDER BY c.business_central_id LIMIT ?";
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int at = 1;
                statement.setInt(at++, scope);
                if (after != null) {
                    statement.setObject(at++, after);
                }
                if (pattern != null) {
                    statement.setString(at++, pattern);
                    statement.setString(at++, pattern);
                }
                statement.setInt(at, limit);
                List<Coupling> page = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        page.add(CouplingColumns.read(rows));
                    }
                }
                return page;
            }
        });
    }

    /** What people type means itself, not what it would mean in a pattern. */
    private static String anywhere(String search) {
        return "%" + search.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }

    /** A page of the couplings that stand so, in the order of their ids in Business Central. */
    public List<Coupling> standing(int scope, CouplingStanding standing, @Nullable UUID after, int limit) {
        String condition =
                switch (standing) {
                    case WELL -> "c.skipped = FALSE AND c.failure IS NULL";
                    case FAILED -> "c.skipped = FALSE AND c.failure IS NOT NULL";
                    case SKIPPED -> "c.skipped = TRUE";
                };
        return database.jdbi().withHandle(handle -> {
            var query = handle.createQuery(
                            "SELECT " + CouplingColumns.READ + " FROM coupling c WHERE c.scope = :scope AND "
                                    + condition + (after == null ? "" : " AND c.business_central_id > :after")
                                    + " ORDER BY c.business_central_id LIMIT :limit")
                    .bind("scope", scope)
                    .bind("limit", limit);
            if (after != null) {
                query.bind("after", after);
            }
            return query.map((rows, context) -> CouplingColumns.read(rows)).list();
        });
    }

    /**
     * How many couplings a mapping has, and how many of them are skipped or wait for their creation. Rows are looked at only while
     * an intent is open, because none can be pending without: what is counted otherwise stands in indexes.
     */
    public CouplingCounts counts(int scope) {
        return database.jdbi()
                .withHandle(handle -> new CouplingCounts(
                        count(handle, "coupling WHERE scope = ?", scope),
                        count(handle, "skipped_record WHERE scope = ?", scope),
                        count(handle, "intent WHERE scope = ?", scope) == 0
                                ? 0
                                : count(handle, "coupling WHERE scope = ? AND state <> 2", scope)));
    }

    private static long count(Handle handle, String what, int scope) {
        return handle.select("SELECT COUNT(*) FROM " + what, scope)
                .mapTo(Long.class)
                .one();
    }

    /** Whether the mapping has any coupling. */
    public boolean any(int scope) {
        return database.jdbi()
                .withHandle(handle -> handle.select("SELECT 1 FROM coupling WHERE scope = ? LIMIT 1", scope)
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent());
    }

    private static Array uuids(Connection connection, Collection<UUID> ids) throws SQLException {
        return connection.createArrayOf("UUID", ids.toArray());
    }

    private static String column(Side side) {
        return side == Side.BUSINESS_CENTRAL ? "business_central_id" : "dataverse_id";
    }
}
