package io.koppel.journal;

import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.store.Database;
import io.koppel.store.ValueReader;
import io.koppel.store.ValueWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code history}: changed fields before and after of every remote write, written with the state change. */
public final class History {
    private static final Side[] SIDES = Side.values();
    private final Database database;

    public History(Database database) {
        this.database = database;
    }

    /** One write to be recorded. */
    public record Entry(
            @Nullable UUID businessCentralId,
            @Nullable UUID dataverseId,
            Side side,
            String operation,
            String reason,
            List<FieldChange> changes,
            @Nullable String requestId) {}

    /** Records writes in the transaction that confirms them. */
    public void record(Connection connection, int scope, long run, long job, long at, Collection<Entry> entries)
            throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO history (scope, business_central_id, dataverse_id, side, operation, reason, changes, run, job,"
                        + " request_id, at) VALUES (?,?,?,?,?,?,?,?,?,?,?)")) {
            for (Entry entry : entries) {
                statement.setInt(1, scope);
                statement.setObject(2, entry.businessCentralId());
                statement.setObject(3, entry.dataverseId());
                statement.setInt(4, entry.side().ordinal());
                statement.setString(5, entry.operation());
                statement.setString(6, entry.reason());
                statement.setBytes(7, write(entry.changes()));
                statement.setLong(8, run);
                statement.setLong(9, job);
                statement.setString(10, entry.requestId());
                statement.setLong(11, at);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** The newest rows first, of one record when {@code record} (an id of either side) is given; {@code beforeId} pages. */
    public List<HistoryRow> list(
            String company, @Nullable String mapping, @Nullable UUID record, @Nullable Long beforeId, int limit) {
        String sql = "SELECT h.id, s.mapping, h.business_central_id, h.dataverse_id, h.side, h.operation, h.reason,"
                + " h.changes, h.run, h.job, h.request_id, h.at FROM history h JOIN scope s ON s.id = h.scope"
                + " WHERE s.company = :company" + (mapping == null ? "" : " AND s.mapping = :mapping")
                + (record == null ? "" : " AND (h.business_central_id = :record OR h.dataverse_id = :record)")
                + (beforeId == null ? "" : " AND h.id < :before") + " ORDER BY h.id DESC LIMIT :limit";
        return database.jdbi().withHandle(handle -> {
            var query = handle.createQuery(sql).bind("company", company).bind("limit", limit);
            if (mapping != null) {
                query.bind("mapping", mapping);
            }
            if (record != null) {
                query.bind("record", record);
            }
            if (beforeId != null) {
                query.bind("before", beforeId);
            }
            return query.map((rows, context) -> new HistoryRow(
                            rows.getLong("id"),
                            rows.getString("mapping"),
                            rows.getObject("business_central_id", UUID.class),
                            rows.getObject("dataverse_id", UUID.class),
                            SIDES[rows.getInt("side")],
                            rows.getString("operation"),
                            rows.getString("reason"),
                            read(rows.getBytes("changes")),
                            rows.getLong("run"),
                            rows.getLong("job"),
                            rows.getString("request_id"),
                            Instant.ofEpochMilli(rows.getLong("at"))))
                    .list();
        });
    }

    private static byte[] write(List<FieldChange> changes) {
        ValueWriter out = new ValueWriter();
        for (FieldChange change : changes) {
            out.value(change.field()).value(change.before()).value(change.after());
        }
        return out.toBytes();
    }

    private static List<FieldChange> read(byte[] stored) {
        ValueReader in = new ValueReader(stored);
        List<FieldChange> changes = new ArrayList<>();
        while (!in.atEnd()) {
            changes.add(new FieldChange(String.valueOf(in.value()), in.value(), in.value()));
        }
        return changes;
    }
}
