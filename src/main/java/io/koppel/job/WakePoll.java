package io.koppel.job;

import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ServiceException;
import io.koppel.sync.ChangeProbe;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes jobs whose table has changed, those that sleep and those that are ready but not due soon, at the cost of one small request
 * for each. What wakes them at once, a notification of Business Central, may be lost or not be set up; this covers for it.
 */
public final class WakePoll {
    private static final Logger LOG = LoggerFactory.getLogger(WakePoll.class);

    private final Engine engine;
    private final JobQueue queue;
    private final ChangeProbe probe;
    private final BooleanSupplier scheduled;
    private final boolean dataverse;

    /**
     * @param scheduled whether jobs run by their schedule at all right now
     * @param dataverse whether changes in Dataverse wake, too
     */
    public WakePoll(Engine engine, JobQueue queue, BooleanSupplier scheduled, boolean dataverse) {
        this.scheduled = scheduled;
        this.engine = engine;
        this.queue = queue;
        this.probe = new ChangeProbe(engine);
        this.dataverse = dataverse;
    }

    /** Looks once; answers which jobs were woken. */
    public List<String> look() {
        List<String> changed = new ArrayList<>();
        if (!scheduled.getAsBoolean()) {
            return changed;
        }
        for (JobQueue.Standing standing : queue.all()) {
            String id = standing.job().mapping();
            TableMapping mapping = id == null ? null : engine.mappings().apply(id);
            if (mapping != null && mayWake(standing) && changed(mapping)) {
                changed.add(standing.job().name());
            }
        }
        for (JobWork work : queue.works()) {
            String name = work.definition().name();
            if (queue.find(name)
                            .filter(job -> job.entry().status() == QueueStatus.ASLEEP)
                            .isPresent()
                    && pending(work)) {
                changed.add(name);
            }
        }
        return changed.isEmpty() ? changed : queue.wake(job -> changed.contains(job.name()));
    }

    /**
     * A job whose last run failed or waits for a confirmation has its own next time: what it could not take up would wake it again
     * and again.
     */
    private boolean mayWake(JobQueue.Standing standing) {
        JobEntry entry = standing.entry();
        boolean quiet = entry.attempts() == 0 && entry.message() == null;
        boolean looks = entry.status() == QueueStatus.ASLEEP || (entry.status() == QueueStatus.READY && quiet);
        return looks
                && standing.job().wakeOnChange()
                && JobRules.wake(entry.status(), standing.next(), queue.now()).isPresent();
    }

    private static boolean pending(JobWork work) {
        try {
            return work.pending();
        } catch (ServiceException e) {
            LOG.debug(
                    "{}: whether there is work could not be asked: {}",
                    work.definition().name(),
                    e.getMessage());
            return false;
        }
    }

    private boolean changed(TableMapping mapping) {
        try {
            for (Direction pass : mapping.passes()) {
                boolean wakes = pass.source() == Side.BUSINESS_CENTRAL || dataverse;
                if (wakes && probe.changed(mapping, pass.source())) {
                    return true;
                }
            }
        } catch (ServiceException e) {
            // The job itself will say what is wrong when it runs; a look that fails wakes nobody.
            LOG.debug("{}: whether there is work could not be asked: {}", mapping.id(), e.getMessage());
        }
        return false;
    }
}
