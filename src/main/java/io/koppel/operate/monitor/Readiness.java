package io.koppel.operate.monitor;

import io.koppel.job.QueueStatus;
import io.koppel.journal.JobLog;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.TableMapping;
import io.koppel.operate.JobOperations;
import io.koppel.operate.JobView;
import io.koppel.operate.Mappings;
import io.koppel.store.Database;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether Koppel does its work: not if the newest pass of a mapping ended with an error of the whole or waits for a person's
 * confirmation, nor if a job stopped after its last attempt. Records that fail one by one are no reason; they are in the error log.
 */
public final class Readiness {
    private final JobLog log;
    private final String company;
    private final Mappings mappings;
    private final JobOperations jobs;

    public Readiness(Database database, String company, Mappings mappings, JobOperations jobs) {
        this.log = new JobLog(database);
        this.company = company;
        this.mappings = mappings;
        this.jobs = jobs;
    }

    /** Mappings and jobs that stand still, each with the reason; empty if all is well. */
    public List<Stuck> stuck() {
        List<Stuck> stuck = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (TableMapping mapping : mappings.all()) {
            List<JobLogRow> newest = mapping.enabled() ? log.list(company, mapping.id(), null, 1) : List.of();
            if (!newest.isEmpty() && stands(newest.get(0).status())) {
                stuck.add(new Stuck(mapping.id(), String.valueOf(newest.get(0).message())));
                named.add(mapping.id());
            }
        }
        for (JobView job : jobs.list().value()) {
            if (job.status().equals(QueueStatus.ERROR.text()) && named.add(job.job())) {
                stuck.add(new Stuck(
                        job.job(),
                        "its job stopped after " + job.attempts() + " failed attempts: " + job.message()
                                + "; restart it with koppel jobs restart " + job.job()));
            }
        }
        return stuck;
    }

    private static boolean stands(JobStatus status) {
        return status == JobStatus.ERROR || status == JobStatus.NEEDS_CONFIRMATION;
    }

    /**
     * What stands still.
     *
     * @param mapping id of the mapping, or name of the job
     */
    public record Stuck(String mapping, String reason) {}
}
