package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Column;
import io.koppel.sandbox.core.ColumnType;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.core.Schema;
import io.koppel.sandbox.core.Table;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A table of the application: its fields, its rows, and what every row has besides. */
final class BcTable {
    private static final String KEY = "$key";

    private final String name;
    private final List<String> keys;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Table rows;
    private final Column createdAt;
    private final Column createdBy;
    private final Column modifiedBy;

    /** The fields of a table before it is made. */
    record FieldSpec(String name, FieldKind kind, String options, String relation, int length) {}

    BcTable(String name, List<String> keys, Iterable<FieldSpec> specs, Iterable<String> indexed) {
        this.name = name;
        this.keys = keys;
        Schema.Builder builder = Schema.named(name);
        // Indexed fields come first in packed rows: every comparison of an index looks for them.
        Set<String> first = new LinkedHashSet<>();
        indexed.forEach(first::add);
        for (String wanted : first) {
            specs.forEach(spec -> {
                if (spec.name().equals(wanted)) {
                    builder.add(spec.name(), spec.kind().column(), spec.length());
                }
            });
        }
        specs.forEach(spec -> {
            if (!first.contains(spec.name())) {
                builder.add(spec.name(), spec.kind().column(), spec.length());
            }
        });
        // The whole key as one text: rows are found by it, however many begin alike.
        if (keys.size() > 1) {
            builder.add(KEY, ColumnType.TEXT);
        }
        builder.add("$systemCreatedAt", ColumnType.DATE_TIME);
        builder.add("$systemCreatedBy", ColumnType.GUID);
        builder.add("$systemModifiedBy", ColumnType.GUID);
        Schema schema = builder.build();
        specs.forEach(spec -> fields.put(
                spec.name(),
                new Field(spec.name(), spec.kind(), spec.options(), spec.relation(), schema.column(spec.name()))));
        rows = new Table(schema);
        indexed.forEach(column -> rows.indexed(column, false));
        if (keys.size() > 1) {
            rows.indexed(KEY, false);
        }
        createdAt = schema.column("$systemCreatedAt");
        createdBy = schema.column("$systemCreatedBy");
        modifiedBy = schema.column("$systemModifiedBy");
    }

    String name() {
        return name;
    }

    /** Puts the whole key on a row whose key has several fields; before it is stored. */
    void stampKey(RowDraft draft) {
        if (keys.size() > 1) {
            draft.set(KEY, key(field -> draft.get(field.column())));
        }
    }

    /** The rows that have a key, of which there is one at most once the table's rules have looked. */
    Iterable<Row> withKey(Function<Field, @Nullable Object> values) {
        if (keys.size() > 1) {
            return rows.rowsWith(rows.schema().column(KEY), key(values));
        }
        Field only = field(keyField());
        Object value = values.apply(only);
        return value == null ? rows.rows() : rows.rowsWith(only.column(), value);
    }

    private String key(Function<Field, @Nullable Object> values) {
        StringJoiner key = new StringJoiner("\u0001");
        for (String name : keys) {
            Field field = field(name);
            Object value = values.apply(field);
            Object shown = value == null ? field.kind().empty() : value;
            key.add(
                    shown instanceof BigDecimal number
                            ? number.stripTrailingZeros().toPlainString()
                            : shown.toString());
        }
        return key.toString();
    }

    /** The fields of the primary key. */
    List<String> keys() {
        return keys;
    }

    /** The field that rows are known by, the first of the key: {@code No.}, {@code Code} and so on. */
    String keyField() {
        return keys.get(0);
    }

    /** A field by its name in the application; an unknown one is a programming error. */
    Field field(String field) {
        Field found = fields.get(field);
        if (found == null) {
            throw new IllegalArgumentException("Table " + name + " has no field '" + field + "'");
        }
        return found;
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    Column column(String field) {
        return field(field).column();
    }

    Iterable<Field> fields() {
        return fields.values();
    }

    Table rows() {
        return rows;
    }

    Column createdAt() {
        return createdAt;
    }

    Column createdBy() {
        return createdBy;
    }

    Column modifiedBy() {
        return modifiedBy;
    }

    String text(Row row, String field) {
        return row.text(column(field));
    }
}
