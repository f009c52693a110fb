package io.koppel.route;

import io.koppel.job.JobTimer;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.component.quartz.QuartzComponent;
import org.jspecify.annotations.Nullable;
import org.quartz.Calendar;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.impl.triggers.SimpleTriggerImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs run when the triggers of their {@code quartz:koppel/…} endpoints say so; these lie in Koppel's database. Sleeping,
 * waking and trying again move the trigger itself, so that there is no second truth about what runs next.
 */
final class QuartzJobTimer implements JobTimer {
    private static final Logger LOG = LoggerFactory.getLogger(QuartzJobTimer.class);
    private static final String GROUP = "koppel";

    private final QuartzComponent component;

    QuartzJobTimer(QuartzComponent component) {
        this.component = component;
    }

    @Override
    public Optional<Instant> next(String job) {
        return asked(scheduler -> {
            Trigger trigger = scheduler.getTrigger(key(job));
            boolean paused = trigger == null || scheduler.getTriggerState(key(job)) == Trigger.TriggerState.PAUSED;
            Date next = paused ? null : trigger.getNextFireTime();
            return Optional.ofNullable(next).map(Date::toInstant);
        });
    }

    @Override
    public void at(String job, Instant when) {
        asked(scheduler -> {
            if (scheduler.getTrigger(key(job)) instanceof SimpleTrigger old) {
                scheduler.rescheduleJob(key(job), trigger(job, when, old));
            }
            return Optional.empty();
        });
    }

    private static Trigger trigger(String job, Instant when, SimpleTrigger old) {
        SimpleTriggerImpl trigger = new StartedTrigger(Date.from(when), old.getRepeatInterval());
        trigger.setKey(key(job));
        trigger.setMisfireInstruction(SimpleTrigger.MISFIRE_INSTRUCTION_FIRE_NOW);
        trigger.setRepeatCount(old.getRepeatCount());
        return trigger;
    }

    /**
     * A trigger that began one interval before it fires first. Quartz fires up to two milliseconds early, and Camel warns of and
     * passes over what fires before its trigger's start: the job would lose a turn.
     */
    private static final class StartedTrigger extends SimpleTriggerImpl {
        private static final long serialVersionUID = 1L;
        private final Date first;

        StartedTrigger(Date first, long interval) {
            this.first = first;
            setRepeatInterval(interval);
            setStartTime(Date.from(first.toInstant().minusMillis(Math.max(interval, 1000))));
        }

        @Override
        public Date computeFirstFireTime(@Nullable Calendar calendar) {
            setNextFireTime(first);
            return first;
        }
    }

    @Override
    public void never(String job) {
        asked(scheduler -> {
            scheduler.pauseTrigger(key(job));
            return Optional.empty();
        });
    }

    @Override
    public void resume(String job) {
        asked(scheduler -> {
            scheduler.resumeTrigger(key(job));
            return Optional.empty();
        });
    }

    @Override
    public void remove(String job) {
        asked(scheduler -> {
            scheduler.deleteJob(JobKey.jobKey(job, GROUP));
            return Optional.empty();
        });
    }

    @Override
    public Set<String> jobs() {
        Set<String> names = new HashSet<>();
        asked(scheduler -> {
            scheduler.getJobKeys(GroupMatcher.jobGroupEquals(GROUP)).forEach(key -> names.add(key.getName()));
            return Optional.empty();
        });
        return names;
    }

    private static TriggerKey key(String job) {
        return TriggerKey.triggerKey(job, GROUP);
    }

    private interface Question<T> {
        Optional<T> ask(Scheduler scheduler) throws SchedulerException;
    }

    /** While the process ends there is nothing to be told any more; the next process resumes by what the database says. */
    private <T> Optional<T> asked(Question<T> question) {
        Scheduler scheduler = component.getScheduler();
        try {
            return scheduler == null || scheduler.isShutdown() ? Optional.empty() : question.ask(scheduler);
        } catch (SchedulerException e) {
            LOG.warn("the scheduler did not take note: {}", e.getMessage(), e);
            return Optional.empty();
        }
    }
}
