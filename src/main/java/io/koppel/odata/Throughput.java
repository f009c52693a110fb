package io.koppel.odata;

import java.time.Duration;

/**
 * How fast and how patiently one service is used.
 *
 * @param limits what the service allows this user
 * @param concurrency requests that Koppel keeps in flight at most; never more than {@code limits} allow
 * @param batchSize operations in one {@code $batch} or rows in one bulk message, at most what the service takes
 * @param pageSize rows asked for in one page of a read
 * @param budgetShare share of the limits that Koppel may use, 0 to 1; the rest is left for other integrations
 * @param timeout how long one answer may take before it counts as lost
 * @param readAttempts how often one read is tried before its error is reported
 */
public record Throughput(
        Limits limits,
        int concurrency,
        int batchSize,
        int pageSize,
        double budgetShare,
        Duration timeout,
        int readAttempts) {

    static Throughput of(ServiceKind kind) {
        return kind == ServiceKind.BUSINESS_CENTRAL
                ? new Throughput(Limits.businessCentral(), 5, 100, 5000, 0.9, Duration.ofMinutes(8), 5)
                : new Throughput(Limits.dataverse(), 8, 100, 5000, 0.9, Duration.ofMinutes(4), 5);
    }

    Throughput withLimits(Limits other) {
        return new Throughput(other, concurrency, batchSize, pageSize, budgetShare, timeout, readAttempts);
    }

    Throughput withSizes(int newConcurrency, int newBatchSize, int newPageSize) {
        return new Throughput(limits, newConcurrency, newBatchSize, newPageSize, budgetShare, timeout, readAttempts);
    }

    Throughput withBudgetShare(double share) {
        return new Throughput(limits, concurrency, batchSize, pageSize, share, timeout, readAttempts);
    }

    Throughput withPatience(Duration newTimeout, int newReadAttempts) {
        return new Throughput(limits, concurrency, batchSize, pageSize, budgetShare, newTimeout, newReadAttempts);
    }
}
