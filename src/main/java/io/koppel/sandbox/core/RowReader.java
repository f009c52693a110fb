package io.koppel.sandbox.core;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads many columns of many rows: finds all entries of a row in one pass and writes values without making objects. Not for several threads. */
public final class RowReader {
    private final int[] entries;
    private @Nullable Row row;
    private byte[] packed = new byte[0];

    public RowReader(Schema schema) {
        entries = new int[schema.size()];
    }

    /** Goes to a row. */
    public RowReader at(Row next) {
        row = next;
        packed = next.packed();
        Arrays.fill(entries, -1);
        for (int at = 0; at < packed.length; at = Packing.next(packed, at)) {
            entries[Packing.column(packed, at)] = at;
        }
        return this;
    }

    /** The row it is at. */
    public Row row() {
        if (row == null) {
            throw new IllegalStateException("no row yet: call at(row) first");
        }
        return row;
    }

    public UUID id() {
        return row().id();
    }

    public boolean has(Column column) {
        return entries[column.index()] >= 0;
    }

    public @Nullable Object get(Column column) {
        return Packing.value(packed, entries[column.index()]);
    }

    public String text(Column column) {
        Object value = get(column);
        return value == null ? "" : (String) value;
    }

    /**
     * Writes the value of a column.
     *
     * @param millis whether times show milliseconds
     * @return false, with nothing written, when the column has no value
     */
    public boolean write(Column column, JsonOut out, boolean millis) {
        int at = entries[column.index()];
        if (at < 0) {
            return false;
        }
        switch (Packing.kind(packed, at)) {
            case Packing.TEXT -> out.utf8(packed, Packing.bytesStart(packed, at), Packing.next(packed, at));
            case Packing.DECIMAL -> out.literal(packed, Packing.bytesStart(packed, at), Packing.next(packed, at));
            case Packing.INTEGER -> out.number(Packing.integer(packed, at));
            case Packing.TRUE -> out.bool(true);
            case Packing.FALSE -> out.bool(false);
            case Packing.GUID -> out.guid(Packing.eightBytes(packed, at + 2), Packing.eightBytes(packed, at + 10));
            case Packing.DATE -> out.date(LocalDate.ofEpochDay(Packing.fourBytes(packed, at + 2)));
            default -> out.time(Packing.eightBytes(packed, at + 2), millis);
        }
        return true;
    }
}
