package io.koppel.sync.rules;

import io.koppel.journal.History;
import io.koppel.odata.WriteResult;
import io.koppel.sync.Engine;
import io.koppel.sync.FollowUpWork;
import io.koppel.sync.Pass;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rule has written beside the batches of a pass, in the history. It stands there in a transaction of its own, because what a
 * service has taken is to be told of whatever becomes of the rest.
 */
final class RuleHistory {
    private RuleHistory() {}

    /** Those of the entries whose write was applied; the result of each stands at its place. */
    static List<History.Entry> applied(List<History.Entry> entries, List<WriteResult> results) {
        List<History.Entry> applied = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof WriteResult.Written) {
                applied.add(entries.get(i));
            }
        }
        return applied;
    }

    /** Records writes of a follow-up under the run that it follows from. */
    static void record(FollowUpWork work, List<History.Entry> applied) {
        record(work.engine(), work.runtime().scope(), work.run(), work.job(), applied);
    }

    /** Records writes that a pass needed before its own. */
    static void record(Engine engine, Pass pass, List<History.Entry> applied) {
        record(engine, pass.runtime().scope(), pass.run(), pass.job(), applied);
    }

    private static void record(Engine engine, int scope, long run, long job, List<History.Entry> applied) {
        if (applied.isEmpty()) {
            return;
        }
        engine.database().inTransaction(connection -> {
            engine.history().record(connection, scope, run, job, engine.clock().millis(), applied);
            return true;
        });
    }
}
