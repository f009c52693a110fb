package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.RowDraft;
import org.jspecify.annotations.Nullable;

/**
 * State and status of tables that are active (0) or inactive (1), each with one status (1, 2); the pair must fit
 * (dataverse-web-api.md §10.6).
 */
final class StateRules {
    private StateRules() {}

    static void onCreate(StoredTable table, RowDraft draft) {
        Object status = RowRules.get(table, draft, "statuscode");
        if (status instanceof Long given) {
            check(table, 0, given);
        } else {
            RowRules.put(table, draft, "statuscode", 1L);
        }
    }

    static void onUpdate(StoredTable table, RowDraft draft, RowBody body) {
        DataverseColumn stateColumn = table.table().column("statecode");
        DataverseColumn statusColumn = table.table().column("statuscode");
        if (stateColumn == null || statusColumn == null) {
            return;
        }
        boolean stateSent = body.values().containsKey(stateColumn);
        boolean statusSent = body.values().containsKey(statusColumn);
        if (!stateSent && !statusSent) {
            return;
        }
        long state = number(stateSent, RowRules.get(table, draft, "statecode"));
        if (statusSent) {
            check(table, state, number(true, RowRules.get(table, draft, "statuscode")));
        } else {
            RowRules.put(table, draft, "statuscode", state + 1);
        }
    }

    private static long number(boolean sent, @Nullable Object value) {
        if (value instanceof Long number) {
            return number;
        }
        if (sent) {
            throw DataverseError.stateInvalid("State and status of a record cannot be empty.");
        }
        return 0;
    }

    private static void check(StoredTable table, long state, long status) {
        if (status != state + 1) {
            throw DataverseError.stateInvalid(status + " is not a valid status code for state code " + state + " on "
                    + table.table().logicalName() + ".");
        }
    }
}
