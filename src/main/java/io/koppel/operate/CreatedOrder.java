package io.koppel.operate;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The order of Business Central that an order of Sales has become.
 *
 * @param created whether this call created it; false when it was there before
 * @param message what stands about it, null if there is nothing to say
 */
public record CreatedOrder(
        @Nullable String number, UUID businessCentralId, boolean created, @Nullable String message) {}
