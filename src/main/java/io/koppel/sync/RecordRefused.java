package io.koppel.sync;

import io.koppel.odata.ErrorClass;
import org.jspecify.annotations.Nullable;

/** A rule found that a record must not be written; the message says what was expected and what to do. */
public final class RecordRefused extends RuntimeException {
    private final ErrorClass errorClass;
    private final @Nullable String field;

    public RecordRefused(ErrorClass errorClass, @Nullable String field, String message) {
        super(message);
        this.errorClass = errorClass;
        this.field = field;
    }

    /** What kind of failure it is. */
    public ErrorClass errorClass() {
        return errorClass;
    }

    /** The field at fault, null if it is not one field. */
    public @Nullable String field() {
        return field;
    }
}
