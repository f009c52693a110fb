package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.Rows;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.SandboxResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Change tracking (dataverse-web-api.md §7): first the whole table, page by page, with a delta link at its end; behind a
 * delta link the rows changed since, then the ids of those deleted.
 */
final class DeltaReader {
    private final DataverseStore store;
    private final RowShapes shapes;
    private final String serviceUrl;
    private final Duration tokenLifetime;

    DeltaReader(DataverseStore store, RowShapes shapes, String serviceUrl, Duration tokenLifetime) {
        this.store = store;
        this.shapes = shapes;
        this.serviceUrl = serviceUrl;
        this.tokenLifetime = tokenLifetime;
    }

    /**
     * Where a tracked read stands.
     *
     * @param since the token the client came with, null for a first read of everything
     * @param until the token the client will leave with: the state when its first page was read
     * @param after the last row of the page before
     * @param deletionsTold deletions on pages before
     */
    private record State(@Nullable DeltaToken since, DeltaToken until, @Nullable UUID after, int deletionsTold) {}

    SandboxResponse page(Exchange exchange, StoredTable table, QueryOptions options) {
        if (!table.table().isTracked()) {
            throw new DataverseError(
                    400, "0x80072491", "Change tracking is not enabled for the table '" + table.table() + "'.");
        }
        refuse(options);
        RowShape shape = shapes.of(table, options.get("$select"), null);
        PagingCookie cookie = PagingCookie.parse(options.get("$skiptoken"));
        State state = state(table, options, cookie);
        List<Row> rows = new ArrayList<>();
        Iterator<Row> candidates = candidates(table, state);
        while (rows.size() < options.pageSize() && candidates.hasNext()) {
            rows.add(candidates.next());
        }
        boolean moreRows = candidates.hasNext();
        List<UUID> deletions = moreRows ? List.of() : deletions(table, state);
        int room = options.pageSize() - rows.size();
        int end = Math.min(deletions.size(), state.deletionsTold() + room);
        List<UUID> told = moreRows ? List.of() : deletions.subList(Math.min(state.deletionsTold(), end), end);

        JsonOut out = new JsonOut(1 << 16);
        String context = serviceUrl + "$metadata#" + table.table().entitySet();
        out.beginObject()
                .name("@odata.context")
                .string(context + shape.context() + (state.since() == null ? "" : "/$delta"));
        if (moreRows || end < deletions.size()) {
            UUID last =
                    rows.isEmpty() ? state.after() : rows.get(rows.size() - 1).id();
            out.name("@odata.nextLink").string(next(exchange, cookie, state, last, end));
        } else {
            out.name("@odata.deltaLink")
                    .string(PagingCookie.next(
                            exchange.baseUrl(),
                            exchange.request(),
                            "$deltatoken=" + state.until().encoded()));
        }
        write(out, shape, options.annotations(), rows, told, context);
        return SandboxResponse.json(200, out.endObject()).withRecords(rows.size() + told.size());
    }

    /** Answers `GET set/$count?$deltatoken=…`. */
    SandboxResponse count(StoredTable table, QueryOptions options) {
        State state = state(table, options, null);
        int count = deletions(table, state).size();
        Iterator<Row> rows = candidates(table, state);
        while (rows.hasNext()) {
            rows.next();
            count++;
        }
        return SandboxResponse.text(200, Integer.toString(count));
    }

    private void write(
            JsonOut out, RowShape shape, Annotations annotations, List<Row> rows, List<UUID> deleted, String context) {
        RowJson json = new RowJson(store, shape, annotations);
        out.name("value").beginArray();
        rows.forEach(row -> json.write(out, row));
        for (UUID id : deleted) {
            out.beginObject().name("@odata.context").string(context + "/$deletedEntity");
            out.name("id").guid(id).name("reason").string("deleted").endObject();
        }
        out.endArray();
    }

    private static String next(
            Exchange exchange, @Nullable PagingCookie cookie, State state, @Nullable UUID last, int told) {
        DeltaToken since = state.since();
        String tracking =
                (since == null ? "" : since.text()) + "/" + state.until().text();
        String place = (last == null ? "" : last) + "/" + told;
        int number = cookie == null ? 2 : cookie.page() + 1;
        return new PagingCookie(number, place, "", tracking).link(exchange.baseUrl(), exchange.request());
    }

    private State state(StoredTable table, QueryOptions options, @Nullable PagingCookie cookie) {
        if (cookie != null) {
            String[] tokens = cookie.tracking().split("/", 2);
            String[] place = cookie.place().split("/", 2);
            if (tokens.length != 2 || place.length != 2) {
                throw new DataverseError(400, "0x8004112A", "The paging cookie is invalid.");
            }
            return new State(
                    tokens[0].isEmpty() ? null : DeltaToken.parse(tokens[0]),
                    DeltaToken.parse(tokens[1]),
                    Guids.parse(place[0]),
                    Numbers.parse("$skiptoken", place[1]));
        }
        String token = options.get("$deltatoken");
        DeltaToken since = token == null ? null : DeltaToken.parse(token);
        if (since != null
                && since.at().plus(tokenLifetime).isBefore(store.database().now())) {
            throw DeltaToken.expired(
                    "Version stamp associated with the client has expired. Please perform a full sync.");
        }
        return new State(since, DeltaToken.now(store, table), null, 0);
    }

    private static Iterator<Row> candidates(StoredTable table, State state) {
        DeltaToken since = state.since();
        return new FilteredRows(
                Rows.byId(table.rows(), state.after(), false), row -> since == null || row.version() > since.version());
    }

    private static List<UUID> deletions(StoredTable table, State state) {
        DeltaToken since = state.since();
        if (since == null) {
            return List.of();
        }
        List<UUID> ids = new ArrayList<>();
        for (UUID id : table.deleted().between(since.deleted(), state.until().deleted())) {
            // A row that came back under its id is a changed row.
            if (table.rows().find(id) == null) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static void refuse(QueryOptions options) {
        for (String option : List.of("$filter", "$orderby", "$expand", "$top")) {
            if (options.has(option)) {
                throw DataverseError.unsupported("The query option " + option + " together with odata.track-changes");
            }
        }
    }
}
