package io.koppel.sales.source;

import io.koppel.odata.Literals;
import io.koppel.odata.ReadRequest;
import io.koppel.sync.Engine;
import java.util.List;
import java.util.UUID;

/** Finds documents of Sales by the number that people call them by. */
public final class NumberedDocuments {
    private static final int AT_MOST = 10;

    private NumberedDocuments() {}

    /**
     * Ids of the documents with that number; several where people gave it twice.
     *
     * @param filter which of them count
     */
    public static List<UUID> of(Engine engine, DocumentSource source, String number, String filter) {
        return engine
                .services()
                .dataverse()
                .readPage(ReadRequest.of(source.entitySet())
                        .with("$select", source.key())
                        .with("$filter", source.number() + " eq " + Literals.text(number) + " and (" + filter + ")")
                        .withPageSize(AT_MOST))
                .rows()
                .stream()
                .map(row -> Columns.id(row, source.key()))
                .toList();
    }
}
