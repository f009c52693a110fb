package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Column;
import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes rows as the service answers them: ETag, columns, annotations, expanded rows (dataverse-web-api.md §5.3, §5.4). */
final class RowJson {
    private static final byte[] ETAG = JsonOut.nameBytes("@odata.etag");

    private final DataverseStore store;
    private final Values values;
    private final FormattedValues formatted;
    private final RowShape shape;
    private final Annotations annotations;
    private final RowReader reader;
    private final Cell[] cells;

    /** A column with what is needed to write it fast. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and bytes are what is written
    private record Cell(DataverseColumn column, byte[] name, @Nullable Column stored) {}

    RowJson(DataverseStore store, RowShape shape, Annotations annotations) {
        this.store = store;
        this.values = new Values(store);
        this.formatted = new FormattedValues(store);
        this.shape = shape;
        this.annotations = annotations;
        this.reader = new RowReader(shape.table().rows().schema());
        this.cells = shape.columns().stream()
                .map(column -> new Cell(
                        column, shape.table().nameBytes(column), shape.table().stored(column)))
                .toArray(Cell[]::new);
    }

    /** The version of a row as an ETag. */
    static String etag(Row row) {
        return "W/\"" + row.version() + "\"";
    }

    /** Writes one row as an object. */
    void write(JsonOut out, Row row) {
        out.beginObject();
        writeMembers(out, row);
        out.endObject();
    }

    /** Writes a row's members into an object that is open already. */
    void writeMembers(JsonOut out, Row row) {
        reader.at(row);
        out.name(ETAG).literal("\"W/\\\"" + row.version() + "\\\"\"");
        for (Cell cell : cells) {
            out.name(cell.name());
            Column stored = cell.stored();
            if (stored == null) {
                value(out, values.of(shape.table(), row, cell.column()));
            } else if (!reader.write(stored, out, false)) {
                if (cell.column().type() == ColumnType.BOOLEAN) {
                    out.bool(false);
                } else {
                    out.nothing();
                }
            }
            if (annotations.any()) {
                annotate(out, row, cell.column());
            }
        }
        for (RowShape.Expand expand : shape.expands()) {
            out.name(expand.name());
            expand(out, row, expand);
        }
    }

    static void value(JsonOut out, @Nullable Object value) {
        if (value instanceof Instant instant) {
            out.time(instant.toEpochMilli(), false);
        } else {
            out.value(value);
        }
    }

    private void annotate(JsonOut out, Row row, DataverseColumn column) {
        Object value = values.of(shape.table(), row, column);
        if (value == null) {
            return;
        }
        if (annotations.formatted()) {
            String text = formatted.of(shape.table(), row, column, value);
            if (text != null) {
                out.name(column.property() + "@" + Annotations.FORMATTED).string(text);
            }
        }
        if (annotations.lookups() && column.type().isReference()) {
            DataverseStore.Found target = store.follow(column, value);
            if (target != null) {
                String table = target.table().table().logicalName();
                out.name(column.property() + "@" + Annotations.LOOKUP_TABLE).string(table);
                for (DataverseNavigation navigation : column.navigations()) {
                    if (navigation.target().equals(table) || navigation.target().equals("principal")) {
                        out.name(column.property() + "@" + Annotations.LOOKUP_NAVIGATION)
                                .string(navigation.name());
                    }
                }
            }
        }
    }

    private void expand(JsonOut out, Row row, RowShape.Expand expand) {
        DataverseNavigation navigation = expand.navigation();
        if (navigation != null) {
            DataverseColumn lookup = shape.table().table().lookupOf(navigation.name());
            DataverseStore.Found found =
                    lookup == null ? null : store.follow(navigation, values.of(shape.table(), row, lookup));
            single(out, expand, found);
            return;
        }
        RowShape inner = expand.shape();
        out.beginArray();
        if (inner != null) {
            RowJson json = new RowJson(store, inner, annotations);
            related(row.id(), expand).forEach(one -> json.write(out, one));
        }
        out.endArray();
    }

    private void single(JsonOut out, RowShape.Expand expand, DataverseStore.@Nullable Found found) {
        RowShape inner = expand.shape();
        if (found == null) {
            out.nothing();
        } else if (inner == null) {
            out.beginObject()
                    .name("@odata.type")
                    .string("#Microsoft.Dynamics.CRM." + found.table().table().logicalName())
                    .name("ownerid")
                    .guid(found.row().id())
                    .endObject();
        } else {
            new RowJson(store, inner, annotations).write(out, found.row());
        }
    }

    private List<Row> related(UUID id, RowShape.Expand expand) {
        List<Row> rows = new ArrayList<>();
        Iterator<Row> candidates = new RelatedRows(store).of(shape.table(), id, expand.reverse(), expand.association());
        while (candidates.hasNext()) {
            Row row = candidates.next();
            if (expand.filter() == null || expand.filter().test(row)) {
                rows.add(row);
            }
        }
        rows.sort(expand.order().comparator());
        return rows.size() > expand.top() ? rows.subList(0, expand.top()) : rows;
    }
}
