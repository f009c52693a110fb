package io.koppel.odata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON answers as they stream by. Whole numbers become Long where they fit, all others BigDecimal exactly as written:
 * money that went through a double is wrong. Dates stay text.
 */
final class JsonRows {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonRows() {}

    /**
     * Reads a page.
     *
     * @throws IOException when the body is not a complete JSON object with a list {@code value}
     */
    static Page page(HttpResponseValue response, Instant serverTime) throws IOException {
        List<Row> rows = null;
        List<String> deleted = new ArrayList<>();
        String next = null;
        String delta = null;
        Long count = null;
        try (JsonParser parser = parser(response)) {
            expect(parser, parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                switch (name) {
                    case "value" -> rows = rows(parser, token, deleted);
                    case "@odata.nextLink" -> next = parser.getValueAsString();
                    case "@odata.deltaLink" -> delta = parser.getValueAsString();
                    case "@odata.count" -> count = parser.getValueAsLong();
                    default -> parser.skipChildren();
                }
            }
            expect(parser, parser.currentToken(), JsonToken.END_OBJECT);
        }
        if (rows == null) {
            throw new IOException("expected a JSON object with a list 'value', found none");
        }
        return new Page(rows, next, delta, count, deleted, serverTime);
    }

    private static List<Row> rows(JsonParser parser, JsonToken token, List<String> deleted) throws IOException {
        expect(parser, token, JsonToken.START_ARRAY);
        List<Row> rows = new ArrayList<>();
        RowReader reader = new RowReader();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            RowReader.Element element = reader.read(parser);
            if (element.row() != null) {
                rows.add(element.row());
            } else if (element.deletedId() != null) {
                deleted.add(element.deletedId());
            }
        }
        expect(parser, parser.currentToken(), JsonToken.END_ARRAY);
        return rows;
    }

    /** Reads an answer that is one object; an empty body is an empty object. */
    static Map<String, @Nullable Object> object(HttpResponseValue response) throws IOException {
        return whole(parser(response));
    }

    /** Reads a slice of bytes that is one object. */
    static Map<String, @Nullable Object> object(byte[] bytes, int from, int length) throws IOException {
        return whole(FACTORY.createParser(bytes, from, length));
    }

    private static Map<String, @Nullable Object> whole(JsonParser parser) throws IOException {
        try (parser) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return Map.of();
            }
            expect(parser, first, JsonToken.START_OBJECT);
            return object(parser);
        }
    }

    /** Reads the object whose start the parser stands on. */
    static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            values.put(name, value(parser, parser.nextToken()));
        }
        expect(parser, parser.currentToken(), JsonToken.END_OBJECT);
        return values;
    }

    /** Reads the value the parser stands on. */
    static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new JsonParseException(parser, "the body ends in the middle");
        }
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            default -> throw new JsonParseException(parser, "expected a value, found " + token);
        };
    }

    private static Object integer(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? new BigDecimal(parser.getBigIntegerValue())
                : (Object) parser.getLongValue();
    }

    private static List<@Nullable Object> list(JsonParser parser) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            values.add(value(parser, token));
            token = parser.nextToken();
        }
        return values;
    }

    /** A parser over the body of an answer; its bytes as they are where nothing is to be decompressed. */
    static JsonParser parser(HttpResponseValue response) throws IOException {
        return response.compressed() ? FACTORY.createParser(response.content()) : FACTORY.createParser(response.body());
    }

    static void expect(JsonParser parser, @Nullable JsonToken found, JsonToken expected) throws IOException {
        if (found != expected) {
            throw new JsonParseException(
                    parser, "expected " + expected + ", found " + (found == null ? "the end of the body" : found));
        }
    }
}
