package io.koppel.mapping;

/**
 * Why a record cannot be transferred.
 *
 * @param message what was expected and what to do; the caller prefixes mapping and record
 */
public record TransferFailure(String message, FieldMapping field, Kind kind) {
    /** Classes of failure that people treat differently. */
    public enum Kind {
        /** A record that the field names has no partner. */
        NOT_COUPLED,
        /** A text does not fit and the row says {@code tooLong: fail}. */
        TOO_LONG,
        /** The value has no pair in the row's {@code values}. */
        NO_PAIR,
        /** The value does not fit the target's type, or a transformation rule refused it. */
        UNFIT_VALUE
    }
}
