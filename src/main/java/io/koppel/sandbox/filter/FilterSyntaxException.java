package io.koppel.sandbox.filter;

/** A query option that cannot be read; the message says where. */
public final class FilterSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FilterSyntaxException(String message) {
        super(message);
    }
}
