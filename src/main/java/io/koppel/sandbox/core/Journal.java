package io.koppel.sandbox.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Every change the services applied, in order, for tests that compare it with what a client believes. It lies in a
 * temporary file, one JSON object a line; memory holds a write buffer and the place of each 256th line.
 */
public final class Journal implements AutoCloseable {
    private static final int STRIDE = 256;
    private static final int BUFFER = 1 << 18;

    private final FileChannel file;
    private final byte[] buffer = new byte[BUFFER];
    private int buffered;
    private long written;
    private long first;
    private long next;
    private long[] places = new long[64];

    private Consumer<JournalEntry> listener = entry -> {};

    public Journal() {
        try {
            Path path = Files.createTempFile("sandbox-journal", ".jsonl");
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException("The journal needs a temporary file; is the temporary folder writable?", e);
        }
    }

    /** Tells somebody of every change. */
    public synchronized void listen(Consumer<JournalEntry> newListener) {
        listener = newListener;
    }

    /** Adds a change under the next sequence number; the first ever is 1. */
    public synchronized void append(Instant time, JournalEntry entry) {
        JsonOut out = new JsonOut(512);
        out.beginObject().name("sequence").number(next + 1).name("time").time(time.toEpochMilli(), true);
        out.name("service").string(entry.service().wireName());
        out.name("entitySet").string(entry.entitySet()).name("id").guid(entry.id());
        out.name("operation").string(entry.operation()).name("caller").string(entry.caller());
        out.name("requestId").string(entry.requestId()).name("direct").bool(entry.direct());
        out.name("changes").beginObject();
        for (RowDraft.Change change : entry.changes()) {
            out.name(change.column()).beginArray();
            out.value(change.before()).value(change.after()).endArray();
        }
        byte[] line = out.endObject().endObject().toBytes();
        if ((next - first) % STRIDE == 0) {
            int place = (int) ((next - first) / STRIDE);
            if (place == places.length) {
                places = Arrays.copyOf(places, place * 2);
            }
            places[place] = written + buffered;
        }
        write(line);
        write(new byte[] {'\n'});
        next++;
        listener.accept(entry);
    }

    /** The highest sequence number so far. */
    public synchronized long last() {
        return next;
    }

    /** Up to {@code limit} entries with a sequence above {@code after}, as a JSON list. */
    public synchronized byte[] page(long after, int limit) {
        flush();
        long from = Math.max(after, first);
        if (from >= next || limit <= 0) {
            return "[]".getBytes(StandardCharsets.UTF_8);
        }
        long stride = (from - first) / STRIDE;
        long skip = from - first - stride * STRIDE;
        long end = Math.min(next, from + limit);
        long lastStride = (end - first + STRIDE - 1) / STRIDE;
        long endPlace = first + lastStride * STRIDE >= next ? written : places[(int) lastStride];
        byte[] lines = read(places[(int) stride], endPlace);
        JsonOut out = new JsonOut(lines.length + 2).beginArray();
        int start = 0;
        for (long line = 0; line < skip + (end - from); line++) {
            int stop = start;
            while (lines[stop] != '\n') {
                stop++;
            }
            if (line >= skip) {
                out.literal(lines, start, stop);
            }
            start = stop + 1;
        }
        return out.endArray().toBytes();
    }

    /** Forgets all entries; sequence numbers go on rising. */
    public synchronized void clear() {
        try {
            file.truncate(0);
        } catch (IOException e) {
            throw new UncheckedIOException("The journal's temporary file cannot be emptied", e);
        }
        buffered = 0;
        written = 0;
        first = next;
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(byte[] bytes) {
        if (buffered + bytes.length > BUFFER) {
            flush();
        }
        if (bytes.length > BUFFER) {
            writeToFile(ByteBuffer.wrap(bytes));
            return;
        }
        System.arraycopy(bytes, 0, buffer, buffered, bytes.length);
        buffered += bytes.length;
    }

    private void flush() {
        writeToFile(ByteBuffer.wrap(buffer, 0, buffered));
        buffered = 0;
    }

    private void writeToFile(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                written += file.write(bytes, written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The journal's temporary file cannot be written; is the disk full?", e);
        }
    }

    private byte[] read(long from, long to) {
        ByteBuffer bytes = ByteBuffer.allocate((int) (to - from));
        try {
            while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
                // a short read: go on where it ended
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The journal's temporary file cannot be read", e);
        }
        return bytes.array();
    }
}
