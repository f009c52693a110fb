package io.koppel.odata;

import java.io.IOException;

/** No connection came about, so the service cannot have acted: repeating is safe. */
public class NotSentException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Wraps what the network said. */
    public NotSentException(String message, Throwable cause) {
        super(message, cause);
    }
}
