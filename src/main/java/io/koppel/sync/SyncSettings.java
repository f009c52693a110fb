package io.koppel.sync;

import java.time.Duration;

/**
 * @param overlap how far before the watermark a pass reads again, because long transactions become visible late
 * @param writeInProduct number of the item or resource that stands for products written in by hand, blank for none
 * @param attempts how often a record is sent when its target changed under it or an answer was lost
 * @param safeguards what is said about mass changes and deleted records
 */
public record SyncSettings(Duration overlap, int attempts, String writeInProduct, Safeguards safeguards) {
    /** Five minutes of overlap, three attempts. */
    public static final SyncSettings DEFAULTS = new SyncSettings(Duration.ofMinutes(5), 3, "", Safeguards.DEFAULTS);
}
