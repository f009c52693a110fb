package io.koppel.operate;

import io.koppel.job.QueueStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many jobs run by themselves right now (scenarios SE-23, SE-25). A job that sleeps until something changes is well, but not
 * counted as active; the sentence says so.
 *
 * @param active jobs that are ready, in process or waiting for their category
 * @param statuses how many jobs are in each status
 * @param message the same in a sentence, with what the others are about
 */
public record JobSummary(int active, int total, List<StatusCount> statuses, String message) {
    private static final Set<String> ACTIVE =
            Set.of(QueueStatus.READY.text(), QueueStatus.IN_PROCESS.text(), QueueStatus.WAITING.text());

    /** How many jobs are in a status. */
    public record StatusCount(String status, int jobs) {}

    static JobSummary of(List<JobView> jobs) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        jobs.forEach(job -> counts.merge(job.status(), 1, Integer::sum));
        int active =
                (int) jobs.stream().filter(job -> ACTIVE.contains(job.status())).count();
        List<StatusCount> statuses = new ArrayList<>();
        counts.forEach((status, count) -> statuses.add(new StatusCount(status, count)));
        return new JobSummary(active, jobs.size(), List.copyOf(statuses), words(active, jobs.size(), statuses));
    }

    private static String words(int active, int total, List<StatusCount> statuses) {
        if (total == 0) {
            return "there are no scheduled jobs";
        }
        if (active == total) {
            return "every job is ready or in process";
        }
        List<String> others = statuses.stream()
                .filter(each -> !ACTIVE.contains(each.status()))
                .map(each -> each.jobs() + " " + each.status())
                .toList();
        return "only " + active + " of the " + total + " scheduled jobs are ready or in process; "
                + String.join(", ", others);
    }
}
