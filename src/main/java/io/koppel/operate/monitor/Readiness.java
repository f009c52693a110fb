package io.koppel.operate.monitor;

import io.koppel.journal.JobLog;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.TableMapping;
import io.koppel.operate.Mappings;
import io.koppel.store.Database;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether Koppel does its work: not if the newest pass of a mapping ended with an error of the whole. Records that fail one by
 * one are no reason; they are in the error log.
 */
public final class Readiness {
    private final JobLog log;
    private final String company;
    private final Mappings mappings;

    public Readiness(Database database, String company, Mappings mappings) {
        this.log = new JobLog(database);
        this.company = company;
        this.mappings = mappings;
    }

    /** Mappings that stand still, each with the reason; empty if all is well. */
    public List<Stuck> stuck() {
        List<Stuck> stuck = new ArrayList<>();
        for (TableMapping mapping : mappings.all()) {
            List<JobLogRow> newest = mapping.enabled() ? log.list(company, mapping.id(), null, 1) : List.of();
            if (!newest.isEmpty() && newest.get(0).status() == JobStatus.ERROR) {
                stuck.add(new Stuck(mapping.id(), String.valueOf(newest.get(0).message())));
            }
        }
        return stuck;
    }

    /** A mapping that stands still. */
    public record Stuck(String mapping, String reason) {}
}
