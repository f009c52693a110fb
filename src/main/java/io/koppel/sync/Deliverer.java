package io.koppel.sync;

import io.koppel.odata.ODataService;

/** Sends what a batch has to write and leaves each outcome in its item. */
@FunctionalInterface
interface Deliverer {
    void deliver(Batch batch, ODataService service);
}
