package io.koppel.mapping;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table mapping's field list (table-mappings.md §2). Rows are transferred in list order.
 *
 * @param businessCentral property name, or null if a constant is written to Dataverse only
 * @param dataverse column name (logical name, without the {@code _…_value} of lookups), or null if a constant is written to Business Central only
 * @param direction the directions in which the row takes part
 * @param conversion what happens to the value
 * @param transformations rules applied to the source value before conversion and comparison, in order
 * @param transformationDirection the pass in which the rules apply, or null if there are none
 * @param enabled false keeps the row as a documented extra that is not transferred
 * @param notNull an empty source value is not transferred (lookups)
 * @param clearOnFailure if a lookup cannot be resolved, write empty instead of failing
 * @param validate whether Business Central runs the field's validation; on OData it always does, so false only documents the default
 * @param tooLong what happens to a text that the target cannot hold
 * @param code whether the Business Central field is a code: what goes there is trimmed and upper-cased before it is compared
 * @param onlyNew whether the value is written only into a record that is being created
 * @param location where the row is written
 */
public record FieldMapping(
        @Nullable String businessCentral,
        @Nullable String dataverse,
        Direction direction,
        Conversion conversion,
        List<TransformationRule> transformations,
        @Nullable Direction transformationDirection,
        boolean enabled,
        boolean notNull,
        boolean clearOnFailure,
        boolean validate,
        TooLong tooLong,
        boolean code,
        boolean onlyNew,
        SourceLocation location) {

    /** What happens to a text that is longer than its target column. */
    public enum TooLong {
        CUT("cut"),
        FAIL("fail");
        private final String key;

        TooLong(String key) {
            this.key = key;
        }

        /** The word used in mapping files. */
        public String key() {
            return key;
        }
    }

    /** A plain row without any option, in both directions. */
    public static FieldMapping plain(String businessCentral, String dataverse, SourceLocation location) {
        return new FieldMapping(
                businessCentral,
                dataverse,
                Direction.BIDIRECTIONAL,
                new Conversion.Plain(),
                List.of(),
                null,
                true,
                false,
                false,
                true,
                TooLong.CUT,
                false,
                false,
                location);
    }

    /** Rows are told apart by their columns; to look at every option for each field of each record costs too much. */
    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(businessCentral) + Objects.hashCode(dataverse);
    }

    /** What the row is called where it has to be named: both columns. */
    public String name() {
        return businessCentral + "|" + dataverse;
    }

    /** Whether the Dataverse column is a lookup, which is read as {@code _name_value} and written by {@code @odata.bind}. */
    public boolean isLookup() {
        return conversion instanceof Conversion.CouplingOf || conversion instanceof Conversion.Currency;
    }

    /** The name under which {@code side} shows the field's value, or null where the row has none there. */
    public @Nullable String readName(Side side) {
        return side == Side.DATAVERSE && dataverse != null && isLookup() ? "_" + dataverse + "_value" : on(side);
    }

    /**
     * The navigation property by which a lookup's column is written.
     *
     * @throws IllegalStateException if the row has no Dataverse column
     */
    public String navigation() {
        if (conversion instanceof Conversion.CouplingOf coupling && coupling.navigation() != null) {
            return coupling.navigation();
        }
        if (dataverse == null) {
            throw new IllegalStateException("a field row without a Dataverse column is no lookup");
        }
        return dataverse;
    }

    /** The field's name on {@code side}, or null where the row has none there. */
    public @Nullable String on(Side side) {
        return side == Side.BUSINESS_CENTRAL ? businessCentral : dataverse;
    }

    /** The Business Central property that names the record this row refers to in messages, or null. */
    public @Nullable String label() {
        if (conversion instanceof Conversion.CouplingOf coupling) {
            return coupling.label();
        }
        if (conversion instanceof Conversion.Currency currency) {
            return currency.label();
        }
        return conversion instanceof Conversion.OptionOf option ? option.label() : null;
    }

    /** Whether the row is transferred in a pass that goes {@code pass}. */
    public boolean takesPartIn(Direction pass) {
        return enabled && direction.includes(pass) && on(pass.target()) != null;
    }

    /** Whether both sides may change the value: only such rows can conflict (sync-semantics.md §5). */
    public boolean isBidirectional() {
        return enabled && direction == Direction.BIDIRECTIONAL && businessCentral != null && dataverse != null;
    }
}
