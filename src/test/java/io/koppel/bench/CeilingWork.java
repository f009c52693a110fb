package io.koppel.bench;

import java.time.Instant;
import java.util.List;

/** How one kind of record is brought over by hand. */
interface CeilingWork {
    CeilingColumns columns();

    /** Path and filter of the records, without their times. */
    String set();

    String filter();

    /** Where its rows are read, those changed since a moment, oldest first. */
    default String address(Instant from) {
        return "/v2.0/sandbox/api/koppel/sync/v1.0/companies(c0000000-0000-4000-8000-00000000c0de)/" + set()
                + "?$select=" + String.join(",", columns().source()) + "&$orderby=systemModifiedAt&$filter="
                + CeilingHttp.encode((filter().isEmpty() ? "" : filter() + " and ") + "systemModifiedAt ge " + from);
    }

    /** Most rows that go together, whatever the settings say. */
    default int most() {
        return Integer.MAX_VALUE;
    }

    /** Unmeasured: what its rows refer to. */
    void prepare();

    /** Answers how many arrived. */
    int create(List<Object[]> records);

    /** Answers how many were updated. */
    int update(List<Object[]> records);
}
