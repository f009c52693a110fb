package io.koppel.mapping.proposal;

import io.koppel.mapping.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mapping as proposed.
 *
 * @param id name of the mapping
 * @param api surface of the Business Central end as mapping files write it
 * @param key property with the record's id
 * @param number property people know the record by
 * @param stamp property with the time of the last change, or null
 * @param modifiedBy property with the user of the last change, or null
 * @param table logical name of the Dataverse table
 * @param name column people know the row by
 * @param owned whether rows of the Dataverse table have an owner
 * @param after mappings that the lookups of the rows go through
 * @param rows field rows, surest first in the order of Business Central
 * @param match the row that tells partners apart, or null
 * @param openBusinessCentral properties without a partner, each with its type
 * @param openDataverse columns without a partner, each with its type
 */
public record Proposal(
        String id,
        String api,
        String businessCentralSet,
        String key,
        String number,
        @Nullable String stamp,
        @Nullable String modifiedBy,
        String dataverseSet,
        String table,
        String name,
        boolean owned,
        Direction direction,
        List<String> after,
        List<ProposedRow> rows,
        @Nullable ProposedRow match,
        List<String> openBusinessCentral,
        List<String> openDataverse) {

    /**
     * A field row.
     *
     * @param options further options as written, for example {@code couplingOf: CUSTOMER}; empty for none
     * @param why what made it likely, for the comment behind the row; empty where the names are the same
     */
    public record ProposedRow(String businessCentral, String dataverse, String options, String why) {}
}
