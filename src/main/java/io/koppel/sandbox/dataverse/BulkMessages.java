package io.koppel.sandbox.dataverse;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.dataverse.RowOperations.Write;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.SandboxResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** CreateMultiple, UpdateMultiple and UpsertMultiple: one transaction each (dataverse-web-api.md §8.2). */
final class BulkMessages {
    private static final JsonFactory JSON = new JsonFactory();

    private final DataverseStore store;
    private final RowWriter writer;
    private final RowOperations operations;
    private final String serviceUrl;

    BulkMessages(DataverseStore store, RowWriter writer, RowOperations operations, String serviceUrl) {
        this.store = store;
        this.writer = writer;
        this.operations = operations;
        this.serviceUrl = serviceUrl;
    }

    /** The message of that name bound to a set, or null. */
    @Nullable
    Write message(String name, Exchange exchange, StoredTable table) {
        return switch (name) {
            case "CreateMultiple" -> create(targets(exchange, table), table);
            case "UpdateMultiple" -> update(targets(exchange, table), table);
            case "UpsertMultiple" -> upsert(targets(exchange, table), table);
            default -> null;
        };
    }

    private Write create(List<RowBody> targets, StoredTable table) {
        return scope -> {
            JsonOut out = new JsonOut(targets.size() * 40 + 200);
            out.beginObject()
                    .name("@odata.context")
                    .string(serviceUrl + "$metadata#Microsoft.Dynamics.CRM.CreateMultipleResponse");
            out.name("Ids").beginArray();
            for (RowBody target : targets) {
                out.guid(writer.create(scope, table, target, null).id());
            }
            return Answers.version(SandboxResponse.json(200, out.endArray().endObject()))
                    .withRecords(targets.size());
        };
    }

    private Write update(List<RowBody> targets, StoredTable table) {
        return scope -> {
            for (RowBody target : targets) {
                UUID id = target.key(table.table());
                if (id == null) {
                    throw DataverseError.payload("Every target of UpdateMultiple carries its primary key '"
                            + table.table().key().logicalName() + "'.");
                }
                Row before = table.rows().findForWrite(id);
                if (before == null) {
                    throw DataverseError.notFound(table.table().logicalName(), id);
                }
                writer.update(scope, table, before, target);
            }
            return Answers.version(SandboxResponse.of(204)).withRecords(targets.size());
        };
    }

    private Write upsert(List<RowBody> targets, StoredTable table) {
        return scope -> {
            for (RowBody target : targets) {
                RowAddress address = address(target, table);
                Row before = address.findForWrite(store);
                if (before == null) {
                    address.key().forEach(target.values()::put);
                    writer.create(scope, table, target, address.id());
                } else {
                    writer.update(scope, table, before, target);
                }
            }
            return Answers.version(SandboxResponse.of(204)).withRecords(targets.size());
        };
    }

    private RowAddress address(RowBody target, StoredTable table) {
        String url = target.address();
        UUID id = target.key(table.table());
        if (url == null && id != null) {
            return new RowAddress(table, id, java.util.Map.of());
        }
        int bracket = url == null ? -1 : url.indexOf('(');
        if (url == null || bracket < 0 || !url.endsWith(")")) {
            throw DataverseError.payload("Every target of UpsertMultiple carries '@odata.id', such as \""
                    + table.table().entitySet() + "(key='value')\".");
        }
        return RowAddress.parse(store, table, url.substring(bracket + 1, url.length() - 1));
    }

    private List<RowBody> targets(Exchange exchange, StoredTable table) {
        List<RowBody> targets = null;
        try (JsonParser parser = JSON.createParser(exchange.request().body())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw DataverseError.payload("A JSON object with the member 'Targets' was expected.");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (!name.equals("Targets")) {
                    throw DataverseError.payload("The parameter '" + name + "' in the request payload is not a valid"
                            + " parameter for the operation; only 'Targets' is.");
                }
                targets = list(parser, table);
            }
        } catch (JacksonException e) {
            throw Answers.malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (targets == null || targets.isEmpty()) {
            throw DataverseError.payload("'Targets' must hold at least one record.");
        }
        return targets;
    }

    private List<RowBody> list(JsonParser parser, StoredTable table) throws IOException {
        List<RowBody> bodies = new ArrayList<>();
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw DataverseError.payload("'Targets' must be an array of records.");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            RowBody body = operations.read(parser, table);
            String type = body.type();
            if (type == null) {
                throw DataverseError.payload("Every target carries '@odata.type', such as"
                        + " \"Microsoft.Dynamics.CRM." + table.table().logicalName() + "\".");
            }
            if (!type.equals(table.table().logicalName())) {
                throw DataverseError.payload("A target of type '" + type + "' was sent to '"
                        + table.table().entitySet() + "'.");
            }
            bodies.add(body);
        }
        return bodies;
    }
}
