package io.koppel.job;

import io.koppel.job.FullLine.LineStatus;
import io.koppel.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code full_synchronization_line}. */
final class FullLines {
    private final Database database;
    private final String company;

    FullLines(Database database, String company) {
        this.database = database;
        this.company = company;
    }

    List<FullLine> all() {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT mapping, position, action, depends_on, recommended, recommended_because, status, to_status, from_status, run, started,"
                                + " finished, message FROM full_synchronization_line WHERE company = ?"
                                + " ORDER BY position",
                        company)
                .map((rows, context) -> read(rows))
                .list());
    }

    void put(FullLine line) {
        FullRecommendation.Recommended recommended = line.recommended();
        database.jdbi().useTransaction(handle -> {
            handle.execute(
                    "DELETE FROM full_synchronization_line WHERE company = ? AND mapping = ?", company, line.mapping());
            handle.execute(
                    "INSERT INTO full_synchronization_line (company, mapping, position, action, depends_on, recommended,"
                            + " recommended_because, status,"
                            + " to_status, from_status, run, started, finished, message)"
                            + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                    company,
                    line.mapping(),
                    line.position(),
                    line.action().key(),
                    String.join("|", line.dependsOn()),
                    recommended == null ? null : recommended.action().key(),
                    recommended == null ? null : recommended.because(),
                    line.status().text(),
                    line.toStatus(),
                    line.fromStatus(),
                    line.run(),
                    milliseconds(line.started()),
                    milliseconds(line.finished()),
                    line.message());
        });
    }

    void delete(String mapping) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "DELETE FROM full_synchronization_line WHERE company = ? AND mapping = ?", company, mapping));
    }

    private static @Nullable Long milliseconds(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static FullLine read(ResultSet rows) throws SQLException {
        String dependsOn = rows.getString("depends_on");
        String recommended = rows.getString("recommended");
        return new FullLine(
                rows.getString("mapping"),
                rows.getInt("position"),
                FullAction.of(rows.getString("action")),
                dependsOn.isEmpty() ? List.of() : List.of(dependsOn.split("\\|")),
                recommended == null
                        ? null
                        : new FullRecommendation.Recommended(
                                FullAction.of(recommended), String.valueOf(rows.getString("recommended_because"))),
                LineStatus.of(rows.getString("status")),
                rows.getString("to_status"),
                rows.getString("from_status"),
                nullable(rows, "run"),
                instant(rows, "started"),
                instant(rows, "finished"),
                rows.getString("message"));
    }

    private static @Nullable Long nullable(ResultSet rows, String column) throws SQLException {
        long value = rows.getLong(column);
        return rows.wasNull() ? null : value;
    }

    private static @Nullable Instant instant(ResultSet rows, String column) throws SQLException {
        Long value = nullable(rows, column);
        return value == null ? null : Instant.ofEpochMilli(value);
    }
}
