package io.koppel.sandbox.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row being written: values by column, until {@link Transaction} makes a {@link Row} of it. */
public final class RowDraft {
    private final Schema schema;
    private final UUID id;
    private final Object[] values;

    RowDraft(Schema schema, UUID id, Object[] values) {
        this.schema = schema;
        this.id = id;
        this.values = values;
    }

    public static RowDraft create(Schema schema, UUID id) {
        return new RowDraft(schema, id, new Object[schema.size()]);
    }

    public UUID id() {
        return id;
    }

    public Schema schema() {
        return schema;
    }

    public @Nullable Object get(Column column) {
        return values[column.index()];
    }

    public @Nullable Object get(String column) {
        return get(schema.column(column));
    }

    public String text(String column) {
        Object value = get(column);
        return value == null ? "" : (String) value;
    }

    /** Sets a value of the column's type; null (and, for text, the empty one) removes it. */
    @SuppressWarnings(
            "NullAway") // an absent value is a null element: arrays of nullable elements cannot be declared so
    public RowDraft set(Column column, @Nullable Object value) {
        values[column.index()] = "".equals(value) ? null : value;
        return this;
    }

    public RowDraft set(String column, @Nullable Object value) {
        return set(schema.column(column), value);
    }

    /** What differs from an earlier state (null: from nothing), in column order. */
    public List<Change> changesSince(@Nullable Row before) {
        List<Change> changes = new ArrayList<>();
        Object[] olds = before == null ? new Object[values.length] : before.edit(schema).values;
        for (int index = 0; index < values.length; index++) {
            if (!same(olds[index], values[index])) {
                changes.add(new Change(schema.columns().get(index).name(), olds[index], values[index]));
            }
        }
        return changes;
    }

    /** The row of these values; for {@link Transaction} and for loading many rows fast. */
    Row build(long version, Instant modifiedAt) {
        return new Row(id, version, modifiedAt.toEpochMilli(), Packing.pack(values));
    }

    private static boolean same(@Nullable Object old, @Nullable Object now) {
        if (old instanceof java.math.BigDecimal a && now instanceof java.math.BigDecimal b) {
            return a.compareTo(b) == 0;
        }
        return Objects.equals(old, now);
    }

    /** One changed column; null where there was or is no value. */
    public record Change(String column, @Nullable Object before, @Nullable Object after) {}
}
