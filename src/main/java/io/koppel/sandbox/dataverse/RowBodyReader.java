package io.koppel.sandbox.dataverse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.koppel.sandbox.dataverse.DataverseCatalogue.Reverse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a write from a JSON stream: properties, lookups bound by `@odata.bind`, nested rows. Unknown names and
 * wrong JSON types are refused with `0x80048d19` (dataverse-web-api.md §17 rule 3).
 */
final class RowBodyReader {
    private static final String BIND = "@odata.bind";

    private final DataverseCatalogue catalogue;
    private final ValueReader values;
    private final ReferenceResolver references;

    RowBodyReader(DataverseCatalogue catalogue, Choices choices, ReferenceResolver references) {
        this.catalogue = catalogue;
        this.values = new ValueReader(choices);
        this.references = references;
    }

    /** Finds the row a bound URL such as `/accounts({id})` or `$1` names; refuses one that does not exist. */
    interface ReferenceResolver {
        RowReference resolve(String url);
    }

    /** Reads the object the parser stands at the start of, up to and including its end. */
    RowBody read(DataverseTable table, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw DataverseError.payload("A JSON object was expected as the record's body.");
        }
        Map<DataverseColumn, @Nullable Object> row = new LinkedHashMap<>();
        List<RowBody.Nested> nested = new ArrayList<>();
        String type = null;
        String address = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            DataverseColumn column = table.property(name);
            if (column != null) {
                property(table, column, name, parser, row);
            } else if (name.equals("@odata.type")) {
                type = typeName(parser.getValueAsString(""));
            } else if (name.equals("@odata.id")) {
                address = parser.getValueAsString("");
            } else if (name.endsWith(BIND)) {
                bind(table, name.substring(0, name.length() - BIND.length()), parser, row);
            } else if (name.indexOf('@') >= 0) {
                parser.skipChildren();
            } else {
                navigation(table, name, parser, row, nested);
            }
        }
        return new RowBody(row, nested, type, address);
    }

    private void property(
            DataverseTable table,
            DataverseColumn column,
            String name,
            JsonParser parser,
            Map<DataverseColumn, @Nullable Object> row)
            throws IOException {
        if (column.type().isReference()) {
            throw DataverseError.payload(
                    "'" + name + "' is read only; a lookup is set through its navigation property with '@odata.bind'.");
        }
        // A lookup of the same logical name keeps its own spelling, so a plain property is never a reference here.
        row.put(column, values.read(table, column, parser));
    }

    private void bind(
            DataverseTable table, String navigation, JsonParser parser, Map<DataverseColumn, @Nullable Object> row)
            throws IOException {
        DataverseColumn column = table.lookupOf(navigation);
        DataverseNavigation target = table.navigation(navigation);
        if (column == null || target == null) {
            throw DataverseError.undeclared(navigation, table.logicalName());
        }
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            row.put(column, null);
            return;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw DataverseError.payload("'" + navigation + BIND + "' takes a URL or null.");
        }
        RowReference reference = references.resolve(parser.getText());
        if (!fits(target, reference.table())) {
            throw DataverseError.payload("'" + navigation + "' leads to '" + target.target() + "', not to '"
                    + reference.table().logicalName() + "'.");
        }
        row.put(column, reference.id());
    }

    private static boolean fits(DataverseNavigation navigation, DataverseTable table) {
        String name = table.logicalName();
        return navigation.target().equals("principal")
                ? name.equals("systemuser") || name.equals("team")
                : navigation.target().equals(name);
    }

    private void navigation(
            DataverseTable table,
            String name,
            JsonParser parser,
            Map<DataverseColumn, @Nullable Object> row,
            List<RowBody.Nested> nested)
            throws IOException {
        DataverseColumn lookup = table.lookupOf(name);
        DataverseNavigation single = table.navigation(name);
        if (lookup != null && single != null) {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                row.put(lookup, null);
            } else {
                DataverseTable target = catalogue.table(single.target());
                if (target == null) {
                    throw DataverseError.payload("'" + name + "' cannot be created along with a record.");
                }
                nested.add(new RowBody.Nested(name, target, false, read(target, parser)));
            }
            return;
        }
        Reverse reverse = catalogue.reverse(table, name);
        if (reverse == null) {
            throw DataverseError.undeclared(name, table.logicalName());
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw DataverseError.payload("'" + name + "' takes an array of records.");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            nested.add(new RowBody.Nested(name, reverse.table(), true, read(reverse.table(), parser)));
        }
    }

    private static String typeName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
