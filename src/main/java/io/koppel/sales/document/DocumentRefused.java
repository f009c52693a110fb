package io.koppel.sales.document;

import org.jspecify.annotations.Nullable;

/** A document that cannot become one of Business Central; the message says why and what to do. */
public final class DocumentRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String field;

    /** @param field the column of Sales at fault, null if it is not one */
    public DocumentRefused(@Nullable String field, String message) {
        super(message);
        this.field = field;
    }

    /** The column at fault. */
    public @Nullable String field() {
        return field;
    }
}
