package io.koppel.operate.explain;

import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.filter.FilterParser;
import io.koppel.odata.Literals;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.odata.ServiceException;
import io.koppel.sync.Engine;
import io.koppel.sync.MappingRuntime;
import io.koppel.sync.Records;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads single records of a mapping with all columns an explanation looks at. */
final class LiveRecords {
    private final Engine engine;

    LiveRecords(Engine engine) {
        this.engine = engine;
    }

    LiveRecord byId(TableMapping mapping, Side side, UUID id, @Nullable String number) {
        Records records = new Records(mapping);
        boolean byNumber = side == Side.BUSINESS_CENTRAL && records.byBusinessKey();
        if (byNumber && number == null) {
            return LiveRecord.missing(id);
        }
        String filter = byNumber
                ? records.keyColumn(side) + " eq " + Literals.text(String.valueOf(number))
                : records.keyColumn(side) + " eq " + id;
        return read(mapping, side, filter, id, String.valueOf(id));
    }

    /** By number or name. */
    LiveRecord byName(TableMapping mapping, Side side, String name) {
        String filter = new Records(mapping).labelColumn(side) + " eq " + Literals.text(name);
        return read(mapping, side, filter, null, name);
    }

    private LiveRecord read(TableMapping mapping, Side side, String filter, @Nullable UUID id, String name) {
        if (side == Side.DATAVERSE && mapping.dataverse().isChoice()) {
            return LiveRecord.missing(id); // an option has no row of its own
        }
        Records records = new Records(mapping);
        try {
            List<Row> rows = engine.services()
                    .of(side)
                    .readPage(ReadRequest.of(records.path(side))
                            .with("$select", String.join(",", columns(mapping, side)))
                            .with("$filter", filter)
                            .withPageSize(3))
                    .rows();
            if (rows.size() > 1) {
                return new LiveRecord(
                        null,
                        null,
                        side.displayName() + " has several records called '" + name
                                + "'; name the one you mean by its id",
                        false);
            }
            return rows.isEmpty()
                    ? LiveRecord.missing(id)
                    : new LiveRecord(records.id(side, rows.get(0)), rows.get(0), null, false);
        } catch (ServiceException e) {
            return new LiveRecord(id, null, side.displayName() + " cannot be read: " + e.getMessage(), true);
        }
    }

    private Set<String> columns(TableMapping mapping, Side side) {
        Set<String> columns = new LinkedHashSet<>();
        for (Direction direction : mapping.passes()) {
            MappingRuntime runtime = engine.runtime(mapping, direction);
            columns.addAll(direction.source() == side ? runtime.sourceColumns() : runtime.targetColumns());
        }
        String filter = filter(mapping, side);
        if (filter != null) {
            try {
                FilterParser.parse(filter).columns().stream()
                        .filter(column -> column.indexOf('/') < 0)
                        .forEach(columns::add);
            } catch (IllegalArgumentException unreadable) {
                return columns; // the service judges that filter
            }
        }
        return columns;
    }

    /** Whether the service finds the record inside a filter that only the service can judge. */
    boolean isInFilter(TableMapping mapping, Side side, UUID id, String filter) {
        Records records = new Records(mapping);
        return !engine.services()
                .of(side)
                .readPage(ReadRequest.of(records.path(side))
                        .with("$select", records.keyColumn(side))
                        .with("$filter", "(" + filter + ") and " + records.keyColumn(side) + " eq " + id)
                        .withPageSize(1))
                .rows()
                .isEmpty();
    }

    static @Nullable String filter(TableMapping mapping, Side side) {
        return side == Side.BUSINESS_CENTRAL
                ? mapping.businessCentral().filter()
                : mapping.dataverse().filter();
    }
}
