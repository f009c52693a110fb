package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.dataverse.DataverseCatalogue.ManyToMany;
import io.koppel.sandbox.dataverse.DataverseCatalogue.Reverse;
import io.koppel.sandbox.dataverse.RowOperations.Write;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a method and a path mean (dataverse-web-api.md §2). One is made for each request: it knows its caller. */
final class DataverseRouter {
    private static final String NAMESPACE = "Microsoft.Dynamics.CRM.";

    private final DataverseStore store;
    private final Exchange exchange;
    private final ResourcePath path;
    private final RowOperations operations;
    private final RowWriter writer;
    private final CollectionReader collections;
    private final DeltaReader deltas;
    private final GlobalOperations globals;
    private final String serviceUrl;

    /**
     * Routes one request.
     *
     * @param path what follows the service root
     * @param contentIds addresses of rows made earlier in the same change set
     */
    DataverseRouter(
            DataverseStore store,
            Exchange exchange,
            CallingUser user,
            String path,
            Map<String, String> contentIds,
            Duration deltaTokenLifetime) {
        References references = new References(store, contentIds);
        this.store = store;
        this.exchange = exchange;
        this.serviceUrl = exchange.baseUrl() + DataverseService.ROOT;
        QueryFunctions functions = new QueryFunctions(store.database().now(), user.id());
        RowShapes shapes = new RowShapes(store, functions);
        this.path = ResourcePath.parse(path);
        this.writer = new RowWriter(store);
        this.operations = new RowOperations(store, writer, shapes, references, serviceUrl);
        this.collections = new CollectionReader(store, functions, serviceUrl);
        this.deltas = new DeltaReader(store, shapes, serviceUrl, deltaTokenLifetime);
        this.globals = new GlobalOperations(store, user, serviceUrl);
    }

    /** Whether the request writes, and so needs a transaction. */
    boolean writes() {
        return !exchange.request().method().equals("GET");
    }

    /** Answers a read. */
    SandboxResponse read() {
        SandboxRequest request = exchange.request();
        if (path.size() == 0) {
            return globals.serviceDocument();
        }
        String first = path.name(0);
        if (first.equals("EntityDefinitions")) {
            return new MetadataReader(store, serviceUrl).read(path, request);
        }
        DataverseTable table = store.catalogue().entitySet(first);
        if (table == null) {
            SandboxResponse answer = globals.read(first, path.key(0), request);
            if (answer == null) {
                throw DataverseError.noSuchSegment(first);
            }
            return answer;
        }
        StoredTable stored = store.table(table);
        String key = path.key(0);
        return key == null ? readSet(stored) : readRow(RowAddress.parse(store, stored, key));
    }

    private SandboxResponse readSet(StoredTable table) {
        QueryOptions options = QueryOptions.of(exchange.request());
        PagingCookie cookie = PagingCookie.parse(options.get("$skiptoken"));
        boolean tracked =
                options.tracking() || (cookie != null && !cookie.tracking().isEmpty());
        if (path.name(1).equals("$count")) {
            return Answers.version(
                    options.has("$deltatoken") ? deltas.count(table, options) : collections.count(table, options));
        }
        if (path.size() > 1) {
            throw DataverseError.noSuchSegment(path.name(1));
        }
        SandboxResponse answer =
                tracked ? deltas.page(exchange, table, options) : collections.page(exchange, table, options);
        String applied = applied(options, tracked);
        SandboxResponse versioned = Answers.version(answer);
        return applied.isEmpty() ? versioned : versioned.withHeader("Preference-Applied", applied);
    }

    private static String applied(QueryOptions options, boolean tracked) {
        StringBuilder text = new StringBuilder();
        if (options.sizeAsked()) {
            text.append("odata.maxpagesize=").append(options.pageSize());
        }
        if (tracked) {
            text.append(text.length() == 0 ? "" : ",").append("odata.track-changes");
        }
        if (options.annotations().any()) {
            text.append(text.length() == 0 ? "" : ",").append("odata.include-annotations=\"*\"");
        }
        return text.toString();
    }

    private SandboxResponse readRow(RowAddress address) {
        Row row = address.required(store);
        if (path.size() == 1) {
            return operations.get(exchange, row, address.table());
        }
        String member = path.name(1);
        DataverseTable table = address.table().table();
        DataverseColumn column = table.property(member);
        if (column != null) {
            return column(address.table(), row, column, path.name(2).equals("$value"));
        }
        DataverseNavigation navigation = table.navigation(member);
        DataverseColumn lookup = table.lookupOf(member);
        if (navigation != null && lookup != null) {
            return lookup(address.table(), row, navigation, lookup);
        }
        Reverse reverse = store.catalogue().reverse(table, member);
        ManyToMany association = DataverseCatalogue.association(table, member);
        String other = reverse != null
                ? reverse.table().logicalName()
                : association == null ? null : association.otherEnd(table.logicalName());
        if (other == null) {
            throw DataverseError.noSuchSegment(member);
        }
        return collections.related(
                exchange,
                store.table(other),
                new RelatedRows(store).of(address.table(), row.id(), reverse, association),
                path.name(2).equals("$count"));
    }

    private SandboxResponse column(StoredTable table, Row row, DataverseColumn column, boolean raw) {
        Object value = new Values(store).of(table, row, column);
        if (value == null) {
            return Answers.version(SandboxResponse.of(204));
        }
        JsonOut text = new JsonOut();
        RowJson.value(text, value);
        if (raw) {
            String json = new String(text.toBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return Answers.version(
                    SandboxResponse.text(200, value instanceof String plain ? plain : json.replace("\"", "")));
        }
        JsonOut out = new JsonOut();
        out.beginObject()
                .name("@odata.context")
                .string(serviceUrl + "$metadata#" + table.table().entitySet() + "(" + row.id() + ")/"
                        + column.property());
        out.name("value");
        RowJson.value(out, value);
        return Answers.version(SandboxResponse.json(200, out.endObject())).withRecords(1);
    }

    private SandboxResponse lookup(StoredTable table, Row row, DataverseNavigation navigation, DataverseColumn lookup) {
        DataverseStore.Found found = store.follow(navigation, new Values(store).of(table, row, lookup));
        if (found == null) {
            return Answers.version(SandboxResponse.of(204));
        }
        return operations.get(exchange, found.row(), found.table());
    }

    /** Reads and checks a write; it is carried out by the caller, in a transaction. */
    Write write() {
        SandboxRequest request = exchange.request();
        String method = request.method();
        String first = path.name(0);
        if (first.equals("EntityDefinitions")
                && method.equals("POST")
                && path.name(1).equals("Keys")) {
            DataverseTable table =
                    new MetadataReader(store, serviceUrl).table(path.segments().get(0));
            return new KeyDefinitions(store, serviceUrl).define(table, request);
        }
        DataverseTable table = store.catalogue().entitySet(first);
        if (table == null) {
            Write action = method.equals("POST") ? action(first, request) : null;
            if (action == null) {
                throw DataverseError.noSuchSegment(first);
            }
            return action;
        }
        StoredTable stored = store.table(table);
        String key = path.key(0);
        return key == null ? writeSet(method, stored) : writeRow(method, RowAddress.parse(store, stored, key));
    }

    private @Nullable Write action(String name, SandboxRequest request) {
        Write option = new OptionActions(store, serviceUrl).action(name, request);
        if (option != null) {
            return option;
        }
        Write sale = sales().unbound(name, request);
        return sale != null ? sale : documents().unbound(name, request);
    }

    private SalesActions sales() {
        return new SalesActions(store, writer, operations.references());
    }

    private DocumentConversions documents() {
        return new DocumentConversions(store, writer, operations);
    }

    private Write writeSet(String method, StoredTable table) {
        if (!method.equals("POST")) {
            throw DataverseError.notAllowed(
                    method + " on the set '" + table.table().entitySet() + "' is not allowed.");
        }
        if (path.size() == 1) {
            return operations.create(exchange, table);
        }
        @Nullable
        Write message = path.name(1).startsWith(NAMESPACE)
                ? new BulkMessages(store, writer, operations, serviceUrl)
                        .message(path.name(1).substring(NAMESPACE.length()), exchange, table)
                : null;
        if (message == null && path.name(1).startsWith(NAMESPACE)) {
            message = documents()
                    .actions()
                    .ofSet(path.name(1).substring(NAMESPACE.length()), table.table(), exchange.request());
        }
        if (message == null) {
            throw DataverseError.noSuchSegment(path.name(1));
        }
        return message;
    }

    private Write writeRow(String method, RowAddress address) {
        if (path.size() == 1) {
            return switch (method) {
                case "PATCH" -> operations.upsert(exchange, address);
                case "DELETE" -> operations.delete(exchange, address);
                default ->
                    throw DataverseError.notAllowed(method + " on a record is not allowed; use PATCH or DELETE.");
            };
        }
        String last = path.name(path.size() - 1);
        if (method.equals("POST") && last.startsWith(NAMESPACE)) {
            String name = last.substring(NAMESPACE.length());
            Write sale = sales().bound(name, address);
            Write action = sale != null ? sale : documents().actions().ofRow(name, address);
            if (action == null) {
                throw DataverseError.noSuchSegment(last);
            }
            return action;
        }
        if (last.equals("$ref")) {
            return new LinkOperations(store, operations).write(exchange.request(), address, path.name(1), path.key(1));
        }
        DataverseColumn column = address.table().table().property(path.name(1));
        if (column == null) {
            column = address.table().table().lookupOf(path.name(1));
        }
        if (column == null || (!method.equals("PUT") && !method.equals("DELETE"))) {
            throw DataverseError.noSuchSegment(path.name(1));
        }
        return operations.column(exchange, address, column, method.equals("DELETE"));
    }
}
