package io.koppel.odata;

/**
 * How much of a service's allowance is spent at the moment (promises.md P8).
 *
 * @param units what the service counts, in the current window, requests in flight included
 * @param capacity how many units Koppel allows itself in a window; 0 where nothing is counted
 * @param inFlight requests under way
 * @param concurrency how many may be under way, after slowing down where the service throttled
 * @param throttled how often the service has asked to wait since the start
 */
public record BudgetUse(long units, long capacity, int inFlight, int concurrency, long throttled) {}
