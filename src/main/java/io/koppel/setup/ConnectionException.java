package io.koppel.setup;

/** A service that cannot be used; the message is one sentence: which service, what is wrong, what to do. */
public final class ConnectionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConnectionException(String message, Throwable cause) {
        super(message, cause);
    }

    public ConnectionException(String message) {
        super(message);
    }
}
