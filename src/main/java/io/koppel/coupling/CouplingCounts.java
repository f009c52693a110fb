package io.koppel.coupling;

/**
 * Couplings of a mapping.
 *
 * @param all every coupling
 * @param skipped those left out until someone releases them
 * @param pending those whose create is not confirmed
 */
public record CouplingCounts(long all, long skipped, long pending) {}
