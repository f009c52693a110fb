package io.koppel.sales.quote;

import io.koppel.odata.ODataService;
import io.koppel.odata.Row;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Quotes of Business Central as this package looks at them. */
final class QuoteDocuments {
    /** The set of the companion API. */
    static final String SET = "salesQuotes";

    static final String COLUMNS = "systemId,number,status,dataverseId,discountAmount,archivedVersions";

    private QuoteDocuments() {}

    /** Path of one quote. */
    static String path(Object id) {
        return SET + "(" + id + ")";
    }

    /** Quotes with these SystemIds, by id; those that do not exist are left out. */
    static Map<String, Row> read(ODataService service, Collection<String> ids) {
        Map<String, Row> found = new HashMap<>();
        if (!ids.isEmpty()) {
            for (Row row : service.readByIds(SET, "systemId", ids, Map.of("$select", COLUMNS))
                    .rows()) {
                found.put(String.valueOf(row.text("systemId")), row);
            }
        }
        return found;
    }

    /** Ids of lines follow from the revision they belong to, so that a rewrite that was begun can be finished. */
    static UUID lineId(UUID quote, Map<String, @Nullable Object> line) {
        return UUID.nameUUIDFromBytes(
                ("quote " + quote + " line " + line.get("lineNumber")).getBytes(StandardCharsets.UTF_8));
    }

    /** Ids of notes follow from the notes they are copied from. */
    static UUID noteId(UUID quote, UUID annotation) {
        return UUID.nameUUIDFromBytes(("quote " + quote + " note " + annotation).getBytes(StandardCharsets.UTF_8));
    }
}
