package io.koppel.sandbox.filter;

import io.koppel.sandbox.core.Row;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where the services differ in evaluating a filter. */
public interface FilterDialect {
    /** Whether texts are compared without regard to case. */
    boolean ignoresCase();

    /**
     * The value a literal stands for when it is compared with that member (a choice's label, an encoded enum name);
     * as a rule the literal itself.
     *
     * @throws FilterSyntaxException when it does not fit
     */
    default @Nullable Object literal(RowMember member, @Nullable Object value) {
        return value;
    }

    /** The meaning of a function that only this service has, or null. */
    default @Nullable Predicate<Row> function(Expression.Call call, MemberResolver members) {
        return null;
    }

    /** The meaning of {@code any} and {@code all}, or null where the service has none. */
    default @Nullable Predicate<Row> lambda(Expression.Lambda lambda) {
        return null;
    }

    /** How an unknown name is refused. */
    default RuntimeException unknownMember(String path) {
        return new FilterSyntaxException("Could not find a property named '" + path + "'");
    }

    /** How a function or form it does not know is refused. */
    default RuntimeException unsupported(String what) {
        return new FilterSyntaxException(what + " is not supported");
    }
}
