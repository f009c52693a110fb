package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.odata.Row;
import java.util.List;

/**
 * What becomes of the lines of a document whose lines are followed, besides what each line itself is to become.
 *
 * @param pass the lines' own pass, with their mapping and its field rows
 * @param targetLines the lines of the other side's document as read, mapped or not
 * @param removed couplings of lines whose source is gone: the line on the other side is removed
 * @param forgotten couplings of lines that an attempt which nobody confirmed has removed: nothing is left of them
 * @param survivors couplings of source lines whose partner was removed: the opposite pass removes the source line, too
 */
record DocumentChange(
        Pass pass, List<Row> targetLines, List<Coupling> removed, List<Coupling> forgotten, List<Coupling> survivors) {
    /** A document that is new on the other side. */
    static DocumentChange ofNew(Pass pass) {
        return new DocumentChange(pass, List.of(), List.of(), List.of(), List.of());
    }
}
