package io.koppel.bench;

import java.util.List;

/** How one kind of record is brought over by hand. */
interface CeilingWork {
    CeilingColumns columns();

    /** Path and filter of the records, without their times. */
    String set();

    String filter();

    /** Unmeasured: what its rows refer to. */
    void prepare();

    /** Answers how many arrived. */
    int create(List<Object[]> records);

    /** Answers how many were updated. */
    int update(List<Object[]> records);
}
