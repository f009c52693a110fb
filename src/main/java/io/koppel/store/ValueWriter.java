package io.koppel.store;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Writes plain values (text, numbers, booleans, null) into few bytes. Small contents stay as they are; larger ones are
 * deflated. {@link ValueReader} reads them back exactly: a decimal keeps its scale.
 */
public final class ValueWriter {
    static final int NULL = 0;
    static final int TEXT = 1;
    static final int LONG = 2;
    static final int DECIMAL = 3;
    static final int TRUE = 4;
    static final int FALSE = 5;
    static final int SAME = 6;
    static final int PLAIN = 0;
    static final int DEFLATED = 1;
    private static final int WORTH_DEFLATING = 1024;

    private byte[] content = new byte[512];
    // The first byte is for the form.
    private int length = 1;

    /** Appends a value; other types than those above are kept as their text. */
    public ValueWriter value(@Nullable Object value) {
        if (value == null) {
            put(NULL);
        } else if (value instanceof Boolean flag) {
            put(flag ? TRUE : FALSE);
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            put(LONG);
            number(((Number) value).longValue());
        } else if (value instanceof BigDecimal decimal) {
            put(DECIMAL);
            number(decimal.scale());
            bytes(decimal.unscaledValue().toByteArray());
        } else if (value instanceof BigInteger integer) {
            put(DECIMAL);
            number(0);
            bytes(integer.toByteArray());
        } else {
            put(TEXT);
            bytes(value.toString().getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    /** Appends a mark that stands for the value before, which saves writing an equal one again. */
    public ValueWriter same() {
        put(SAME);
        return this;
    }

    /** Appends a number in as few bytes as it needs. */
    public ValueWriter number(long number) {
        long zigzag = (number << 1) ^ (number >> 63);
        while ((zigzag & ~0x7FL) != 0) {
            put((int) ((zigzag & 0x7F) | 0x80));
            zigzag >>>= 7;
        }
        put((int) zigzag);
        return this;
    }

    /** Appends an id: sixteen bytes. */
    public ValueWriter id(UUID id) {
        bits(id.getMostSignificantBits());
        bits(id.getLeastSignificantBits());
        return this;
    }

    /** Everything written so far, ready to be stored. */
    public byte[] toBytes() {
        byte[] packed = length > WORTH_DEFLATING ? deflated() : null;
        return packed == null ? Arrays.copyOf(content, length) : packed;
    }

    /** Answers null if deflating makes it no smaller. */
    private byte @Nullable [] deflated() {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(content, 1, length - 1);
            deflater.finish();
            byte[] packed = new byte[length];
            packed[0] = DEFLATED;
            int end = deflater.deflate(packed, 1, length - 1) + 1;
            return deflater.finished() ? Arrays.copyOf(packed, end) : null;
        } finally {
            deflater.end();
        }
    }

    private void bits(long bits) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            put((int) (bits >>> shift));
        }
    }

    private void bytes(byte[] bytes) {
        number(bytes.length);
        if (length + bytes.length > content.length) {
            content = Arrays.copyOf(content, Math.max(content.length * 2, length + bytes.length));
        }
        System.arraycopy(bytes, 0, content, length, bytes.length);
        length += bytes.length;
    }

    private void put(int part) {
        if (length == content.length) {
            content = Arrays.copyOf(content, content.length * 2);
        }
        content[length++] = (byte) part;
    }
}
