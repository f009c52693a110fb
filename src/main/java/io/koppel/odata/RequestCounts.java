package io.koppel.odata;

/**
 * What a service was asked since it was opened. HTTP requests and budget units are kept apart: a batch of 100 is one
 * request and 100 units.
 *
 * @param httpRequests requests sent, repeated ones included, token requests not
 * @param budgetUnits what the service counts: each part of a batch
 * @param throttled answers 429 and 503 with {@code Retry-After}
 * @param retried requests that repeated an earlier one
 * @param bytesSent bytes of bodies sent
 * @param bytesReceived bytes of bodies received, as transferred
 */
public record RequestCounts(
        long httpRequests, long budgetUnits, long throttled, long retried, long bytesSent, long bytesReceived) {}
