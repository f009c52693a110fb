package io.koppel.mapping;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A test of one record's values, written as an OData filter over the source record's columns. */
public interface Condition {
    /** Whether a record with these values passes. */
    boolean test(Map<String, @Nullable Object> values);

    /** The columns the condition looks at. */
    java.util.Set<String> columns();
}
