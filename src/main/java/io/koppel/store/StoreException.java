package io.koppel.store;

/** The database could not be opened or refused a statement. */
public final class StoreException extends RuntimeException {
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
