package io.koppel.operate;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The quote of Business Central that a quote of Sales has become.
 *
 * @param processed whether this call changed anything; false when everything was done before
 * @param message what stands about it, null if there is nothing to say
 */
public record ProcessedQuote(
        @Nullable String number, UUID businessCentralId, boolean processed, @Nullable String message) {}
