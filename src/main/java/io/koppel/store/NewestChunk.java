package io.koppel.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Points the header of an H2 file at its newest whole chunk, before H2 opens a file that nobody closed.
 *
 * <p>Each commit is a chunk of the file. After a death H2 finds the newest one from the header: the header names a chunk, and each chunk
 * says where it expects the next. Where a chunk comes to lie elsewhere, which is usual as soon as the file has holes, H2 writes the
 * header anew; but since 2.2 (and still in 2.5.252) with the chunk before, whose expectation was just disappointed. Until it
 * writes the header again, up to twenty commits later, nothing leads to the chunks in between: a process killed then has lost what it
 * had committed. The chunks themselves are all there. So they are looked for here, by their own headers and footers.
 *
 * <p>The format is H2's documented one (chunk header at the start of a block, footer in its last 128 bytes, both with their version).
 */
final class NewestChunk {
    private static final Logger LOG = LoggerFactory.getLogger(NewestChunk.class);
    private static final int BLOCK = 4096;
    private static final int FOOTER = 128;
    private static final int LONGEST_HEADER = 1024;
    private static final int BLOCKS_AT_ONCE = 256;

    private NewestChunk() {}

    /** A chunk that was written to its end. */
    private record Chunk(int id, long block, long version, long time) {}

    /**
     * Looks for chunks newer than the one that the header names.
     *
     * @return whether the header was changed; it is left alone where the file was closed, is in use, or is nothing known here
     */
    static boolean point(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            try (FileLock lock = channel.tryLock()) {
                return lock != null && point(channel);
            } catch (OverlappingFileLockException e) {
                return false;
            }
        }
    }

    private static boolean point(FileChannel channel) throws IOException {
        Map<String, String> header = header(channel);
        if (header == null || header.containsKey("clean") || !header.containsKey("chunk")) {
            return false;
        }
        Chunk newest = null;
        Chunk named = null;
        long blocks = channel.size() / BLOCK;
        ByteBuffer some = ByteBuffer.allocate(BLOCKS_AT_ONCE * BLOCK);
        for (long first = 2; first < blocks; first += BLOCKS_AT_ONCE) {
            read(channel, first, some);
            for (int at = 0; at + BLOCK <= some.limit(); at += BLOCK) {
                Chunk chunk = whole(channel, first + at / BLOCK, some.array(), at);
                if (chunk != null) {
                    newest = newest == null || chunk.version() > newest.version() ? chunk : newest;
                    named = chunk.block() == number(header, "block") ? chunk : named;
                }
            }
        }
        // A newer version of an older time belongs to a course of things that was given up once, as H2 does after some
        // deaths.
        if (newest == null
                || newest.version() <= number(header, "version")
                || (named != null && newest.time() < named.time())) {
            return false;
        }
        LOG.info(
                "the last process did not close the database, whose header was {} commits behind",
                newest.version() - number(header, "version"));
        write(channel, header, newest);
        return true;
    }

    /** The header as one of its two copies has it; null if neither is whole. */
    private static @Nullable Map<String, String> header(FileChannel channel) throws IOException {
        ByteBuffer both = ByteBuffer.allocate(2 * BLOCK);
        read(channel, 0, both);
        Map<String, String> first = both.limit() < BLOCK ? null : checked(both.array(), 0, BLOCK);
        Map<String, String> second = both.limit() < 2 * BLOCK ? null : checked(both.array(), BLOCK, BLOCK);
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return number(second, "version") > number(first, "version") ? second : first;
    }

    private static @Nullable Chunk whole(FileChannel channel, long block, byte[] bytes, int at) throws IOException {
        if (bytes[at] != 'c' || !text(bytes, at, 6).equals("chunk:")) {
            return null;
        }
        Map<String, String> head =
                map(text(bytes, at, LONGEST_HEADER).lines().findFirst().orElse(""));
        if (head == null || !head.containsKey("len") || !head.containsKey("version")) {
            return null;
        }
        ByteBuffer end = ByteBuffer.allocate(FOOTER);
        long footer = (block + number(head, "len")) * BLOCK - FOOTER;
        if (footer + FOOTER > channel.size() || channel.read(end, footer) != FOOTER) {
            return null;
        }
        Map<String, String> foot = checked(end.array(), 0, FOOTER);
        boolean whole = foot != null
                && number(foot, "chunk") == number(head, "chunk")
                && number(foot, "version") == number(head, "version")
                && number(foot, "len") == number(head, "len");
        return whole
                ? new Chunk((int) number(head, "chunk"), block, number(head, "version"), number(head, "time"))
                : null;
    }

    private static void write(FileChannel channel, Map<String, String> header, Chunk chunk) throws IOException {
        HashMap<String, String> changed = new HashMap<>(header);
        changed.put("block", Long.toHexString(chunk.block()));
        changed.put("chunk", Integer.toHexString(chunk.id()));
        changed.put("version", Long.toHexString(chunk.version()));
        StringBuilder text = DataUtils.appendMap(new StringBuilder(), changed);
        byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        DataUtils.appendMap(text, "fletcher", DataUtils.getFletcher32(bytes, 0, bytes.length));
        bytes = text.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer both = ByteBuffer.allocate(2 * BLOCK);
        both.put(0, bytes).put(BLOCK, bytes);
        for (long at = 0; both.hasRemaining(); ) {
            at += channel.write(both, at);
        }
        channel.force(true);
    }

    /** A line of names and values whose checksum is right; null if it is not. */
    private static @Nullable Map<String, String> checked(byte[] bytes, int from, int length) {
        String line = text(bytes, from, length).lines().findFirst().orElse("").strip();
        int end = line.lastIndexOf(",fletcher:");
        Map<String, String> map = end < 0 ? null : map(line);
        if (map == null) {
            return null;
        }
        byte[] checked = line.substring(0, end).getBytes(StandardCharsets.ISO_8859_1);
        boolean right = (int) number(map, "fletcher") == DataUtils.getFletcher32(checked, 0, checked.length);
        map.remove("fletcher");
        return right ? map : null;
    }

    private static @Nullable Map<String, String> map(String line) {
        try {
            return DataUtils.parseMap(line.strip());
        } catch (MVStoreException e) {
            return null;
        }
    }

    private static long number(Map<String, String> map, String name) {
        try {
            return Long.parseUnsignedLong(map.getOrDefault(name, "0"), 16);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, Math.min(length, bytes.length - from), StandardCharsets.ISO_8859_1);
    }

    private static void read(FileChannel channel, long block, ByteBuffer into) throws IOException {
        into.clear();
        long at = block * BLOCK;
        for (int read = 0; read >= 0 && into.hasRemaining(); ) {
            read = channel.read(into, at + into.position());
        }
        into.flip();
    }
}
