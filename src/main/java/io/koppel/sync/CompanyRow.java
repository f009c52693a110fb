package io.koppel.sync;

import io.koppel.mapping.Side;
import org.jspecify.annotations.Nullable;

/**
 * This company as both services know it.
 *
 * @param name the company's name in Business Central
 * @param id its id in Business Central
 * @param dataverseId id of its {@code bcbi_company} row, null where Dataverse has no such row: then rows are neither stamped nor filtered by company (table-mappings.md §3)
 * @param owningTeam the row's default owning team, null if it has none
 * @param localCurrency code of the local currency (general ledger setup)
 * @param businessCentralUser user id that Koppel's own changes carry in Business Central, null if unknown
 * @param dataverseUser {@code UserId} of {@code WhoAmI}
 */
public record CompanyRow(
        String name,
        String id,
        @Nullable String dataverseId,
        @Nullable String owningTeam,
        String localCurrency,
        @Nullable String businessCentralUser,
        @Nullable String dataverseUser) {
    /** The user Koppel works as on a side, null if unknown. */
    public @Nullable String user(Side side) {
        return side == Side.DATAVERSE ? dataverseUser : businessCentralUser;
    }
}
