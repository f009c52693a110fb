package io.koppel.journal;

import io.koppel.journal.History.Entry;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Four bytes for each id in a batch of history. A batch without the mark of a record certainly has no write of it; one with
 * it has one, but for a chance of one in some millions, which the content then settles.
 */
final class HistoryMarks {
    private HistoryMarks() {}

    static byte[] of(List<Entry> entries) {
        ByteBuffer marks = ByteBuffer.allocate(entries.size() * 2 * Integer.BYTES);
        for (Entry entry : entries) {
            put(marks, entry.businessCentralId());
            put(marks, entry.dataverseId());
        }
        return java.util.Arrays.copyOf(marks.array(), marks.position());
    }

    static boolean mayHold(byte[] marks, UUID record) {
        ByteBuffer all = ByteBuffer.wrap(marks);
        int wanted = mark(record);
        while (all.hasRemaining()) {
            if (all.getInt() == wanted) {
                return true;
            }
        }
        return false;
    }

    private static void put(ByteBuffer marks, @Nullable UUID id) {
        if (id != null) {
            marks.putInt(mark(id));
        }
    }

    /** Ids that were made one after the other are alike in their first bytes, so all of them are mixed. */
    private static int mark(UUID id) {
        long mixed = (id.getMostSignificantBits() * 0x9E3779B97F4A7C15L) ^ id.getLeastSignificantBits();
        return (int) ((mixed * 0xBF58476D1CE4E5B9L) >>> Integer.SIZE);
    }
}
