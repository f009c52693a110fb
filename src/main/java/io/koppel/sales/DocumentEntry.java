package io.koppel.sales;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Koppel remembers of a document of Sales.
 *
 * @param dataverseId {@code salesorderid} or {@code quoteid}
 * @param businessCentralId SystemId, chosen before the first request; null for a mark without a document
 * @param number its number in Business Central, null until it is known
 * @param name its number in Sales
 * @param message why it stands where it stands, null if there is nothing to say
 * @param run the run that wrote this
 */
public record DocumentEntry(
        DocumentKind kind,
        UUID dataverseId,
        @Nullable UUID businessCentralId,
        DocumentState state,
        @Nullable String number,
        @Nullable String name,
        @Nullable String message,
        long run,
        Instant at) {

    /** The same in another state. */
    public DocumentEntry in(DocumentState other, @Nullable String newMessage, long newRun, Instant now) {
        return new DocumentEntry(kind, dataverseId, businessCentralId, other, number, name, newMessage, newRun, now);
    }

    /** The same under a number of Business Central. */
    public DocumentEntry numbered(@Nullable String newNumber) {
        return new DocumentEntry(kind, dataverseId, businessCentralId, state, newNumber, name, message, run, at);
    }
}
