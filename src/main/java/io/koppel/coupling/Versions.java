package io.koppel.coupling;

/**
 * The versions two coupled records had when they last agreed.
 *
 * @param businessCentralStamp time of the last change in Business Central, milliseconds, 0 if unknown
 * @param dataverseStamp {@code modifiedon}, milliseconds, 0 if unknown
 * @param dataverseVersion row version (the number in the ETag), 0 if unknown
 */
public record Versions(long businessCentralStamp, long dataverseStamp, long dataverseVersion) {
    /** Nothing is known of either side. */
    public static final Versions UNKNOWN = new Versions(0, 0, 0);
}
