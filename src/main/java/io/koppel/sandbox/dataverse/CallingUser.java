package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Caller;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.Rows;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.SandboxRequest;
import java.util.Iterator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The user a request acts as (dataverse-web-api.md §4, §13).
 *
 * @param id the user's row
 * @param businessUnit its business unit
 * @param onBehalfOf the real caller under impersonation, else null
 */
record CallingUser(UUID id, @Nullable UUID businessUnit, @Nullable UUID onBehalfOf) {
    /** The caller, or the user its headers name; refuses users that are missing or disabled. */
    static CallingUser of(DataverseStore store, Exchange exchange) {
        UUID caller = exchange.caller().dataverseUser();
        UUID acting = impersonated(store, exchange.request());
        if (acting != null && !exchange.caller().equals(Caller.KOPPEL)) {
            throw DataverseError.forbidden(
                    "Principal user (Id=" + caller + ") is missing prvActOnBehalfOfAnotherUser privilege.");
        }
        DataverseStore.Found user = store.find("systemuser", acting == null ? caller : acting);
        if (user == null) {
            throw new DataverseError(403, "0x80072560", "The user is not a member of the organization.");
        }
        if (Boolean.TRUE.equals(user.table().value(user.row(), "isdisabled"))) {
            throw new DataverseError(
                    403, "0x80040225", "The specified user (Id = " + user.row().id() + ") is disabled.");
        }
        Object unit = user.table().value(user.row(), "businessunitid");
        return new CallingUser(user.row().id(), (UUID) unit, acting == null ? null : caller);
    }

    private static @Nullable UUID impersonated(DataverseStore store, SandboxRequest request) {
        String old = request.header("MSCRMCallerID");
        if (old != null) {
            return required(old);
        }
        String entra = request.header("CallerObjectId");
        if (entra == null) {
            return null;
        }
        UUID sought = required(entra);
        StoredTable users = store.table("systemuser");
        Iterator<Row> rows = Rows.byId(users.rows(), null, false);
        while (rows.hasNext()) {
            Row row = rows.next();
            if (sought.equals(users.value(row, "azureactivedirectoryobjectid"))) {
                return row.id();
            }
        }
        return sought;
    }

    private static UUID required(String text) {
        UUID id = Guids.parse(text.strip());
        if (id == null) {
            throw DataverseError.unsupported("'" + text + "' as the id of a user");
        }
        return id;
    }
}
