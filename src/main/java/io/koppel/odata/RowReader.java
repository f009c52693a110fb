package io.koppel.odata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows one after the other. Services send the columns of a page in the same order in each row, so a row is read
 * against the names of the one before it; the first difference starts new names.
 */
final class RowReader {
    private static final String ETAG = "@odata.etag";
    private static final String CONTEXT = "@odata.context";
    private static final String DELETED = "/$deletedEntity";

    private @Nullable ColumnNames columns;
    private @Nullable Object[] buffer = new Object[64];

    /** What one element of a page is: a row, or the id of a row deleted since the last tracked read. */
    record Element(@Nullable Row row, @Nullable String deletedId) {}

    /** Reads the object whose start the parser stands on. */
    Element read(JsonParser parser) throws IOException {
        String etag = null;
        String context = null;
        boolean removed = false;
        int count = 0;
        List<String> differing = null;
        ColumnNames expected = columns;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.startsWith("@")) {
                switch (name) {
                    case ETAG -> etag = parser.getValueAsString();
                    case CONTEXT -> context = parser.getValueAsString();
                    case "@removed" -> {
                        removed = true;
                        parser.skipChildren();
                    }
                    default -> parser.skipChildren();
                }
                continue;
            }
            if (differing == null
                    && (expected == null
                            || count >= expected.size()
                            || !expected.name(count).equals(name))) {
                differing = firstNames(expected, count);
            }
            if (differing != null) {
                differing.add(name);
            }
            if (count == buffer.length) {
                buffer = Arrays.copyOf(buffer, count * 2);
            }
            buffer[count++] = JsonRows.value(parser, token);
        }
        Map<String, @Nullable Object> values = values(expected, differing, count);
        if (removed || (context != null && context.endsWith(DELETED))) {
            return new Element(null, String.valueOf(values.get("id")));
        }
        return new Element(new Row(etag, values), null);
    }

    private Map<String, @Nullable Object> values(
            @Nullable ColumnNames expected, @Nullable List<String> differing, int count) {
        ColumnNames found = expected;
        if (differing != null || expected == null || expected.size() != count) {
            List<String> names = differing == null ? firstNames(expected, count) : differing;
            if (names.stream().distinct().count() != names.size()) {
                return lastWins(names);
            }
            found = new ColumnNames(names);
            columns = found;
        }
        return found == null ? Map.of() : new RowValues(found, Arrays.copyOf(buffer, count));
    }

    private Map<String, @Nullable Object> lastWins(List<String> names) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int at = 0; at < names.size(); at++) {
            values.put(names.get(at), buffer[at]);
        }
        return values;
    }

    private static List<String> firstNames(@Nullable ColumnNames from, int count) {
        List<String> names = new ArrayList<>();
        for (int at = 0; from != null && at < count; at++) {
            names.add(from.name(at));
        }
        return names;
    }
}
