package io.koppel.sync;

import java.util.List;

/** Which records a read of a pass is about. */
public sealed interface Selection {
    /** Everything in the filter with a stamp at or after {@code fromStamp} (milliseconds, 0 for everything). */
    record Changes(long fromStamp) implements Selection {}

    /**
     * These records.
     *
     * @param ids ids on the source side, at most {@link #BLOCK}
     * @param inFilterOnly whether the mapping's filter applies to them too
     */
    record Ids(List<String> ids, boolean inFilterOnly) implements Selection {
        /** Ids in one request: the filter must fit into a URL. */
        public static final int BLOCK = 100;
    }
}
