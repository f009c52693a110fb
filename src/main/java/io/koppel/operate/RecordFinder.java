package io.koppel.operate;

import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Literals;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sync.Records;
import io.koppel.sync.Services;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the record a person means: by id, or by its own number or name. */
public final class RecordFinder {
    private final Services services;

    public RecordFinder(Services services) {
        this.services = services;
    }

    /** A record as found in its service. */
    public record Found(UUID id, @Nullable String label) {}

    /**
     * Asks the service.
     *
     * @throws OperationException if there is no such record, or several go by that name
     */
    public Found find(TableMapping mapping, Side side, String text) {
        Records records = new Records(mapping);
        String key = records.keyColumn(side);
        String label = records.labelColumn(side);
        String filter = Literals.isGuid(text) ? key + " eq " + text : label + " eq " + Literals.text(text);
        List<Row> rows = services.of(side)
                .readPage(ReadRequest.of(records.path(side))
                        .with("$filter", filter)
                        .with("$select", key + "," + label)
                        .withPageSize(2))
                .rows();
        if (rows.size() == 1) {
            return new Found(records.id(side, rows.get(0)), records.label(side, rows.get(0)));
        }
        String where = side.displayName() + " " + records.path(side);
        throw rows.isEmpty()
                ? OperationException.notFound(
                        where + " has no record '" + text + "'; name it by its id or its " + label)
                : OperationException.invalid(
                        where + " has several records called '" + text + "'; name the one you mean by its id");
    }
}
