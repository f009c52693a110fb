package io.koppel.sync;

import org.jspecify.annotations.Nullable;

/** Lets a rule that looks at many records refuse some of them. */
@FunctionalInterface
public interface Refusals {
    /**
     * The record is not written and fails as a data error.
     *
     * @param field the field at fault on the side the pass reads, null if it is not one field
     * @param message what was expected, and what to do
     */
    void refuse(Item item, @Nullable String field, String message);
}
