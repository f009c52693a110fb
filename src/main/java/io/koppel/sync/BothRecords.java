package io.koppel.sync;

import io.koppel.odata.Row;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A record as read on both sides, and its mapped values, which are taken out of a row once however often they are compared. */
final class BothRecords {
    private static final String BIND = "@odata.bind";

    private final Row source;
    private @Nullable Row target;
    private boolean targetRead;
    private @Nullable Object @Nullable [] sourceValues;
    private @Nullable Object @Nullable [] targetValues;

    BothRecords(Row source) {
        this.source = source;
    }

    Row source() {
        return source;
    }

    @Nullable
    Row target() {
        return target;
    }

    void target(@Nullable Row row) {
        target = row;
        targetRead = true;
        targetValues = null;
    }

    /** Whether the other side was asked, so that no target means that there is none. */
    boolean targetRead() {
        return targetRead;
    }

    void forgetTarget() {
        target = null;
        targetRead = false;
        targetValues = null;
    }

    /** The mapped values of the source; nobody changes the array. */
    @Nullable
    Object[] sourceValues(Pass pass) {
        @Nullable Object[] values = sourceValues;
        if (values == null) {
            values = pass.runtime().snapshot().values(pass.source(), source.values());
            sourceValues = values;
        }
        return values;
    }

    /** The mapped values of a row of the other side; nobody changes the array. */
    @SuppressWarnings("ReferenceEquality") // the row that is remembered, not one that equals it
    @Nullable
    Object[] targetValues(Pass pass, Row read) {
        @Nullable Object[] values = targetValues;
        if (values == null || read != target) {
            values = pass.runtime().snapshot().values(pass.target(), read.values());
            targetValues = read == target ? values : null;
        }
        return values;
    }

    /** What the target holds where {@code property} of a payload is written; null for empty or no target. */
    @Nullable
    Object heldBefore(String property) {
        if (target == null) {
            return null;
        }
        return property.endsWith(BIND)
                ? target.get("_" + property.substring(0, property.indexOf('@')).toLowerCase(Locale.ROOT) + "_value")
                : target.get(property);
    }
}
