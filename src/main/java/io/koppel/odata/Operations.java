package io.koppel.odata;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a {@link WriteOperation} into the words of HTTP, alone or in a batch alike. */
final class Operations {
    private static final byte[] NONE = new byte[0];
    private final ServiceKind service;

    Operations(ServiceKind service) {
        this.service = service;
    }

    /** The operation as a part of a batch. */
    PartRequest part(WriteOperation operation, ResourceAddresses addresses) {
        return new PartRequest(
                method(operation), addresses.relative(operation.path(), Map.of()), headers(operation), body(operation));
    }

    String method(WriteOperation operation) {
        return switch (operation.kind()) {
            case CREATE, ACTION -> "POST";
            case UPDATE, UPSERT -> "PATCH";
            case DELETE -> "DELETE";
            case READ -> "GET";
        };
    }

    byte[] body(WriteOperation operation) {
        return switch (operation.kind()) {
            case CREATE, UPDATE, UPSERT -> JsonBody.bytes(operation.body());
            case ACTION -> operation.body().isEmpty() ? NONE : JsonBody.bytes(operation.body());
            case DELETE, READ -> NONE;
        };
    }

    Map<String, String> headers(WriteOperation operation) {
        Map<String, String> headers = new LinkedHashMap<>();
        boolean hasBody = !operation.body().isEmpty() || operation.kind() == WriteOperation.Kind.CREATE;
        if (hasBody && operation.kind() != WriteOperation.Kind.READ) {
            headers.put("Content-Type", "application/json");
        }
        String ifMatch = ifMatch(operation);
        if (ifMatch != null) {
            headers.put("If-Match", ifMatch);
        }
        if (operation.ifNoneMatch() != null) {
            headers.put("If-None-Match", operation.ifNoneMatch());
        }
        if (service == ServiceKind.DATAVERSE && changesRow(operation)) {
            headers.put("Prefer", "return=representation");
        }
        return headers;
    }

    /**
     * A plain PATCH creates a missing row in Dataverse and is refused by Business Central, so an update always says {@code
     * If-Match} (dataverse-web-api.md §6.1, business-central-api.md §6.1).
     */
    private @Nullable String ifMatch(WriteOperation operation) {
        return switch (operation.kind()) {
            case UPDATE, DELETE -> operation.ifMatch() == null ? "*" : operation.ifMatch();
            case UPSERT -> {
                if (service == ServiceKind.BUSINESS_CENTRAL) {
                    throw new IllegalArgumentException("Business Central has no upsert (" + operation.path()
                            + "); look the row up, then create or update it");
                }
                yield operation.ifMatch();
            }
            case CREATE, ACTION, READ -> operation.ifMatch();
        };
    }

    private static boolean changesRow(WriteOperation operation) {
        return switch (operation.kind()) {
            case CREATE, UPDATE, UPSERT -> true;
            case DELETE, ACTION, READ -> false;
        };
    }

    /** Sending it twice does nothing the second time, or is refused. */
    static boolean harmlessTwice(WriteOperation operation) {
        boolean guarded = operation.ifNoneMatch() != null
                || (operation.ifMatch() != null && !operation.ifMatch().equals("*"));
        return guarded
                || operation.kind() == WriteOperation.Kind.DELETE
                || operation.kind() == WriteOperation.Kind.READ;
    }
}
