package io.koppel.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What one stretch of work took in this process. */
record Measured(long records, double seconds, double cpuSeconds, long requests, long budgetUnits) {
    static final Measured NOTHING = new Measured(0, 0, 0, 0, 0);

    /** A moment, to measure from. */
    record Moment(long nanos, long cpuNanos, long requests, long budgetUnits) {
        static Moment now(long requests, long budgetUnits) {
            return new Moment(System.nanoTime(), processCpu(), requests, budgetUnits);
        }

        Measured until(Moment end, long records) {
            return new Measured(
                    records,
                    (end.nanos - nanos) / 1e9,
                    (end.cpuNanos - cpuNanos) / 1e9,
                    end.requests - requests,
                    end.budgetUnits - budgetUnits);
        }
    }

    private static long processCpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
