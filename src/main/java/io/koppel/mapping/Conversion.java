package io.koppel.mapping;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a value of one side becomes a value of the other (table-mappings.md §8.2). */
public sealed interface Conversion {

    /** The value is carried over as it is, apart from the types' own formats. */
    record Plain() implements Conversion {}

    /** Written whenever the record is written; there is no source field. */
    record Constant(Object value) implements Conversion {}

    /**
     * The value names a record that is coupled under another mapping; the partner's id is written.
     *
     * @param mappings the mappings to look in, in order; the first that knows the record wins
     * @param navigation Dataverse navigation property to bind, or null for the column's own name
     * @param label Business Central property that names the record in messages, or null
     * @param byNumber true if the Business Central field holds the record's number or code instead of its SystemId
     */
    record CouplingOf(List<String> mappings, @Nullable String navigation, @Nullable String label, boolean byNumber)
            implements Conversion {}

    /** Currency: like {@link CouplingOf} the CURRENCY mapping, but blank in Business Central is the local currency. */
    record Currency(String mapping, @Nullable String label, boolean byNumber) implements Conversion {}

    /** The value is a code that a choice mapping couples to an option of a choice column. */
    record OptionOf(String mapping, @Nullable String label, boolean byNumber) implements Conversion {}

    /** Fixed pairs: Business Central value to Dataverse value. */
    record ValueMap(Map<String, Object> toDataverse) implements Conversion {}
}
