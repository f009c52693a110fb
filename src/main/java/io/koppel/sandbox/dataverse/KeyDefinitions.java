package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.dataverse.RowOperations.Write;
import io.koppel.sandbox.http.Json;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Defines alternate keys by `POST EntityDefinitions(LogicalName='x')/Keys` (dataverse-web-api.md §6.2). */
final class KeyDefinitions {
    private static final int MOST_KEYS = 10;
    private static final int MOST_COLUMNS = 16;

    private final DataverseStore store;
    private final String serviceUrl;

    KeyDefinitions(DataverseStore store, String serviceUrl) {
        this.store = store;
        this.serviceUrl = serviceUrl;
    }

    Write define(DataverseTable table, SandboxRequest request) {
        AlternateKey key = key(table, Json.object(request.body()));
        return scope -> {
            Privileges.checkCustomizing(scope.transaction().author().caller());
            List<AlternateKey> keys =
                    store.keys().computeIfAbsent(table.logicalName(), name -> new CopyOnWriteArrayList<>());
            if (keys.size() == MOST_KEYS) {
                throw DataverseError.unsupported("More than " + MOST_KEYS + " alternate keys on a table");
            }
            scope.afterCommit(() -> {
                keys.removeIf(one -> one.name().equals(key.name()));
                keys.add(key);
            });
            UUID id = UUID.nameUUIDFromBytes((table + "." + key.name()).getBytes(StandardCharsets.UTF_8));
            scope.note(
                    "EntityDefinitions",
                    id,
                    "create",
                    List.of(new RowDraft.Change(
                            table + "." + key.name(), null, key.columns().toString())));
            String address = serviceUrl + "EntityDefinitions(LogicalName='" + table + "')/Keys(" + id + ")";
            return Answers.version(SandboxResponse.of(204)).withHeader("OData-EntityId", address);
        };
    }

    private static AlternateKey key(DataverseTable table, Map<String, @Nullable Object> body) {
        if (!(body.get("SchemaName") instanceof String name)
                || !(body.get("KeyAttributes") instanceof List<?> listed)) {
            throw DataverseError.payload("A key takes 'SchemaName' and 'KeyAttributes', a list of columns.");
        }
        List<String> columns = new ArrayList<>();
        for (Object one : listed) {
            DataverseColumn column = table.column(String.valueOf(one));
            if (column == null || !isAllowed(column.type())) {
                throw new DataverseError(
                        400, "0x80040203", "'" + one + "' cannot be part of an alternate key of '" + table + "'.");
            }
            columns.add(column.logicalName());
        }
        if (columns.isEmpty() || columns.size() > MOST_COLUMNS) {
            throw new DataverseError(400, "0x80040203", "An alternate key has 1 to " + MOST_COLUMNS + " columns.");
        }
        return new AlternateKey(name, List.copyOf(columns));
    }

    private static boolean isAllowed(ColumnType type) {
        return switch (type) {
            case DECIMAL, INTEGER, TEXT, DATETIME, LOOKUP, CHOICE -> true;
            default -> false;
        };
    }
}
