package io.koppel.operate.overview;

import io.koppel.job.JobQueue;
import io.koppel.job.QueueStatus;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.TableMapping;
import io.koppel.operate.Mappings;
import io.koppel.operate.errors.ErrorGroup;
import io.koppel.operate.errors.ErrorGroupOperations;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what a person should do something about, the gravest first. */
final class Problems {
    private static final int MOST_GROUPS = 10;
    private static final int FULL = 90;
    private static final String BAD = "bad";
    private static final String ATTENTION = "attention";

    private final Engine engine;
    private final ErrorGroupOperations errors;
    private final Mappings mappings;

    Problems(Engine engine, ErrorGroupOperations errors, Mappings mappings) {
        this.engine = engine;
        this.errors = errors;
        this.mappings = mappings;
    }

    List<Problem> find(Map<String, String> stuck, List<JobQueue.Standing> jobs, List<Overview.Budget> budgets) {
        List<Problem> found = new ArrayList<>();
        stuck.forEach((mapping, reason) -> found.add(standsStill(mapping, reason)));
        jobs.stream()
                .filter(standing -> standing.entry().status() == QueueStatus.ERROR)
                .filter(standing ->
                        !stuck.containsKey(String.valueOf(standing.job().mapping())))
                .forEach(standing -> found.add(inError(standing)));
        needConfirmation(found);
        errors.list(null, MOST_GROUPS).value().forEach(group -> found.add(failing(group)));
        jobs.stream().filter(Problems::isHeld).forEach(standing -> found.add(held(standing)));
        budgets.stream().filter(budget -> budget.percent() >= FULL).forEach(budget -> found.add(spent(budget)));
        return found;
    }

    private static Problem standsStill(String mapping, String reason) {
        return new Problem(
                "mapping",
                BAD,
                mapping + " stands still",
                reason,
                "Put right what it says, then synchronize; the job tries again by itself.",
                "koppel synchronize " + mapping,
                "/mappings/" + mapping);
    }

    private static Problem inError(JobQueue.Standing standing) {
        String job = standing.job().name();
        return new Problem(
                "job",
                BAD,
                "The job " + job + " has stopped",
                standing.entry().attempts() + " attempts failed: "
                        + standing.entry().message(),
                "Put right what it says, then restart it.",
                "koppel jobs restart " + job,
                "/jobs/" + job);
    }

    private static boolean isHeld(JobQueue.Standing standing) {
        String message = standing.entry().message();
        return standing.entry().status() == QueueStatus.ON_HOLD
                && message != null
                && !message.equals(JobQueue.DISABLED);
    }

    private static Problem held(JobQueue.Standing standing) {
        String job = standing.job().name();
        return new Problem(
                "job",
                ATTENTION,
                "The job " + job + " is on hold",
                String.valueOf(standing.entry().message()),
                "It does not run until somebody restarts it.",
                "koppel jobs restart " + job,
                "/jobs/" + job);
    }

    /** A run that would have changed more than it may, and nothing has run since. */
    private void needConfirmation(List<Problem> found) {
        for (TableMapping mapping : mappings.all()) {
            List<JobLogRow> newest = engine.jobLog().list(engine.company().name(), mapping.id(), null, 1);
            if (!newest.isEmpty() && newest.get(0).status() == JobStatus.NEEDS_CONFIRMATION) {
                found.add(new Problem(
                        "confirmation",
                        BAD,
                        mapping.id() + " needs confirmation",
                        String.valueOf(newest.get(0).message()),
                        "Look at what was edited. If it is meant, confirm; else undo the edit.",
                        "koppel synchronize " + mapping.id() + " --confirm-mass-change",
                        "/mappings/" + mapping.id()));
            }
        }
    }

    private static Problem failing(ErrorGroup group) {
        boolean conflict = group.errorClass().equals("conflict");
        boolean one = group.records() == 1;
        return new Problem(
                "errors",
                group.skipped() > 0 || conflict ? BAD : ATTENTION,
                group.records()
                        + (one ? " record of " : " records of ")
                        + group.mapping()
                        + (conflict ? " changed on both sides" : one ? " fails" : " fail"),
                group.says(),
                conflict
                        ? "Say which side wins, record by record."
                        : "Correct the cause on either side, then try " + (one ? "it" : "them") + " again.",
                "koppel errors --group " + group.id() + (conflict ? "" : " --retry"),
                "/errors/groups/" + group.id());
    }

    private static Problem spent(Overview.Budget budget) {
        return new Problem(
                "budget",
                ATTENTION,
                budget.service() + ": " + budget.percent() + " % of the allowance is spent",
                "Koppel sends no more than it may, so changes take longer.",
                "Nothing, unless it stays so: then let mappings run less often, or give Koppel more users.",
                "koppel status",
                "/jobs");
    }
}
