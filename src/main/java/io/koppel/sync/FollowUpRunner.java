package io.koppel.sync;

import io.koppel.coupling.FollowUps.FollowUp;
import io.koppel.journal.FailedRecord;
import io.koppel.odata.ErrorClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets rules do what follows from confirmed writes, and takes up what a dead process left undone. What a service refuses fails the
 * record it is for, which stays as it was confirmed (sync-semantics.md §3.2); anything else is put off to the next pass.
 */
final class FollowUpRunner {
    private static final Logger LOG = LoggerFactory.getLogger(FollowUpRunner.class);
    private final Engine engine;
    private final RefusedFollowUps refusals;

    FollowUpRunner(Engine engine) {
        this.engine = engine;
        this.refusals = new RefusedFollowUps(engine);
    }

    /** Answers what was refused, for the error log. */
    List<FailedRecord> run(Pass pass, List<FollowUp> followUps) {
        Map<String, List<FollowUp>> byKind = new LinkedHashMap<>();
        for (FollowUp followUp : followUps) {
            byKind.computeIfAbsent(followUp.kind(), kind -> new ArrayList<>()).add(followUp);
        }
        List<FailedRecord> failures = new ArrayList<>();
        byKind.forEach((kind, group) -> run(pass, kind, group, failures));
        return failures;
    }

    /** The same for what earlier passes of this direction left; those of skipped records wait for their release. */
    List<FailedRecord> runLeftOver(Pass pass) {
        List<FollowUp> open = engine.followUps().open(pass.runtime().scope()).stream()
                .filter(followUp -> followUp.direction().includes(pass.direction()))
                .toList();
        return run(pass, refusals.due(pass, open));
    }

    private void run(Pass pass, String kind, List<FollowUp> group, List<FailedRecord> failures) {
        for (Rule rule : pass.runtime().rules()) {
            if (rule.name().equals(kind) && !done(pass, rule, group, failures)) {
                return;
            }
        }
        engine.database().inTransaction(connection -> {
            engine.followUps().remove(connection, pass.runtime().scope(), group);
            return true;
        });
    }

    private boolean done(Pass pass, Rule rule, List<FollowUp> group, List<FailedRecord> failures) {
        try {
            rule.followUp(new FollowUpWork(pass.runtime(), pass.run(), pass.job(), group, engine, pass));
            return true;
        } catch (RecordRefused refused) {
            if (group.size() == 1 || refused.errorClass() == ErrorClass.CONFIGURATION) {
                // Where the set-up is at fault all of them would be refused; one of them tells.
                failures.add(refusals.note(pass, group.get(0), refused));
                return false;
            }
            // Follow-ups are safe to repeat, so the one that is refused is found by halves, and the others are done.
            int half = group.size() / 2;
            run(pass, rule.name(), List.copyOf(group.subList(0, half)), failures);
            run(pass, rule.name(), List.copyOf(group.subList(half, group.size())), failures);
            return false;
        } catch (RuntimeException e) {
            // The rows stay in the store; the next pass of the mapping takes them up again.
            LOG.warn(
                    "{}: {} of {} record(s) is put off to the next run: {}",
                    pass.mapping().id(),
                    rule.name(),
                    group.size(),
                    e.getMessage());
            return false;
        }
    }
}
