package io.koppel.store;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
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

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    /** Appends a value; other types than those above are kept as their text. */
    public ValueWriter value(@Nullable Object value) {
        if (value == null) {
            out.write(NULL);
        } else if (value instanceof Boolean flag) {
            out.write(flag ? TRUE : FALSE);
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            out.write(LONG);
            number(((Number) value).longValue());
        } else if (value instanceof BigDecimal decimal) {
            out.write(DECIMAL);
            number(decimal.scale());
            bytes(decimal.unscaledValue().toByteArray());
        } else if (value instanceof BigInteger integer) {
            out.write(DECIMAL);
            number(0);
            bytes(integer.toByteArray());
        } else {
            out.write(TEXT);
            bytes(value.toString().getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    /** Appends a mark that stands for the value before, which saves writing an equal one again. */
    public ValueWriter same() {
        out.write(SAME);
        return this;
    }

    /** Appends a number in as few bytes as it needs. */
    public ValueWriter number(long number) {
        long zigzag = (number << 1) ^ (number >> 63);
        while ((zigzag & ~0x7FL) != 0) {
            out.write((int) ((zigzag & 0x7F) | 0x80));
            zigzag >>>= 7;
        }
        out.write((int) zigzag);
        return this;
    }

    /** Everything written so far, ready to be stored. */
    public byte[] toBytes() {
        byte[] plain = out.toByteArray();
        if (plain.length < WORTH_DEFLATING) {
            return framed(PLAIN, plain, plain.length);
        }
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] packed = new byte[plain.length];
            int length = deflater.deflate(packed);
            return deflater.finished() ? framed(DEFLATED, packed, length) : framed(PLAIN, plain, plain.length);
        } finally {
            deflater.end();
        }
    }

    private void bytes(byte[] bytes) {
        number(bytes.length);
        out.write(bytes, 0, bytes.length);
    }

    private static byte[] framed(int form, byte[] content, int length) {
        byte[] framed = new byte[length + 1];
        framed[0] = (byte) form;
        System.arraycopy(content, 0, framed, 1, length);
        return framed;
    }
}
