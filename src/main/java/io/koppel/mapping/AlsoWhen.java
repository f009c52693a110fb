package io.koppel.mapping;

import org.jspecify.annotations.Nullable;

/**
 * A change in another Business Central set that counts as a change of the mapped record.
 *
 * @param entitySet the other set, on the mapping's own surface
 * @param key its property that holds the mapped record's SystemId (or number, if {@code byNumber})
 * @param stamp its time stamp, or null to read it completely and compare
 * @param date its date from which a record counts, or null; looked at instead of the stamp
 * @param byNumber whether {@code key} holds the number or code instead of the SystemId
 */
public record AlsoWhen(String entitySet, String key, @Nullable String stamp, boolean byNumber, @Nullable String date) {}
