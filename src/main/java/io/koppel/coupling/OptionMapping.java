package io.koppel.coupling;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A code of Business Central and the option of a Dataverse choice column that stands for it (sync-semantics.md §12).
 *
 * @param code the Business Central code
 * @param tableColumn {@code account.paymenttermscode}
 */
public record OptionMapping(UUID businessCentralId, String code, String tableColumn, int value, String label) {

    /** An option has no id of its own; couplings need one, so it is made of column and value. */
    public static UUID idOf(String tableColumn, int value) {
        return UUID.nameUUIDFromBytes((tableColumn + "#" + value).getBytes(StandardCharsets.UTF_8));
    }

    /** The id that stands for this option in couplings. */
    public UUID dataverseId() {
        return idOf(tableColumn, value);
    }
}
