package io.koppel.mapping;

import org.jspecify.annotations.Nullable;

/** Changes a source value in memory before it is transferred and compared (sync-semantics.md §15). */
public interface TransformationRule {
    /** The rule's name as written in mapping files. */
    String name();

    /**
     * @param value the source value: text, number, boolean or null
     * @return the transformed value
     * @throws IllegalArgumentException if the value cannot be transformed; the message says what was expected
     */
    @Nullable
    Object apply(@Nullable Object value);
}
