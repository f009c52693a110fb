package io.koppel.store;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ValueWriter} wrote. */
public final class ValueReader {
    private final byte[] content;
    private int position;
    private @Nullable Object last;

    /** @throws IllegalArgumentException if the bytes are not what a writer wrote */
    public ValueReader(byte[] stored) {
        boolean deflated = stored[0] == ValueWriter.DEFLATED;
        this.content = deflated ? inflate(stored) : stored;
        this.position = deflated ? 0 : 1;
    }

    /** Whether everything was read. */
    public boolean atEnd() {
        return position >= content.length;
    }

    /** The next value; a mark for "same" answers the value before. */
    public @Nullable Object value() {
        int tag = content[position++];
        last = switch (tag) {
            case ValueWriter.NULL -> null;
            case ValueWriter.TEXT -> text();
            case ValueWriter.LONG -> number();
            case ValueWriter.DECIMAL -> decimal();
            case ValueWriter.TRUE -> true;
            case ValueWriter.FALSE -> false;
            case ValueWriter.SAME -> last;
            default -> throw new IllegalArgumentException("stored values are damaged: unknown tag " + tag);
        };
        return last;
    }

    /** The next number. */
    public long number() {
        long zigzag = 0;
        int shift = 0;
        byte part;
        do {
            part = content[position++];
            zigzag |= (long) (part & 0x7F) << shift;
            shift += 7;
        } while ((part & 0x80) != 0);
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    /** The next id. */
    public UUID id() {
        return new UUID(bits(), bits());
    }

    private long bits() {
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = (bits << Byte.SIZE) | (content[position++] & 0xFF);
        }
        return bits;
    }

    private BigDecimal decimal() {
        int scale = (int) number();
        return new BigDecimal(new BigInteger(bytes()), scale);
    }

    private String text() {
        int length = (int) number();
        String text = new String(content, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    private byte[] bytes() {
        int length = (int) number();
        byte[] result = Arrays.copyOfRange(content, position, position + length);
        position += length;
        return result;
    }

    private static byte[] inflate(byte[] stored) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stored, 1, stored.length - 1);
            ByteArrayOutputStream out = new ByteArrayOutputStream(stored.length * 4);
            byte[] buffer = new byte[4096];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0 && inflater.needsInput()) {
                    throw new IllegalArgumentException("stored values are damaged: they end too early");
                }
                out.write(buffer, 0, length);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("stored values are damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }
}
