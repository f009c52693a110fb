package io.koppel.journal;

import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code history} and {@code history_content}: changed fields before and after of every remote write, written with
 * the state change. A row holds the writes of a batch; who asks for one record pays with a look at four bytes of every id
 * written in its mapping, so that a write costs next to nothing.
 */
public final class History {
    /** Writes in a row: as many as the number of a write in its row has bits for. */
    private static final int ROW_BITS = 12;

    private static final int MOST_IN_ROW = 1 << ROW_BITS;
    private static final int ROWS_AT_A_TIME = 200;

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

    /**
     * Records writes, in the order in which they were made, in the transaction that confirms them or announces them.
     *
     * @return what {@link #forget} takes them back by
     */
    public List<Long> record(Connection connection, int scope, long run, long job, long at, List<Entry> entries)
            throws SQLException {
        List<Long> ids = new ArrayList<>();
        for (int start = 0; start < entries.size(); start += MOST_IN_ROW) {
            List<Entry> part = entries.subList(start, Math.min(entries.size(), start + MOST_IN_ROW));
            long id = insert(connection, scope, run, job, at, HistoryMarks.of(part));
            try (PreparedStatement statement =
                    connection.prepareStatement("INSERT INTO history_content (history, content) VALUES (?, ?)")) {
                statement.setLong(1, id);
                statement.setBytes(2, HistoryContent.write(part));
                statement.executeUpdate();
            }
            ids.add(id);
        }
        return ids;
    }

    /** Takes rows back that were recorded before their writes were sent, now that it is known what became of these. */
    public void forget(Connection connection, List<Long> ids) throws SQLException {
        for (String table : List.of("history_content WHERE history", "history WHERE id")) {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM " + table + " = ANY(CAST(? AS BIGINT ARRAY))")) {
                statement.setArray(1, connection.createArrayOf("BIGINT", ids.toArray()));
                statement.executeUpdate();
            }
        }
    }

    private static long insert(Connection connection, int scope, long run, long job, long at, byte[] marks)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO history (scope, run, job, at, marks) VALUES (?, ?, ?, ?, ?)",
                Statement.RETURN_GENERATED_KEYS)) {
            statement.setInt(1, scope);
            statement.setLong(2, run);
            statement.setLong(3, job);
            statement.setLong(4, at);
            statement.setBytes(5, marks);
            statement.executeUpdate();
            try (ResultSet key = statement.getGeneratedKeys()) {
                key.next();
                return key.getLong("id");
            }
        }
    }

    /** The newest writes first, of one record when {@code record} (an id of either side) is given; {@code beforeId} pages. */
    public List<HistoryRow> list(
            String company, @Nullable String mapping, @Nullable UUID record, @Nullable Long beforeId, int limit) {
        return list(company, mapping, record, null, beforeId, limit);
    }

    /** The same, of one run only when {@code run} is given. */
    public List<HistoryRow> list(
            String company,
            @Nullable String mapping,
            @Nullable UUID record,
            @Nullable Long run,
            @Nullable Long beforeId,
            int limit) {
        return database.jdbi().withHandle(handle -> {
            List<HistoryRow> found = new ArrayList<>();
            long before = beforeId == null ? Long.MAX_VALUE : beforeId;
            long next = before >> ROW_BITS;
            while (found.size() < limit) {
                List<Head> heads = heads(handle, company, mapping, run, next);
                for (Head head : heads) {
                    if (found.size() < limit && (record == null || HistoryMarks.mayHold(head.marks(), record))) {
                        add(found, head, content(handle, head.id()), record, before, limit);
                    }
                }
                if (heads.size() < ROWS_AT_A_TIME) {
                    break;
                }
                next = heads.get(heads.size() - 1).id() - 1;
            }
            return found;
        });
    }

    @SuppressWarnings("ArrayRecordComponent") // read once and let go; nothing compares them
    private record Head(long id, String mapping, long run, long job, Instant at, byte[] marks) {}

    private static List<Head> heads(
            Handle handle, String company, @Nullable String mapping, @Nullable Long run, long upTo) {
        var query = handle.createQuery("SELECT h.id, s.mapping, h.run, h.job, h.at, h.marks FROM history h"
                        + " JOIN scope s ON s.id = h.scope WHERE s.company = :company"
                        + (mapping == null ? "" : " AND s.mapping = :mapping")
                        + (run == null ? "" : " AND h.run = :run")
                        + " AND h.id <= :upTo ORDER BY h.id DESC LIMIT " + ROWS_AT_A_TIME)
                .bind("company", company)
                .bind("upTo", upTo);
        if (mapping != null) {
            query.bind("mapping", mapping);
        }
        if (run != null) {
            query.bind("run", run);
        }
        return query.map((rows, context) -> new Head(
                        rows.getLong("id"),
                        rows.getString("mapping"),
                        rows.getLong("run"),
                        rows.getLong("job"),
                        Instant.ofEpochMilli(rows.getLong("at")),
                        rows.getBytes("marks")))
                .list();
    }

    private static List<Entry> content(Handle handle, long id) {
        // Announced rows, and old ones, may have gone since the heads were read.
        return handle.select("SELECT content FROM history_content WHERE history = ?", id)
                .map((rows, context) -> rows.getBytes(1))
                .findOne()
                .map(HistoryContent::read)
                .orElse(List.of());
    }

    private static void add(
            List<HistoryRow> found, Head head, List<Entry> entries, @Nullable UUID record, long before, int limit) {
        for (int at = entries.size() - 1; at >= 0 && found.size() < limit; at--) {
            Entry entry = entries.get(at);
            long id = (head.id() << ROW_BITS) | at;
            boolean wanted =
                    record == null || record.equals(entry.businessCentralId()) || record.equals(entry.dataverseId());
            if (wanted && id < before) {
                found.add(row(id, head, entry));
            }
        }
    }

    private static HistoryRow row(long id, Head head, Entry entry) {
        return new HistoryRow(
                id,
                head.mapping(),
                entry.businessCentralId(),
                entry.dataverseId(),
                entry.side(),
                entry.operation(),
                entry.reason(),
                entry.changes(),
                head.run(),
                head.job(),
                entry.requestId(),
                head.at());
    }
}
