package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.ColumnType;
import io.koppel.sandbox.core.Values;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** Kinds of table fields, and what each shows when it is empty (business-central-api.md §7). */
enum FieldKind {
    CODE(ColumnType.TEXT, ""),
    TEXT(ColumnType.TEXT, ""),
    OPTION(ColumnType.TEXT, ""),
    DECIMAL(ColumnType.DECIMAL, BigDecimal.ZERO),
    INTEGER(ColumnType.INTEGER, 0L),
    LONG(ColumnType.LONG, 0L),
    BOOLEAN(ColumnType.BOOLEAN, false),
    GUID(ColumnType.GUID, Values.ZERO_ID),
    DATE(ColumnType.DATE, LocalDate.of(1, 1, 1)),
    DATETIME(ColumnType.DATE_TIME, instantZero());

    private final ColumnType column;

    @SuppressWarnings("ImmutableEnumChecker") // a value of the column's type, all of which are immutable
    private final Object empty;

    FieldKind(ColumnType column, Object empty) {
        this.column = column;
        this.empty = empty;
    }

    ColumnType column() {
        return column;
    }

    Object empty() {
        return empty;
    }

    private static Instant instantZero() {
        return LocalDateTime.of(1, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);
    }

    static FieldKind named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The kind of a property of a metadata type. */
    static FieldKind ofEdm(String edm) {
        return switch (edm) {
            case "Decimal" -> DECIMAL;
            case "Int32" -> INTEGER;
            case "Int64" -> LONG;
            case "Boolean" -> BOOLEAN;
            case "Guid" -> GUID;
            case "Date" -> DATE;
            case "DateTimeOffset" -> DATETIME;
            default -> TEXT;
        };
    }
}
