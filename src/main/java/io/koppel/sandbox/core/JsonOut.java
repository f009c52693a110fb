package io.koppel.sandbox.core;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON into bytes. Made for pages of many thousand rows: names come as bytes already, values of packed rows are
 * copied without becoming objects, and there is no tree. Commas are its work, balance of brackets the caller's.
 */
public final class JsonOut {
    private final Bytes bytes;
    private boolean comma;

    public JsonOut() {
        this(1024);
    }

    public JsonOut(int capacity) {
        bytes = new Bytes(capacity);
    }

    /** {@code "name":} as bytes, for {@link #name(byte[])}. */
    public static byte[] nameBytes(String name) {
        JsonOut out = new JsonOut(name.length() + 8);
        out.string(name);
        out.bytes.put(':');
        return out.toBytes();
    }

    public byte[] toBytes() {
        return bytes.toBytes();
    }

    public int size() {
        return bytes.size();
    }

    public JsonOut beginObject() {
        return begin('{');
    }

    public JsonOut endObject() {
        return end('}');
    }

    public JsonOut beginArray() {
        return begin('[');
    }

    public JsonOut endArray() {
        return end(']');
    }

    private JsonOut begin(char bracket) {
        separate();
        bytes.put(bracket);
        return this;
    }

    private JsonOut end(char last) {
        bytes.put(last);
        comma = true;
        return this;
    }

    public JsonOut name(byte[] nameAndColon) {
        separate();
        bytes.copy(nameAndColon, 0, nameAndColon.length);
        return this;
    }

    public JsonOut name(String name) {
        string(name);
        bytes.put(':');
        comma = false;
        return this;
    }

    public JsonOut string(String text) {
        begin('"');
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            char c = text.charAt(i);
            plain = c >= ' ' && c < 0x7F && c != '"' && c != '\\';
        }
        if (plain) {
            bytes.ascii(text);
        } else {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            bytes.escaped(utf8, 0, utf8.length);
        }
        return end('"');
    }

    /** A text that is UTF-8 already. */
    public JsonOut utf8(byte[] from, int start, int end) {
        begin('"');
        bytes.escaped(from, start, end);
        return end('"');
    }

    /** A number, or anything else that is valid JSON as it stands. */
    public JsonOut literal(byte[] from, int start, int end) {
        separate();
        bytes.copy(from, start, end);
        comma = true;
        return this;
    }

    public JsonOut literal(String json) {
        separate();
        bytes.ascii(json);
        comma = true;
        return this;
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
        begin('"');
        bytes.guid(high, low);
        return end('"');
    }

    public JsonOut guid(UUID id) {
        return guid(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    public JsonOut date(LocalDate date) {
        begin('"');
        bytes.day(date);
        return end('"');
    }

    /** A point in time in UTC, with milliseconds or without. */
    public JsonOut time(long epochMillis, boolean millis) {
        begin('"');
        bytes.day(LocalDate.ofEpochDay(Math.floorDiv(epochMillis, 86_400_000L)));
        bytes.put('T');
        bytes.timeOfDay((int) Math.floorMod(epochMillis, 86_400_000L), millis);
        bytes.put('Z');
        return end('"');
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

    private void separate() {
        if (comma) {
            bytes.put(',');
        }
        comma = false;
    }
}
