package io.koppel.odata;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An error as a service reported it.
 *
 * @param kind what it means
 * @param status HTTP status; 0 when no answer came
 * @param code the service's code ({@code 0x80060882}, {@code Request_EntityChanged}); empty when it gave none
 * @param message the service's text, or what was wrong with its answer
 * @param retryAfter how long the service asks to wait
 * @param requestId the service's id of the request, for a support case
 */
public record ServiceError(
        ErrorClass kind,
        int status,
        String code,
        String message,
        @Nullable Duration retryAfter,
        @Nullable String requestId) {
    /** How the text of an error begins that came from the token endpoint and not from the service itself. */
    public static final String NO_TOKEN = "no token from ";

    /** Whether signing in failed, before the service itself was asked. */
    public boolean fromTokenEndpoint() {
        return message.startsWith(NO_TOKEN);
    }

    /**
     * Whether a row was refused as a duplicate because of another key than its own id: that another row holds the same number or
     * alternate key will not be otherwise when it is sent again (dataverse-web-api.md §12).
     */
    public boolean isOfAnotherKey() {
        return kind == ErrorClass.DUPLICATE && ErrorCodes.isOfAnotherKey(code);
    }

    /** One line: class, status, code and text. */
    public String describe() {
        String answered = status == 0 ? "no answer" : "status " + status + (code.isEmpty() ? "" : " " + code);
        return kind + " (" + answered + "): " + message;
    }
}
