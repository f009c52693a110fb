package io.koppel.sandbox.http;

/** A batch that cannot be taken apart. */
public final class MalformedBatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedBatchException(String message) {
        super(message);
    }
}
