package io.koppel.odata;

/** How one try to send a write ended, before its answer is understood. */
sealed interface Sent {
    /**
     * An answer came.
     *
     * @param repeated whether the same request had been sent before and was answered that it should come again
     */
    record Answered(HttpResponseValue response, boolean repeated) implements Sent {
        Answered(HttpResponseValue response) {
            this(response, false);
        }

        Answered again() {
            return new Answered(response, true);
        }
    }

    /** None came, but the service may have acted. */
    record Lost(String reason) implements Sent {}

    /** The service cannot have acted. */
    record NotSent(ServiceError error) implements Sent {}
}
