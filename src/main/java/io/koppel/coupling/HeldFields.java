package io.koppel.coupling;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code held_field}: fields a person had put back after a run, so that the two sides differ on purpose. Without
 * it the next run that looks at the record would do again what was just taken back, or carry it to the other side.
 */
public final class HeldFields {
    /**
     * One field that is left alone.
     *
     * @param field both names of the field row, {@code businessCentral|dataverse}
     * @param businessCentralValue fingerprint of the value there
     * @param run that put it back
     */
    public record HeldField(
            UUID businessCentralId, String field, UUID businessCentralValue, UUID dataverseValue, long run) {
        /** Whether it is left alone as things stand: both sides hold the values it was put back with. */
        public boolean holds(@Nullable Object businessCentral, @Nullable Object dataverse) {
            return businessCentralValue.equals(fingerprint(businessCentral))
                    && dataverseValue.equals(fingerprint(dataverse));
        }
    }

    /** What stands for a value, in its normal form. */
    public static UUID fingerprint(@Nullable Object value) {
        return UUID.nameUUIDFromBytes(String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }

    /** Fields of some records that are left alone, by SystemId and field. */
    public Map<UUID, Map<String, HeldField>> of(Connection connection, int scope, Collection<UUID> records)
            throws SQLException {
        Map<UUID, Map<String, HeldField>> found = new HashMap<>();
        if (records.isEmpty()) {
            return found;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT h.business_central_id, h.field, h.business_central_value, h.dataverse_value, h.run"
                        + " FROM unnest(CAST(? AS UUID ARRAY)) AS u(id) JOIN held_field h ON h.scope = ?"
                        + " AND h.business_central_id = u.id")) {
            statement.setArray(1, connection.createArrayOf("UUID", records.toArray()));
            statement.setInt(2, scope);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    HeldField held = new HeldField(
                            rows.getObject(1, UUID.class),
                            rows.getString(2),
                            rows.getObject(3, UUID.class),
                            rows.getObject(4, UUID.class),
                            rows.getLong(5));
                    found.computeIfAbsent(held.businessCentralId(), id -> new HashMap<>())
                            .put(held.field(), held);
                }
            }
        }
        return found;
    }

    /** Leaves fields alone from now on. */
    public void hold(Connection connection, int scope, Collection<HeldField> fields, long at) throws SQLException {
        release(connection, scope, fields);
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO held_field (scope, business_central_id, field, business_central_value, dataverse_value,"
                        + " run, at) VALUES (?,?,?,?,?,?,?)")) {
            for (HeldField held : fields) {
                statement.setInt(1, scope);
                statement.setObject(2, held.businessCentralId());
                statement.setString(3, held.field());
                statement.setObject(4, held.businessCentralValue());
                statement.setObject(5, held.dataverseValue());
                statement.setLong(6, held.run());
                statement.setLong(7, at);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Synchronizes fields again. */
    public void release(Connection connection, int scope, Collection<HeldField> fields) throws SQLException {
        if (fields.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM held_field WHERE scope = ? AND business_central_id = ? AND field = ?")) {
            for (HeldField held : List.copyOf(fields)) {
                statement.setInt(1, scope);
                statement.setObject(2, held.businessCentralId());
                statement.setString(3, held.field());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
