package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.RowDraft;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * State and status: the pair must fit, and a state without a status gets its first one (dataverse-web-api.md §10.6). Most
 * tables are active (0) or inactive (1), each with one status (1, 2).
 */
final class StateRules {
    private static final Map<Long, List<Long>> USUAL = Map.of(0L, List.of(1L), 1L, List.of(2L));

    /** Statuses by state where they are others; the first is the one a state gets by itself. */
    private static final Map<String, Map<Long, List<Long>>> OWN = Map.of(
            "product", Map.of(0L, List.of(1L), 1L, List.of(2L), 2L, List.of(0L), 3L, List.of(3L)),
            "pricelevel", Map.of(0L, List.of(100_001L), 1L, List.of(100_002L)),
            "incident", Map.of(0L, List.of(1L, 2L, 3L, 4L), 1L, List.of(5L, 1000L), 2L, List.of(6L, 2000L)),
            "opportunity", Map.of(0L, List.of(1L, 2L), 1L, List.of(3L), 2L, List.of(4L, 5L)),
            "quote", Map.of(0L, List.of(1L), 1L, List.of(2L, 3L), 2L, List.of(4L), 3L, List.of(5L, 6L, 7L)),
            "salesorder",
                    Map.of(
                            0L, List.of(1L, 2L),
                            1L, List.of(3L),
                            2L, List.of(4L),
                            3L, List.of(100_001L, 100_002L),
                            4L, List.of(100_003L)),
            "invoice",
                    Map.of(
                            0L, List.of(1L, 2L, 4L, 5L, 6L),
                            1L, List.of(3L, 7L),
                            2L, List.of(100_001L, 100_002L),
                            3L, List.of(100_003L)));

    private StateRules() {}

    static void onCreate(StoredTable table, RowDraft draft) {
        if (table.find("statecode") == null) {
            return;
        }
        String name = table.table().logicalName();
        Object status = RowRules.get(table, draft, "statuscode");
        if (status instanceof Long given) {
            check(name, 0, given);
        } else {
            RowRules.put(table, draft, "statuscode", firstStatus(name, 0));
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
        String name = table.table().logicalName();
        long state = number(stateSent, RowRules.get(table, draft, "statecode"));
        if (statusSent) {
            check(name, state, number(true, RowRules.get(table, draft, "statuscode")));
        } else {
            RowRules.put(table, draft, "statuscode", firstStatus(name, state));
        }
    }

    /** The status a state gets when none is named. */
    static long firstStatus(String table, long state) {
        return statuses(table, state).get(0);
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

    /** Refuses a status that is none of its state's. */
    static void check(String table, long state, long status) {
        if (!statuses(table, state).contains(status)) {
            throw DataverseError.stateInvalid(
                    status + " is not a valid status code for state code " + state + " on " + table + ".");
        }
    }

    private static List<Long> statuses(String table, long state) {
        List<Long> statuses = OWN.getOrDefault(table, USUAL).get(state);
        if (statuses == null) {
            throw DataverseError.stateInvalid(state + " is not a valid state code on " + table + ".");
        }
        return statuses;
    }
}
