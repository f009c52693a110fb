package io.koppel.sandbox.http;

import java.time.Duration;

/**
 * What one user may do to a service (business-central-api.md §11, dataverse-web-api.md §9).
 *
 * @param requests in the window, each part of a batch counted
 * @param executionTime in the window, zero for no such limit
 * @param concurrent requests at once
 * @param queued further requests that wait for their turn instead of being refused
 */
public record ServiceLimits(int requests, Duration window, Duration executionTime, int concurrent, int queued) {}
