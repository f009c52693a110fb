package io.koppel.sandbox.core;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One state of a row: never changed, only replaced. A column without a value is null here; what a service shows for it is the service's. */
public final class Row {
    private final UUID id;
    private final long version;
    private final long modifiedAt;
    private final byte[] packed;
    private volatile boolean replaced;

    Row(UUID id, long version, long modifiedAt, byte[] packed) {
        this.id = id;
        this.version = version;
        this.modifiedAt = modifiedAt;
        this.packed = packed;
    }

    public UUID id() {
        return id;
    }

    /** From one counter of the whole service; every write takes a new one. */
    public long version() {
        return version;
    }

    public Instant modifiedAt() {
        return Instant.ofEpochMilli(modifiedAt);
    }

    /** The same in epoch milliseconds. */
    public long modifiedAtMillis() {
        return modifiedAt;
    }

    public @Nullable Object get(Column column) {
        return Packing.value(packed, Packing.find(packed, column.index()));
    }

    /** The text of a column, {@code ""} when it has none. */
    public String text(Column column) {
        Object value = get(column);
        return value == null ? "" : (String) value;
    }

    public boolean has(Column column) {
        return Packing.find(packed, column.index()) >= 0;
    }

    /** A draft of the next state, with all values of this one. */
    public RowDraft edit(Schema schema) {
        Object[] values = new Object[schema.size()];
        for (int at = 0; at < packed.length; at = Packing.next(packed, at)) {
            values[Packing.column(packed, at)] = Packing.value(packed, at);
        }
        return new RowDraft(schema, id, values);
    }

    byte[] packed() {
        return packed;
    }

    boolean isReplaced() {
        return replaced;
    }

    void markReplaced(boolean value) {
        replaced = value;
    }
}
