package io.koppel.sync;

import io.koppel.coupling.FollowUps.FollowUp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets rules do what follows from confirmed writes, and takes up what a dead process left undone. */
final class FollowUpRunner {
    private static final Logger LOG = LoggerFactory.getLogger(FollowUpRunner.class);
    private final Engine engine;

    FollowUpRunner(Engine engine) {
        this.engine = engine;
    }

    void run(Pass pass, List<FollowUp> followUps) {
        Map<String, List<FollowUp>> byKind = new LinkedHashMap<>();
        for (FollowUp followUp : followUps) {
            byKind.computeIfAbsent(followUp.kind(), kind -> new ArrayList<>()).add(followUp);
        }
        byKind.forEach((kind, group) -> run(pass, kind, group));
    }

    void runLeftOver(Pass pass) {
        run(pass, engine.followUps().open(pass.runtime().scope()));
    }

    private void run(Pass pass, String kind, List<FollowUp> group) {
        for (Rule rule : pass.runtime().rules()) {
            if (rule.name().equals(kind)) {
                try {
                    rule.followUp(new FollowUpWork(pass.runtime(), pass.run(), pass.job(), group, engine, pass));
                } catch (RuntimeException e) {
                    // The rows stay in the store; the next pass of the mapping takes them up again.
                    LOG.warn(
                            "{}: {} of {} record(s) is put off to the next run: {}",
                            pass.mapping().id(),
                            kind,
                            group.size(),
                            e.getMessage());
                    return;
                }
            }
        }
        engine.database().inTransaction(connection -> {
            engine.followUps().remove(connection, pass.runtime().scope(), group);
            return true;
        });
    }
}
