package io.koppel.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One field row, prepared for one pass: how to read the source, what to ask, how to write the target. */
final class RowTransfer {
    private static final String FORMATTED = "@OData.Community.Display.V1.FormattedValue";

    final FieldMapping field;
    final String targetRead;
    final String targetWrite;
    final boolean bind;
    final ColumnFormat targetFormat;
    final ValueConverter converter;
    private final Side from;
    private final @Nullable String sourceRead;
    private final ColumnFormat sourceFormat;
    private final @Nullable Object constant;
    private final List<TransformationRule> transformations;
    private final @Nullable ValuePairs pairs;

    RowTransfer(FieldMapping field, Direction pass, ColumnLimits target, ColumnLimits source) {
        this.field = field;
        from = pass.source();
        Side to = pass.target();
        sourceRead = field.conversion() instanceof Conversion.Constant ? null : field.readName(from);
        targetRead = required(field.readName(to));
        sourceFormat = new ColumnFormat(from, sourceRead == null ? null : source.column(sourceRead));
        targetFormat = new ColumnFormat(to, target.column(targetRead));
        converter = new ValueConverter(sourceFormat, targetFormat, field);
        bind = to == Side.DATAVERSE && field.isLookup();
        targetWrite = bind ? field.navigation() + "@odata.bind" : targetRead;
        constant = field.conversion() instanceof Conversion.Constant fixed ? targetFormat.normal(fixed.value()) : null;
        transformations = field.transformationDirection() == pass ? field.transformations() : List.of();
        pairs = field.conversion() instanceof Conversion.ValueMap map ? new ValuePairs(map, to) : null;
    }

    private static String required(@Nullable String name) {
        if (name == null) {
            throw new IllegalArgumentException("expected a field row with a target column");
        }
        return name;
    }

    /** The source value in normal form, after the row's transformation rules. */
    @Nullable
    Object sourceValue(Map<String, @Nullable Object> source) {
        Object value = sourceRead == null ? null : sourceFormat.normal(source.get(sourceRead));
        for (TransformationRule rule : transformations) {
            value = sourceFormat.normal(rule.apply(value));
        }
        return value;
    }

    /**
     * The value for the target: a normal value, or for a lookup to Dataverse a {@link Lookups.Answer.Partner}, or null for
     * empty.
     *
     * @throws ValueConverter.Unfit if there is none
     */
    @Nullable
    Object targetValue(Map<String, @Nullable Object> source, Lookups lookups) {
        if (sourceRead == null) {
            return constant;
        }
        Object value = sourceValue(source);
        if (pairs != null) {
            return pairs.partner(value);
        }
        Reference reference = reference(value);
        return reference == null ? plain(value) : partner(ask(reference, lookups), reference, source);
    }

    private @Nullable Object plain(@Nullable Object value) {
        return isPlain() ? converter.convert(value) : null;
    }

    private boolean isPlain() {
        return field.conversion() instanceof Conversion.Plain;
    }

    /** Whether the row needs {@link Lookups} at all. */
    boolean asks() {
        return field.isLookup() || field.conversion() instanceof Conversion.OptionOf;
    }

    /** Adds the question this row will ask, unless a rule refuses the value: the transfer reports that, with its field. */
    void addReference(Map<String, @Nullable Object> source, List<Reference> references) {
        Reference reference;
        try {
            reference = reference(sourceValue(source));
        } catch (IllegalArgumentException refused) {
            reference = null;
        }
        if (reference != null) {
            references.add(reference);
        }
    }

    /** The question this row asks for a source value, or null if it asks none. */
    @Nullable
    Reference reference(@Nullable Object value) {
        String text =
                value == null ? "" : value instanceof java.math.BigDecimal n ? n.toPlainString() : value.toString();
        if (field.conversion() instanceof Conversion.Currency currency) {
            return text.isEmpty() && from == Side.DATAVERSE
                    ? null
                    : new Reference(
                            Reference.Kind.CURRENCY, List.of(currency.mapping()), from, text, currency.byNumber());
        }
        if (text.isEmpty()) {
            return null;
        }
        if (field.conversion() instanceof Conversion.CouplingOf coupling) {
            return new Reference(Reference.Kind.COUPLED, coupling.mappings(), from, text, coupling.byNumber());
        }
        if (field.conversion() instanceof Conversion.OptionOf option) {
            return new Reference(Reference.Kind.OPTION, List.of(option.mapping()), from, text, option.byNumber());
        }
        return null;
    }

    private static Lookups.Answer ask(Reference reference, Lookups lookups) {
        return switch (reference.kind()) {
            case COUPLED ->
                lookups.coupled(reference.mappings(), reference.from(), reference.value(), reference.byNumber());
            case OPTION ->
                lookups.option(reference.mappings().get(0), reference.from(), reference.value(), reference.byNumber());
            case CURRENCY ->
                lookups.currency(
                        reference.mappings().get(0), reference.from(), reference.value(), reference.byNumber());
        };
    }

    private @Nullable Object partner(Lookups.Answer answer, Reference reference, Map<String, @Nullable Object> source) {
        if (answer instanceof Lookups.Answer.Partner partner) {
            return bind ? partner : converter.convert(optionValue(partner.id()));
        }
        if (answer instanceof Lookups.Answer.Refused refused) {
            throw new ValueConverter.Unfit(TransferFailure.Kind.UNFIT_VALUE, refused.why());
        }
        if (answer instanceof Lookups.Answer.NotCoupled missing && !field.clearOnFailure()) {
            throw new ValueConverter.Unfit(
                    TransferFailure.Kind.NOT_COUPLED,
                    FieldNouns.of(field) + " '" + name(reference, missing, source)
                            + "' is not coupled; couple it or run " + String.join(" or ", reference.mappings())
                            + " first");
        }
        return null;
    }

    /** A choice integer comes as text and must be compared and written as a number. */
    private Object optionValue(String id) {
        return field.conversion() instanceof Conversion.OptionOf && from == Side.BUSINESS_CENTRAL
                ? new java.math.BigDecimal(id)
                : id;
    }

    private String name(Reference reference, Lookups.Answer.NotCoupled missing, Map<String, @Nullable Object> source) {
        String label = from == Side.BUSINESS_CENTRAL ? field.label() : sourceRead + FORMATTED;
        if (label != null && source.get(label) instanceof String shown && !shown.isBlank()) {
            return shown;
        }
        return !missing.label().isBlank()
                ? missing.label()
                : reference.byNumber() ? reference.value() : reference.value().toLowerCase(Locale.ROOT);
    }

    /** What "empty" is for this row's target: a blank reference in Business Central depends on what the field holds. */
    @Nullable
    Object written(@Nullable Object value) {
        if (value instanceof Lookups.Answer.Partner partner) {
            return "/" + required(partner.entitySet()) + "(" + partner.id() + ")";
        }
        if (value == null && targetFormat.kind == ColumnFormat.Kind.UNKNOWN && holdsId()) {
            return ColumnFormat.ZERO_GUID;
        }
        return targetFormat.written(value);
    }

    private boolean holdsId() {
        if (targetFormat.side == Side.DATAVERSE) {
            return false;
        }
        return (field.conversion() instanceof Conversion.CouplingOf coupling && !coupling.byNumber())
                || (field.conversion() instanceof Conversion.Currency currency && !currency.byNumber())
                || (field.conversion() instanceof Conversion.OptionOf option && !option.byNumber());
    }
}
