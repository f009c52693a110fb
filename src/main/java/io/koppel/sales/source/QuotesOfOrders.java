package io.koppel.sales.source;

import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sales.document.SalesHeader;
import io.koppel.sync.Engine;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The quotes that orders of Sales were made from: the documents of Business Central whose Your Reference is the quote's number
 * (sales-documents.md §1.4 row 15).
 */
public final class QuotesOfOrders {
    private final Engine engine;

    public QuotesOfOrders(Engine engine) {
        this.engine = engine;
    }

    /**
     * Documents of Business Central by the ids of quotes of Sales; those without one are left out.
     *
     * @param quotes ids in Sales, some of which may be null
     */
    public Map<UUID, Row> documents(Collection<@Nullable UUID> quotes) {
        Map<UUID, String> numbers = numbers(quotes);
        if (numbers.isEmpty()) {
            return Map.of();
        }
        String filter = numbers.values().stream()
                .distinct()
                .map(number -> "yourReference eq '" + number.replace("'", "''") + "'")
                .collect(Collectors.joining(" or "));
        Map<String, Row> byReference = new HashMap<>();
        for (Row row : engine.services()
                .businessCentral()
                .readPage(ReadRequest.of("salesQuotes")
                        .with("$select", "systemId,number,yourReference,archivedVersions")
                        .with("$filter", filter))
                .rows()) {
            byReference.put(Columns.text(row, "yourReference"), row);
        }
        Map<UUID, Row> found = new HashMap<>();
        numbers.forEach((id, number) -> {
            Row row = byReference.get(number);
            if (row != null) {
                found.put(id, row);
            }
        });
        return found;
    }

    /** What Your Reference shows of the quotes' numbers. */
    private Map<UUID, String> numbers(Collection<@Nullable UUID> quotes) {
        Map<UUID, String> numbers = new HashMap<>();
        for (Row row : engine.services()
                .dataverse()
                .readByIds(
                        "quotes",
                        "quoteid",
                        quotes.stream()
                                .filter(Objects::nonNull)
                                .map(UUID::toString)
                                .distinct()
                                .toList(),
                        Map.of("$select", "quoteid,quotenumber"))
                .rows()) {
            numbers.put(Columns.id(row, "quoteid"), SalesHeader.reference(Columns.text(row, "quotenumber")));
        }
        return numbers;
    }
}
