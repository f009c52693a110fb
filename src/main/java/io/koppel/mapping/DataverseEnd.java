package io.koppel.mapping;

import java.util.List;
import java.util.Set;
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
 * @param multiCompany whether several companies of Business Central share the rows (sync-semantics.md §13)
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
        boolean company,
        boolean multiCompany) {

    /** Documents belong to the company that made them, also where several share all other rows. */
    private static final Set<String> OF_ONE_COMPANY = Set.of("salesorder", "opportunity");

    /** Which rows are in scope by the company they belong to (sync-semantics.md §13). */
    public enum Companies {
        /** Whatever company they belong to. */
        ALL,
        /** Those of this company, and of none. */
        OWN_OR_NONE,
        /** Those of this company only. */
        OWN
    }

    /** Which rows are in scope. */
    public Companies companies() {
        if (!company) {
            return Companies.ALL;
        }
        if (!multiCompany) {
            return Companies.OWN_OR_NONE;
        }
        return OF_ONE_COMPANY.contains(table) ? Companies.OWN : Companies.ALL;
    }

    /** The same, shared by several companies or not. */
    public DataverseEnd sharedByCompanies(boolean shared) {
        return new DataverseEnd(
                entitySet, table, filter, key, name, stamp, choice, choiceCopies, uniqueBy, company, shared);
    }

    /** Whether this end is a choice column instead of a table. */
    public boolean isChoice() {
        return choice != null;
    }
}
