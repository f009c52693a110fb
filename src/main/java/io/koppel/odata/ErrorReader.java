package io.koppel.odata;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the error of a service into what it means (business-central-api.md §15, dataverse-web-api.md §12). Decides by code
 * first and by status where the code is unknown or missing; texts are localised and decide nothing but the one case where
 * Business Central has no code for a table locked by somebody else.
 */
final class ErrorReader {
    private final ServiceKind service;

    ErrorReader(ServiceKind service) {
        this.service = service;
    }

    /**
     * Reads an error.
     *
     * @param operation what was asked, as some codes mean different things for different operations
     * @param createOnly the operation carried {@code If-None-Match: *}
     * @param now time to reckon {@code Retry-After} dates from
     */
    ServiceError read(Answer answer, WriteOperation.Kind operation, boolean createOnly, Instant now) {
        String code = "";
        String message = "";
        Map<String, @Nullable Object> body = answer.body();
        if (body != null && body.get("error") instanceof Map<?, ?> error) {
            code = error.get("code") instanceof String text ? text : "";
            message = error.get("message") instanceof String text ? text : "";
        }
        if (message.isEmpty()) {
            message = answer.text().isEmpty() ? "no error text" : "expected a JSON error, found " + answer.text();
        }
        ErrorClass kind = classify(answer.status(), code, message, operation, createOnly);
        if (kind == ErrorClass.GONE && (body == null || !body.containsKey("error"))) {
            // Some gateway's "not found" must not be taken for a deleted row.
            kind = ErrorClass.CONFIGURATION;
        }
        return new ServiceError(
                kind,
                answer.status(),
                code,
                message,
                RetryDelay.asked(answer.headers().get("retry-after"), now),
                requestId(answer.headers()));
    }

    private ErrorClass classify(
            int status, String code, String message, WriteOperation.Kind operation, boolean createOnly) {
        if (status == 412 && createOnly && !code.equalsIgnoreCase("0x80060882")) {
            return ErrorClass.DUPLICATE;
        }
        if (status == 400 && service == ServiceKind.BUSINESS_CENTRAL && lockedBySomebody(message)) {
            return ErrorClass.TRANSIENT;
        }
        ErrorClass byCode = ErrorCodes.of(service, status, code);
        ErrorClass kind = byCode == null ? byStatus(status) : byCode;
        // A create addresses no row, so the row that does not exist is one that it refers to.
        if (kind == ErrorClass.GONE && operation == WriteOperation.Kind.CREATE) {
            return ErrorClass.DATA;
        }
        // Dataverse answers 405 also to a delete that references forbid.
        return status == 405 && operation == WriteOperation.Kind.DELETE ? ErrorClass.DATA : kind;
    }

    private static boolean lockedBySomebody(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return text.contains("locked by another user") || text.contains("another user has locked");
    }

    /** What a status means by itself. */
    static ErrorClass byStatus(int status) {
        return switch (status) {
            case 400, 413, 422 -> ErrorClass.DATA;
            case 404, 410 -> ErrorClass.GONE;
            case 409, 412 -> ErrorClass.CONFLICT;
            case 429 -> ErrorClass.THROTTLED;
            case 0, 408, 425 -> ErrorClass.TRANSIENT;
            case 501, 505 -> ErrorClass.CONFIGURATION;
            default -> status >= 500 ? ErrorClass.TRANSIENT : ErrorClass.CONFIGURATION;
        };
    }

    private static @Nullable String requestId(Map<String, String> headers) {
        for (String name : new String[] {"x-ms-service-request-id", "request-id", "req_id", "x-request-id"}) {
            String id = headers.get(name);
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    /** An error for which no service answered. */
    static ServiceError own(ErrorClass kind, String message) {
        return new ServiceError(kind, 0, "", message, (Duration) null, null);
    }
}
