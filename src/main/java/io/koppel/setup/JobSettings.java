package io.koppel.setup;

import java.time.Duration;
import java.util.Optional;

/**
 * When jobs run.
 *
 * @param enabled whether they run by their schedule at all
 * @param every time between two runs of every mapping; zero leaves it to each mapping's own schedule
 * @param pollEvery how often sleeping jobs are asked whether there is work for them; zero for never
 * @param wakeOnDataverse whether a change in Dataverse wakes a sleeping job, as one in Business Central does
 * @param timeLimit how long a pass of a job may take before it counts as a failed attempt; zero for no limit
 * @param webhookUrl address under which Business Central reaches this process, empty for no subscriptions
 */
public record JobSettings(
        boolean enabled,
        Duration every,
        Duration pollEvery,
        boolean wakeOnDataverse,
        Duration timeLimit,
        Optional<String> webhookUrl) {
    /** As the settings file has them. */
    public static final JobSettings DEFAULTS =
            new JobSettings(true, Duration.ZERO, Duration.ofMinutes(5), false, Duration.ofHours(12), Optional.empty());

    /** The same with the schedule switched on or off. */
    JobSettings enabled(boolean scheduled) {
        return new JobSettings(scheduled, every, pollEvery, wakeOnDataverse, timeLimit, webhookUrl);
    }
}
