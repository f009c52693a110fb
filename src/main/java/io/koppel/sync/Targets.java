package io.koppel.sync;

import io.koppel.odata.ODataService;
import io.koppel.odata.Row;
import io.koppel.odata.WriteResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** How a pass reads and writes the records of its target: rows of a table, or options of a choice column. */
interface Targets {
    /** The records with these keys (see {@link TargetReading#key}), by key; those that do not exist are missing. */
    Map<String, Row> read(Pass pass, Collection<String> keys);

    /** Sends creates and updates; one result per item, in order. */
    List<WriteResult> write(Pass pass, List<Item> items, ODataService service);

    /** Completes what the services' answers left out, for example the versions of rows created by a bulk message. */
    void readBack(Pass pass, List<Item> items);
}
