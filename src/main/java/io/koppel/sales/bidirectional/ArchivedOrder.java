package io.koppel.sales.bidirectional;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order that Business Central has no more.
 *
 * @param number its number in Business Central
 * @param name its name in Sales
 * @param settled whether Sales shows how it ended
 */
public record ArchivedOrder(
        UUID dataverseId, UUID businessCentralId, @Nullable String number, @Nullable String name, boolean settled) {

    /** The same, told. */
    public ArchivedOrder told() {
        return new ArchivedOrder(dataverseId, businessCentralId, number, name, true);
    }

    /** What messages call it. */
    public String label() {
        return number != null && !number.isBlank() ? number : name == null ? dataverseId.toString() : name;
    }
}
