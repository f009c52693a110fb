package io.koppel.operate;

/**
 * A record that a verb passed over.
 *
 * @param record as it was named
 * @param reason why, in words that continue "{@code record} was left out because"
 */
public record LeftOut(String record, String reason) {}
