package io.koppel.sandbox.dataverse;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes of one row: GET, POST, PATCH, DELETE, with their preconditions (dataverse-web-api.md §6.1, §6.4). */
final class RowOperations {
    private static final JsonFactory JSON = new JsonFactory();

    private final DataverseStore store;
    private final RowWriter writer;
    private final RowBodyReader bodies;
    private final RowShapes shapes;
    private final References references;
    private final String serviceUrl;

    RowOperations(DataverseStore store, RowWriter writer, RowShapes shapes, References references, String serviceUrl) {
        this.store = store;
        this.writer = writer;
        this.bodies = new RowBodyReader(store.catalogue(), store.choices(), references);
        this.shapes = shapes;
        this.references = references;
        this.serviceUrl = serviceUrl;
    }

    References references() {
        return references;
    }

    /** A write that has been read and checked, to be carried out in a transaction. */
    @FunctionalInterface
    interface Write {
        SandboxResponse apply(WriteScope scope);
    }

    SandboxResponse get(Exchange exchange, Row row, StoredTable table) {
        QueryOptions options = QueryOptions.of(exchange.request());
        String known = exchange.request().header("If-None-Match");
        boolean comparable = !options.annotations().any() && !options.has("$expand");
        if (known != null && comparable && known.equals(RowJson.etag(row))) {
            return Answers.version(SandboxResponse.of(304)).withHeader("ETag", RowJson.etag(row));
        }
        RowShape shape = shapes.of(table, options.get("$select"), options.get("$expand"));
        return Answers.row(200, json(shape, options.annotations(), row), row);
    }

    private JsonOut json(RowShape shape, Annotations annotations, Row row) {
        JsonOut out = new JsonOut(2048);
        out.beginObject()
                .name("@odata.context")
                .string(serviceUrl + "$metadata#" + shape.table().table().entitySet() + shape.context() + "/$entity");
        new RowJson(store, shape, annotations).writeMembers(out, row);
        return out.endObject();
    }

    Write create(Exchange exchange, StoredTable table) {
        RowBody body = read(exchange.request(), table);
        return scope -> written(exchange, table, writer.create(scope, table, body, null), true, true);
    }

    /** PATCH: update, or create what is not there, unless a precondition forbids the one or the other. */
    Write upsert(Exchange exchange, RowAddress address) {
        SandboxRequest request = exchange.request();
        RowBody body = read(request, address.table());
        String match = request.header("If-Match");
        boolean createOnly = "*".equals(request.header("If-None-Match"));
        return scope -> {
            Row before = address.findForWrite(store);
            if (before == null) {
                if (match != null) {
                    throw address.missing();
                }
                address.key().forEach(body.values()::put);
                Row row = writer.create(scope, address.table(), body, address.id());
                return written(exchange, address.table(), row, true, false);
            }
            if (createOnly) {
                throw DataverseError.exists(address.table().table().logicalName());
            }
            checkVersion(match, before);
            Row row = writer.update(scope, address.table(), before, body);
            return written(exchange, address.table(), row, false, false);
        };
    }

    Write delete(Exchange exchange, RowAddress address) {
        return scope -> {
            Row row = existing(address);
            checkVersion(exchange.request().header("If-Match"), row);
            writer.delete(scope, address.table(), row);
            return Answers.version(SandboxResponse.of(204)).withRecords(scope.records());
        };
    }

    /** `PUT set(id)/column` and `DELETE set(id)/column`. */
    Write column(Exchange exchange, RowAddress address, DataverseColumn column, boolean clear) {
        RowBody body = clear ? single(column) : value(exchange.request(), address.table(), column);
        return scope -> {
            Row before = existing(address);
            checkVersion(exchange.request().header("If-Match"), before);
            writer.update(scope, address.table(), before, body);
            return Answers.version(SandboxResponse.of(204)).withRecords(1);
        };
    }

    /** Sets or clears a lookup, as `$ref` does. */
    Write lookup(RowAddress address, DataverseColumn lookup, @Nullable UUID target) {
        RowBody body = single(lookup);
        body.values().put(lookup, target);
        return scope -> {
            writer.update(scope, address.table(), existing(address), body);
            return Answers.version(SandboxResponse.of(204)).withRecords(1);
        };
    }

    Row existing(RowAddress address) {
        Row row = address.findForWrite(store);
        if (row == null) {
            throw address.missing();
        }
        return row;
    }

    private static RowBody single(DataverseColumn column) {
        Map<DataverseColumn, @Nullable Object> values = new java.util.LinkedHashMap<>();
        values.put(column, null);
        return new RowBody(values, java.util.List.of(), null, null);
    }

    private static void checkVersion(@Nullable String match, Row row) {
        if (match != null && !match.equals("*") && !match.equals(RowJson.etag(row))) {
            throw DataverseError.versionMismatch();
        }
    }

    private SandboxResponse written(Exchange exchange, StoredTable table, Row row, boolean created, boolean post) {
        SandboxRequest request = exchange.request();
        String address = serviceUrl + table.table().entitySet() + "(" + row.id() + ")";
        if (!"representation".equals(request.preference("return"))) {
            return Answers.written(address);
        }
        QueryOptions options = QueryOptions.of(request);
        // $expand on the answer of a PATCH is ignored (§6.1).
        RowShape shape = shapes.of(table, options.get("$select"), post ? options.get("$expand") : null);
        return Answers.row(created ? 201 : 200, json(shape, options.annotations(), row), row)
                .withHeader("Preference-Applied", "return=representation");
    }

    /** The answer of an action that has made a row: the row itself. */
    SandboxResponse made(StoredTable table, Row row, @Nullable String select, int records) {
        return Answers.row(200, json(shapes.of(table, select, null), Annotations.NONE, row), row)
                .withRecords(records);
    }

    RowBody read(SandboxRequest request, StoredTable table) {
        try (JsonParser parser = JSON.createParser(request.body())) {
            parser.nextToken();
            RowBody body = bodies.read(table.table(), parser);
            if (parser.nextToken() != null) {
                throw DataverseError.payload("There is more after the record's object.");
            }
            return body;
        } catch (JacksonException e) {
            throw Answers.malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one record out of a longer body. */
    RowBody read(JsonParser parser, StoredTable table) throws IOException {
        return bodies.read(table.table(), parser);
    }

    private RowBody value(SandboxRequest request, StoredTable table, DataverseColumn column) {
        try (JsonParser parser = JSON.createParser(request.body())) {
            RowBody body = single(column);
            boolean found = false;
            parser.nextToken();
            while (parser.nextToken() == com.fasterxml.jackson.core.JsonToken.FIELD_NAME) {
                boolean value = parser.currentName().equals("value");
                parser.nextToken();
                if (value) {
                    body.values().put(column, new ValueReader(store.choices()).read(table.table(), column, parser));
                    found = true;
                } else {
                    parser.skipChildren();
                }
            }
            if (!found) {
                throw DataverseError.payload("The body must be an object with the member 'value'.");
            }
            return body;
        } catch (JacksonException e) {
            throw Answers.malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
