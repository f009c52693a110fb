package io.koppel.sandbox.filter;

import io.koppel.sandbox.core.Column;
import io.koppel.sandbox.core.ColumnType;
import io.koppel.sandbox.core.Row;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a name in a filter or order stands for.
 *
 * @param type how literals compared with it are read
 * @param value its value in a row, as the service shows it (so {@code ""} where the service says so, or null)
 * @param kind what the engine may use an index for
 * @param column the stored column behind it, if its value is that column's
 */
public record RowMember(
        String name, ColumnType type, Function<Row, @Nullable Object> value, Kind kind, @Nullable Column column) {
    /** Which index serves it. */
    public enum Kind {
        ID,
        STAMP,
        COLUMN,
        COMPUTED
    }

    public static RowMember id(String name) {
        return new RowMember(name, ColumnType.GUID, Row::id, Kind.ID, null);
    }

    public static RowMember stamp(String name) {
        return new RowMember(name, ColumnType.DATE_TIME, Row::modifiedAt, Kind.STAMP, null);
    }

    public static RowMember column(String name, Column column) {
        return new RowMember(name, column.type(), row -> row.get(column), Kind.COLUMN, column);
    }

    /** A stored column that shows another value where it has none. */
    public static RowMember column(String name, Column column, Object whenAbsent) {
        return new RowMember(
                name,
                column.type(),
                row -> {
                    Object value = row.get(column);
                    return value == null ? whenAbsent : value;
                },
                Kind.COLUMN,
                column);
    }

    public static RowMember computed(String name, ColumnType type, Function<Row, @Nullable Object> value) {
        return new RowMember(name, type, value, Kind.COMPUTED, null);
    }

    /** Its id kind's value; for the engine. */
    static UUID idOf(Row row) {
        return row.id();
    }
}
