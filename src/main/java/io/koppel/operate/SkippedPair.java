package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.SkippedRecord;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
import io.koppel.sync.Records;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A skipped coupling with its records as both services have them right now.
 *
 * @param businessCentral null if the record is gone
 * @param dataverse null if the row is gone
 */
record SkippedPair(
        TableMapping mapping,
        SkippedRecord skipped,
        Coupling coupling,
        @Nullable Row businessCentral,
        @Nullable Row dataverse) {

    @Nullable
    Row row(Side side) {
        return side == Side.BUSINESS_CENTRAL ? businessCentral : dataverse;
    }

    boolean exists(Side side) {
        return row(side) != null;
    }

    /** Whether nothing is left that could be synchronized, restored or deleted. */
    boolean gone() {
        return businessCentral == null && dataverse == null;
    }

    /** The only side that still has its record; null if both have, or neither. */
    @Nullable
    Side survivor() {
        return exists(Side.BUSINESS_CENTRAL) == exists(Side.DATAVERSE)
                ? null
                : exists(Side.BUSINESS_CENTRAL) ? Side.BUSINESS_CENTRAL : Side.DATAVERSE;
    }

    /** What the record is called on a side, null if it is gone. */
    @Nullable
    String label(Side side) {
        Row row = row(side);
        return row == null ? null : new Records(mapping).label(side, row);
    }

    String id() {
        return mapping.id() + "." + coupling.businessCentralId();
    }

    /**
     * What a person may do with it (sync-semantics.md §4.1): a pair whose Business Central record is gone cannot be
     * synchronized or coupled anew, and only where one record is left is there anything to restore or delete.
     */
    List<String> offers() {
        List<String> offers = new ArrayList<>();
        if (exists(Side.BUSINESS_CENTRAL)) {
            offers.addAll(List.of("retry", "synchronize", "log", "couple"));
        }
        if (survivor() != null) {
            offers.addAll(List.of("restore", "delete"));
        }
        offers.add("uncouple");
        return offers;
    }
}
