package io.koppel.mapping;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has set for a field row here, over what its file says; null where the file holds. The two columns of a row
 * are not among it: another pair of columns is another row (scenario IM-04).
 *
 * @param enabled whether the row is transferred
 * @param direction the directions in which it takes part
 * @param notNull an empty lookup is not transferred
 * @param clearOnFailure a lookup that cannot be resolved is written empty
 * @param validate whether Business Central runs the field's validation
 * @param constant the value of a row that writes a constant, as text
 */
public record FieldOverride(
        @Nullable Boolean enabled,
        @Nullable Direction direction,
        @Nullable Boolean notNull,
        @Nullable Boolean clearOnFailure,
        @Nullable Boolean validate,
        @Nullable String constant) {
    /** The file holds. */
    public static final FieldOverride NONE = new FieldOverride(null, null, null, null, null, null);

    /** The same with what was set later. */
    public FieldOverride and(FieldOverride later) {
        return new FieldOverride(
                or(later.enabled, enabled),
                or(later.direction, direction),
                or(later.notNull, notNull),
                or(later.clearOnFailure, clearOnFailure),
                or(later.validate, validate),
                or(later.constant, constant));
    }

    private static <T> @Nullable T or(@Nullable T one, @Nullable T other) {
        return one == null ? other : one;
    }

    /**
     * The row with this set over it.
     *
     * @throws IllegalArgumentException if the row has no constant, or the constant is not of the kind the file has
     */
    public FieldMapping over(FieldMapping row) {
        return new FieldMapping(
                row.businessCentral(),
                row.dataverse(),
                direction == null ? row.direction() : direction,
                constant == null ? row.conversion() : constant(row),
                row.transformations(),
                transformationDirection(row),
                enabled == null ? row.enabled() : enabled,
                notNull == null ? row.notNull() : notNull,
                clearOnFailure == null ? row.clearOnFailure() : clearOnFailure,
                validate == null ? row.validate() : validate,
                row.tooLong(),
                row.code(),
                row.onlyNew(),
                row.location());
    }

    /** The rules of a row that goes one way go that way, too (sync-semantics.md §15). */
    private @Nullable Direction transformationDirection(FieldMapping row) {
        return direction == null
                        || direction == Direction.BIDIRECTIONAL
                        || row.transformations().isEmpty()
                ? row.transformationDirection()
                : direction;
    }

    private Conversion constant(FieldMapping row) {
        if (!(row.conversion() instanceof Conversion.Constant before) || constant == null) {
            throw new IllegalArgumentException("constant: the row " + row.name() + " carries a field over; only a row"
                    + " without one of the two columns writes a constant");
        }
        Object kind = before.value();
        try {
            return new Conversion.Constant(
                    kind instanceof Boolean
                            ? (Object) flag(constant)
                            : kind instanceof Integer
                                    ? (Object) Integer.valueOf(constant)
                                    : kind instanceof Number ? new BigDecimal(constant) : constant);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "constant: expected a number like " + kind + ", found '" + constant + "'", e);
        }
    }

    private static Boolean flag(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        throw new IllegalArgumentException("constant: expected true or false, found '" + text + "'");
    }
}
