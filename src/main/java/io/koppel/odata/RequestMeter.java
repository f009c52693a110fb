package io.koppel.odata;

import java.util.concurrent.atomic.LongAdder;

/** Counts what a service is asked. */
final class RequestMeter {
    private final LongAdder requests = new LongAdder();
    private final LongAdder units = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();

    void request(int budgetUnits, int bytes) {
        requests.increment();
        units.add(budgetUnits);
        sent.add(bytes);
    }

    void answer(int bytes) {
        received.add(bytes);
    }

    void throttled() {
        throttled.increment();
    }

    void retried() {
        retried.increment();
    }

    RequestCounts counts() {
        return new RequestCounts(
                requests.sum(), units.sum(), throttled.sum(), retried.sum(), sent.sum(), received.sum());
    }
}
