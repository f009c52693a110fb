package io.koppel.operate.overview;

import io.koppel.job.JobQueue;
import io.koppel.job.QueueStatus;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.TableMapping;
import io.koppel.operate.Mappings;
import io.koppel.operate.errors.ErrorGroup;
import io.koppel.operate.errors.ErrorGroupOperations;
import io.koppel.sync.ConnectionSwitch;
import io.koppel.sync.ConnectionSwitch.SwitchedOff;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        if (jobs.stream().anyMatch(Problems::waitsForConnection)) {
            found.add(disconnected(new ConnectionSwitch(engine.database()).off()));
        }
        Set<String> told = new HashSet<>();
        for (TableMapping mapping : mappings.all()) {
            if (stuck.containsKey(mapping.id())) {
                mapping(mapping.id()).ifPresent(problem -> {
                    found.add(problem);
                    told.add(mapping.id());
                });
            }
        }
        jobs.stream()
                .filter(standing -> standing.entry().status() == QueueStatus.ERROR)
                .filter(standing -> !told.contains(String.valueOf(standing.job().mapping())))
                .forEach(standing -> found.add(inError(standing)));
        errors.list(null, MOST_GROUPS).value().forEach(group -> found.add(failing(group)));
        jobs.stream().filter(Problems::isHeld).forEach(standing -> found.add(held(standing)));
        budgets.stream().filter(budget -> budget.percent() >= FULL).forEach(budget -> found.add(spent(budget)));
        return found;
    }

    /** Why a mapping stands still, by its newest pass; empty if only its job has stopped. */
    private Optional<Problem> mapping(String mapping) {
        return engine.jobLog().list(engine.company().name(), mapping, null, 1).stream()
                .findFirst()
                .flatMap(newest -> newest.status() == JobStatus.NEEDS_CONFIRMATION
                        ? Optional.of(needsConfirmation(mapping, String.valueOf(newest.message())))
                        : newest.status() == JobStatus.ERROR
                                ? Optional.of(standsStill(mapping, String.valueOf(newest.message())))
                                : Optional.empty());
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
                && !message.equals(JobQueue.DISABLED)
                && !waitsForConnection(standing);
    }

    private static boolean waitsForConnection(JobQueue.Standing standing) {
        return ConnectionSwitch.OFF.equals(standing.entry().message());
    }

    private static Problem disconnected(@Nullable SwitchedOff off) {
        String reason = off == null ? null : off.reason();
        return new Problem(
                "connection",
                BAD,
                "The connection is disabled",
                (reason == null ? "" : "Because of " + reason + ". ")
                        + "Nothing is sent to Business Central and Sales, and all jobs are on hold.",
                "Enable it; the jobs go on by themselves.",
                "koppel connection --enable",
                "/jobs");
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
    private static Problem needsConfirmation(String mapping, String message) {
        return new Problem(
                "confirmation",
                BAD,
                mapping + " needs confirmation",
                message,
                "Look at what was edited. If it is meant, confirm; else undo the edit.",
                "koppel synchronize " + mapping + " --confirm-mass-change",
                "/mappings/" + mapping);
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
