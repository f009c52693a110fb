package io.koppel.sandbox.bc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a surface shows of a row under one name: a field, or something computed.
 *
 * @param field the field, when it is one
 * @param computed the name and arguments of what is computed, like {@code reference:Currency:Currency Code}, or ""
 * @param words the same, taken apart once: it is asked for with every value
 * @param kind of its values
 * @param maxLength of texts, 0 for none
 * @param mayBeBlank false where the page refuses blank
 */
record Property(
        String name,
        @Nullable Field field,
        String computed,
        List<String> words,
        FieldKind kind,
        int maxLength,
        Access access,
        boolean mayBeBlank) {
    enum Access {
        READ_WRITE,
        CREATE_ONLY,
        READ_ONLY
    }

    boolean isOption() {
        return (field != null && field.kind() == FieldKind.OPTION) || computed.equals("relation");
    }

    /** The enum its values come from, or "". */
    String options() {
        if (computed.equals("relation")) {
            return "contactBusinessRelation";
        }
        return field == null ? "" : field.options();
    }

    /** The first word of what is computed. */
    String computedName() {
        return words.get(0);
    }
}
