package io.koppel.operate;

import io.koppel.sales.quote.ProcessedQuotes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An active or won quote of Sales as people see it.
 *
 * @param quoteid its id in Sales
 * @param number its number in Sales, which all its revisions share
 * @param revision 0 for the first
 * @param inSales active or won
 * @param state waiting, or how far it has come: intended, refused, created, settled
 * @param businessCentralNumber number of the quote in Business Central, null while there is none
 * @param message why it failed, or what stands about it; null if there is nothing to say
 */
public record QuoteView(
        UUID quoteid,
        String number,
        int revision,
        @Nullable String name,
        String inSales,
        String state,
        @Nullable String businessCentralNumber,
        @Nullable UUID businessCentralId,
        @Nullable String message) {

    static QuoteView of(ProcessedQuotes.View quote) {
        return new QuoteView(
                quote.id(),
                quote.number(),
                quote.revision(),
                quote.name(),
                quote.sales(),
                quote.state(),
                quote.businessCentralNumber(),
                quote.businessCentralId(),
                quote.message());
    }
}
