package io.koppel.mapping.rule;

import io.koppel.mapping.TransformationRule;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A rule that works on the value's text; empty stays empty. */
record TextRule(String name, Function<String, @Nullable Object> change) implements TransformationRule {

    @Override
    public @Nullable Object apply(@Nullable Object value) {
        return value == null
                ? null
                : change.apply(value instanceof BigDecimal number ? number.toPlainString() : value.toString());
    }
}
