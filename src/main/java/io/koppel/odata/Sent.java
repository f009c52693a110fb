package io.koppel.odata;

/** How one try to send a write ended, before its answer is understood. */
sealed interface Sent {
    /** An answer came. */
    record Answered(HttpResponseValue response) implements Sent {}

    /** None came, but the service may have acted. */
    record Lost(String reason) implements Sent {}

    /** The service cannot have acted. */
    record NotSent(ServiceError error) implements Sent {}
}
