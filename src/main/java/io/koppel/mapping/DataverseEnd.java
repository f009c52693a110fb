package io.koppel.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Dataverse end of a table mapping: a table, or a choice column of a table.
 *
 * @param entitySet set name, for example {@code accounts}
 * @param table logical name, for example {@code account}
 * @param filter OData filter a row must pass to be in scope, or null
 * @param key primary id column, for example {@code accountid}
 * @param name column people know the row by, for example {@code name}
 * @param stamp column with the time of the last change, normally {@code modifiedon}
 * @param choice null for a table; the column name for a choice mapping (table-mappings.md §3, option mappings)
 * @param choiceCopies further {@code table.column} names whose choices follow (sync-semantics.md §12)
 * @param uniqueBy columns that no two rows share, by which a new record finds a row that is there already (sync-semantics.md §3 no. 3); empty to look for none
 * @param company whether rows carry {@code bcbi_companyid} and are stamped and filtered by it (table-mappings.md §8.1)
 */
public record DataverseEnd(
        String entitySet,
        String table,
        @Nullable String filter,
        String key,
        String name,
        String stamp,
        @Nullable String choice,
        List<String> choiceCopies,
        List<String> uniqueBy,
        boolean company) {

    /** Whether this end is a choice column instead of a table. */
    public boolean isChoice() {
        return choice != null;
    }
}
