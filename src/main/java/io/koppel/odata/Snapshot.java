package io.koppel.odata;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the results of an all-or-nothing batch together: with snapshot isolation Business Central still reports 200 for
 * parts that it rolled back because of a later one (business-central-api.md §9).
 */
final class Snapshot {
    private Snapshot() {}

    /** The results as they are true: all applied, or none. */
    static List<WriteResult> together(List<WriteResult> reported) {
        WriteResult worst = null;
        for (WriteResult each : reported) {
            // A refusal is certain, and undoes also what nobody answered for.
            if (each instanceof WriteResult.Refused || (each instanceof WriteResult.Unknown && worst == null)) {
                worst = each;
            }
            if (each instanceof WriteResult.Refused) {
                break;
            }
        }
        if (worst == null) {
            return reported;
        }
        List<WriteResult> all = new ArrayList<>(reported.size());
        for (WriteResult each : reported) {
            all.add(each instanceof WriteResult.Refused ? each : worst);
        }
        return all;
    }
}
