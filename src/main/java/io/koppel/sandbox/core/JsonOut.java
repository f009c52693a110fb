package io.koppel.sandbox.core;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON into bytes. Made for pages of many thousand rows: names come as bytes already, values of packed rows are
 * copied without becoming objects, and there is no tree. Commas are its work, balance of brackets the caller's.
 */
public final class JsonOut {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    private byte[] bytes;
    private int size;
    private boolean comma;

    public JsonOut() {
        this(1024);
    }

    public JsonOut(int capacity) {
        bytes = new byte[capacity];
    }

    /** {@code "name":} as bytes, for {@link #name(byte[])}. */
    public static byte[] nameBytes(String name) {
        JsonOut out = new JsonOut(name.length() + 8);
        out.string(name).raw(":");
        return out.toBytes();
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    public int size() {
        return size;
    }

    public JsonOut beginObject() {
        separate();
        put('{');
        comma = false;
        return this;
    }

    public JsonOut endObject() {
        put('}');
        comma = true;
        return this;
    }

    public JsonOut beginArray() {
        separate();
        put('[');
        comma = false;
        return this;
    }

    public JsonOut endArray() {
        put(']');
        comma = true;
        return this;
    }

    public JsonOut name(byte[] nameAndColon) {
        separate();
        raw(nameAndColon, 0, nameAndColon.length);
        comma = false;
        return this;
    }

    public JsonOut name(String name) {
        string(name);
        put(':');
        comma = false;
        return this;
    }

    public JsonOut string(String text) {
        separate();
        put('"');
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            char c = text.charAt(i);
            plain = c >= ' ' && c < 0x7F && c != '"' && c != '\\';
        }
        if (plain) {
            room(text.length());
            for (int i = 0; i < text.length(); i++) {
                bytes[size++] = (byte) text.charAt(i);
            }
        } else {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            escaped(utf8, 0, utf8.length);
        }
        put('"');
        return end();
    }

    /** A text that is UTF-8 already. */
    public JsonOut utf8(byte[] from, int start, int end) {
        separate();
        put('"');
        escaped(from, start, end);
        put('"');
        return end();
    }

    /** A number, or anything else that is valid JSON as it stands. */
    public JsonOut literal(byte[] from, int start, int end) {
        separate();
        raw(from, start, end);
        return end();
    }

    public JsonOut literal(String json) {
        separate();
        raw(json);
        return end();
    }

    public JsonOut number(long value) {
        return literal(Long.toString(value));
    }

    public JsonOut bool(boolean value) {
        return literal(value ? "true" : "false");
    }

    public JsonOut nothing() {
        return literal("null");
    }

    public JsonOut guid(long high, long low) {
        separate();
        room(38);
        bytes[size++] = '"';
        hex(high, 60, 8);
        bytes[size++] = '-';
        hex(high, 28, 4);
        bytes[size++] = '-';
        hex(high, 12, 4);
        bytes[size++] = '-';
        hex(low, 60, 4);
        bytes[size++] = '-';
        hex(low, 44, 12);
        bytes[size++] = '"';
        return end();
    }

    public JsonOut guid(UUID id) {
        return guid(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    public JsonOut date(LocalDate date) {
        separate();
        room(12);
        bytes[size++] = '"';
        day(date);
        bytes[size++] = '"';
        return end();
    }

    /** A point in time in UTC, with milliseconds or without. */
    public JsonOut time(long epochMillis, boolean millis) {
        separate();
        room(26);
        bytes[size++] = '"';
        day(LocalDate.ofEpochDay(Math.floorDiv(epochMillis, 86_400_000L)));
        int ofDay = (int) Math.floorMod(epochMillis, 86_400_000L);
        bytes[size++] = 'T';
        digits(ofDay / 3_600_000, 2);
        bytes[size++] = ':';
        digits(ofDay / 60_000 % 60, 2);
        bytes[size++] = ':';
        digits(ofDay / 1000 % 60, 2);
        if (millis) {
            bytes[size++] = '.';
            digits(ofDay % 1000, 3);
        }
        bytes[size++] = 'Z';
        bytes[size++] = '"';
        return end();
    }

    /** Any value of a row, list or map; times with milliseconds. */
    public JsonOut value(@Nullable Object value) {
        if (value == null) {
            return nothing();
        } else if (value instanceof String text) {
            return string(text);
        } else if (value instanceof BigDecimal decimal) {
            return literal(decimal.toPlainString());
        } else if (value instanceof Number || value instanceof Boolean) {
            return literal(value.toString());
        } else if (value instanceof UUID id) {
            return guid(id);
        } else if (value instanceof LocalDate date) {
            return date(date);
        } else if (value instanceof Instant instant) {
            return time(instant.toEpochMilli(), true);
        } else if (value instanceof Map<?, ?> map) {
            beginObject();
            map.forEach((key, member) -> name(key.toString()).value(member));
            return endObject();
        } else if (value instanceof List<?> list) {
            beginArray();
            list.forEach(this::value);
            return endArray();
        }
        return string(value.toString());
    }

    private void day(LocalDate date) {
        digits(date.getYear(), 4);
        bytes[size++] = '-';
        digits(date.getMonthValue(), 2);
        bytes[size++] = '-';
        digits(date.getDayOfMonth(), 2);
    }

    private void digits(int value, int count) {
        int rest = value;
        for (int i = size + count - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += count;
    }

    private void hex(long value, int firstShift, int count) {
        for (int i = 0, shift = firstShift; i < count; i++, shift -= 4) {
            bytes[size++] = HEX[(int) (value >>> shift) & 0xF];
        }
    }

    private void escaped(byte[] from, int start, int end) {
        room((end - start) * 6);
        for (int i = start; i < end; i++) {
            byte b = from[i];
            if (b == '"' || b == '\\') {
                bytes[size++] = '\\';
                bytes[size++] = b;
            } else if (b >= 0 && b < ' ') {
                bytes[size++] = '\\';
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = HEX[b >> 4];
                bytes[size++] = HEX[b & 0xF];
            } else {
                bytes[size++] = b;
            }
        }
    }

    private void raw(String ascii) {
        room(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[size++] = (byte) ascii.charAt(i);
        }
    }

    private void raw(byte[] from, int start, int end) {
        room(end - start);
        System.arraycopy(from, start, bytes, size, end - start);
        size += end - start;
    }

    private void separate() {
        if (comma) {
            put(',');
        }
        comma = false;
    }

    private JsonOut end() {
        comma = true;
        return this;
    }

    private void put(char c) {
        room(1);
        bytes[size++] = (byte) c;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
