package io.koppel.odata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes bodies straight to bytes; decimals in plain notation, exactly as held. */
final class JsonBody {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private JsonBody() {}

    /** Writes to a generator; what one body writer differs in from another. */
    interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** The bytes of one object. */
    static byte[] bytes(Map<String, ? extends @Nullable Object> object) {
        return bytes(json -> write(json, object));
    }

    /** The bytes of what {@code content} writes. */
    static byte[] bytes(Content content) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(2048)) {
            try (JsonGenerator json = generator(bytes)) {
                content.writeTo(json);
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A generator onto a stream that stays open. */
    static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /**
     * Writes any value that a row may hold.
     *
     * @throws IllegalArgumentException for a type that has no JSON form here
     */
    static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number) {
            number(json, number);
        } else if (value instanceof Map<?, ?> object) {
            json.writeStartObject();
            members(json, object);
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof UUID || value instanceof Temporal || value instanceof CharSequence) {
            json.writeString(value.toString());
        } else {
            throw new IllegalArgumentException("a value of " + value.getClass().getName()
                    + " cannot be sent; expected text, number, boolean, date, GUID, list or map");
        }
    }

    /** Writes the members of an object that was started. */
    static void members(JsonGenerator json, Map<?, ?> object) throws IOException {
        for (Map.Entry<?, ?> member : object.entrySet()) {
            json.writeFieldName(String.valueOf(member.getKey()));
            write(json, member.getValue());
        }
    }

    private static void number(JsonGenerator json, Number number) throws IOException {
        if (number instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (number instanceof BigInteger big) {
            json.writeNumber(big);
        } else if (number instanceof Double || number instanceof Float) {
            json.writeNumber(new BigDecimal(number.toString()));
        } else {
            json.writeNumber(number.longValue());
        }
    }
}
