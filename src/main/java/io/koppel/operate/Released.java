package io.koppel.operate;

/**
 * Skipped records given free.
 *
 * @param released their number; the next run of their mapping takes them up again
 */
public record Released(int released) {}
