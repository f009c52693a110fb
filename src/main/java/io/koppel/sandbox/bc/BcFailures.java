package io.koppel.sandbox.bc;

import io.koppel.sandbox.http.SandboxResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the service answers when it is not the request's fault, or nobody looks at the request (business-central-api.md §11, §15). */
final class BcFailures {
    private BcFailures() {}

    /** @param retryAfter how long to wait, null if the service does not say */
    static SandboxResponse of(int status, @Nullable Duration retryAfter) {
        SandboxResponse answer =
                switch (status) {
                    case 401 ->
                        BcException.response(
                                401,
                                "Authentication_InvalidCredentials",
                                "The server has rejected the client credentials.");
                    case 403 ->
                        BcException.response(
                                403,
                                "Authorization_RequestDenied",
                                "Sorry, the current permissions prevented the action.");
                    case 412 ->
                        BcException.response(
                                412, "Request_EntityChanged", "Another user has already changed the record.");
                    case 429 -> BcException.response(429, "TooManyRequests", "Too many requests have been made.");
                    case 500 -> BcException.response(500, "Internal_ServerError", "An internal server error occurred.");
                    case 503 ->
                        BcException.response(
                                503, "Internal_TenantUnavailable", "The service is temporarily unavailable.");
                    default -> BcException.response(status, "Unknown", "The operation has timed out.");
                };
        return retryAfter == null
                ? answer
                : answer.withHeader("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
}
