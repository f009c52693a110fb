package io.koppel.sandbox.core;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows as bytes: only columns that have a value, in column order, each as two bytes (column number and kind) and its
 * value. A million customers with their contacts and accounts must fit a small heap, and objects per value would not.
 */
final class Packing {
    static final int TEXT = 0;
    static final int INTEGER = 1;
    static final int DECIMAL = 2;
    static final int TRUE = 3;
    static final int FALSE = 4;
    static final int GUID = 5;
    static final int DATE = 6;
    static final int DATE_TIME = 7;

    private Packing() {}

    static byte[] pack(Object[] values) {
        ByteBuffer out = ByteBuffer.allocate(256);
        for (int index = 0; index < values.length; index++) {
            Object value = values[index];
            if (value != null) {
                out = packOne(out, index, value);
            }
        }
        byte[] packed = new byte[out.flip().remaining()];
        out.get(packed);
        return packed;
    }

    private static ByteBuffer packOne(ByteBuffer target, int index, Object value) {
        if (value instanceof String text) {
            return packBytes(target, index, TEXT, text.getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof BigDecimal decimal) {
            return packBytes(target, index, DECIMAL, decimal.toPlainString().getBytes(StandardCharsets.ISO_8859_1));
        }
        ByteBuffer out = room(target, 24);
        if (value instanceof Boolean flag) {
            return head(out, index, flag ? TRUE : FALSE);
        }
        if (value instanceof Long number) {
            return varint(head(out, index, INTEGER), (number << 1) ^ (number >> 63));
        }
        if (value instanceof UUID id) {
            return head(out, index, GUID).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
        if (value instanceof LocalDate date) {
            return head(out, index, DATE).putInt((int) date.toEpochDay());
        }
        if (value instanceof Instant instant) {
            return head(out, index, DATE_TIME).putLong(instant.toEpochMilli());
        }
        throw new IllegalArgumentException("A row cannot hold a value of " + value.getClass());
    }

    private static ByteBuffer packBytes(ByteBuffer target, int index, int kind, byte[] bytes) {
        return varint(head(room(target, bytes.length + 12), index, kind), bytes.length)
                .put(bytes);
    }

    private static ByteBuffer head(ByteBuffer out, int index, int kind) {
        return out.put((byte) index).put((byte) ((kind << 4) | (index >> 8)));
    }

    private static ByteBuffer room(ByteBuffer out, int more) {
        if (out.remaining() >= more) {
            return out;
        }
        ByteBuffer larger = ByteBuffer.allocate(Math.max(out.capacity() * 2, out.position() + more + 64));
        return larger.put(out.flip());
    }

    private static ByteBuffer varint(ByteBuffer out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        return out.put((byte) rest);
    }

    static int column(byte[] packed, int at) {
        return (packed[at] & 0xFF) | ((packed[at + 1] & 0x0F) << 8);
    }

    static int kind(byte[] packed, int at) {
        return packed[at + 1] >> 4;
    }

    /** Where the entry after the one at {@code at} begins. */
    static int next(byte[] packed, int at) {
        int value = at + 2;
        switch (kind(packed, at)) {
            case TEXT, DECIMAL -> {
                int length = 0;
                int shift = 0;
                while (packed[value] < 0) {
                    length |= (packed[value++] & 0x7F) << shift;
                    shift += 7;
                }
                length |= packed[value++] << shift;
                return value + length;
            }
            case INTEGER -> {
                while (packed[value] < 0) {
                    value++;
                }
                return value + 1;
            }
            case GUID -> {
                return value + 16;
            }
            case DATE -> {
                return value + 4;
            }
            case DATE_TIME -> {
                return value + 8;
            }
            default -> {
                return value;
            }
        }
    }

    /** Where the column's entry begins, or -1. */
    static int find(byte[] packed, int column) {
        int at = 0;
        while (at < packed.length) {
            int here = column(packed, at);
            if (here >= column) {
                return here == column ? at : -1;
            }
            at = next(packed, at);
        }
        return -1;
    }

    /** Where the bytes of a text or decimal begin; they end at {@link #next}. */
    static int bytesStart(byte[] packed, int at) {
        int value = at + 2;
        while (packed[value] < 0) {
            value++;
        }
        return value + 1;
    }

    static long integer(byte[] packed, int at) {
        long raw = 0;
        int shift = 0;
        int value = at + 2;
        while (packed[value] < 0) {
            raw |= (long) (packed[value++] & 0x7F) << shift;
            shift += 7;
        }
        raw |= (long) packed[value] << shift;
        return (raw >>> 1) ^ -(raw & 1);
    }

    static long eightBytes(byte[] packed, int from) {
        long value = 0;
        for (int i = from; i < from + 8; i++) {
            value = (value << 8) | (packed[i] & 0xFF);
        }
        return value;
    }

    static int fourBytes(byte[] packed, int from) {
        return (packed[from] << 24)
                | ((packed[from + 1] & 0xFF) << 16)
                | ((packed[from + 2] & 0xFF) << 8)
                | (packed[from + 3] & 0xFF);
    }

    static @Nullable Object value(byte[] packed, int at) {
        if (at < 0) {
            return null;
        }
        return switch (kind(packed, at)) {
            case TEXT -> {
                int start = bytesStart(packed, at);
                yield new String(packed, start, next(packed, at) - start, StandardCharsets.UTF_8);
            }
            case DECIMAL -> {
                int start = bytesStart(packed, at);
                yield new BigDecimal(new String(packed, start, next(packed, at) - start, StandardCharsets.ISO_8859_1));
            }
            case INTEGER -> integer(packed, at);
            case TRUE -> true;
            case FALSE -> false;
            case GUID -> new UUID(eightBytes(packed, at + 2), eightBytes(packed, at + 10));
            case DATE -> LocalDate.ofEpochDay(fourBytes(packed, at + 2));
            default -> Instant.ofEpochMilli(eightBytes(packed, at + 2));
        };
    }
}
