package io.koppel.mapping;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one record's transfer came to.
 *
 * @param payload what to write: property to value in the form the target service takes, lookups as {@code navigation@odata.bind};
 *     the caller's own, to be changed; empty if nothing differs or the transfer failed
 * @param changes one entry for each field row in the payload, in row order
 * @param failure the first row that could not be transferred, or null
 */
public record Transferred(
        Map<String, @Nullable Object> payload, List<Change> changes, @Nullable TransferFailure failure) {

    /**
     * One field that is written.
     *
     * @param property its key in the payload
     * @param before what the target holds, as read; null for a new record
     * @param after what it will hold; for a lookup the partner's id
     * @param bidirectional whether both sides may change the field: only these can conflict (sync-semantics.md §5)
     */
    public record Change(
            FieldMapping field,
            String property,
            @Nullable Object before,
            @Nullable Object after,
            boolean bidirectional) {}
}
