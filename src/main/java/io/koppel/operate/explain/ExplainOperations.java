package io.koppel.operate.explain;

import io.koppel.job.JobQueue;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ServiceException;
import io.koppel.operate.Mappings;
import io.koppel.operate.OperationException;
import io.koppel.operate.explain.Findings.Obstacle;
import io.koppel.operate.explain.PassFindings.Outcome;
import io.koppel.sync.Engine;
import io.koppel.sync.PassRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Explains one record: why it did or did not synchronize, how it stands, and the next step. */
public final class ExplainOperations {
    private final Engine engine;
    private final Mappings mappings;
    private final LiveRecords live;
    private final FilterFindings filters;
    private final CouplingFindings couplings;
    private final PassFindings passes;
    private final JobFindings jobs;

    public ExplainOperations(Engine engine, PassRunner passes, JobQueue queue, Mappings mappings) {
        this.engine = engine;
        this.mappings = mappings;
        this.live = new LiveRecords(engine);
        this.filters = new FilterFindings(engine, live);
        this.couplings = new CouplingFindings(engine);
        this.passes = new PassFindings(passes);
        this.jobs = new JobFindings(queue, () -> engine.clock().instant());
    }

    /**
     * Explains a record. Both services are read; nothing is written.
     *
     * @param record number, name or id on either side
     * @throws OperationException if there is no such mapping
     */
    public Explanation explain(String mappingId, String record) {
        TableMapping mapping = mappings.require(mappingId);
        Subject subject = new SubjectFinder(engine, live).find(mapping, record.trim());
        Findings findings = new Findings();
        mapping(subject, findings);
        records(subject, findings);
        List<Direction> open = filter(subject, findings);
        couplings.add(subject, findings);
        notCoupled(subject, findings);
        String nextRun = jobs.add(mapping, findings);
        boolean readable =
                !subject.businessCentral().down() && !subject.dataverse().down();
        if (readable && !findings.has(Obstacle.UNKNOWN)) {
            passes(subject, open, nextRun, findings);
        }
        inStep(subject, readable, findings);
        return new Explanation(
                mapping.id(),
                subject.name(),
                text(subject.id(Side.BUSINESS_CENTRAL)),
                text(subject.id(Side.DATAVERSE)),
                findings.summary(),
                findings.next(),
                findings.all());
    }

    private static void mapping(Subject subject, Findings findings) {
        TableMapping mapping = subject.mapping();
        findings.add(
                "mapping",
                mapping.id() + " goes " + mapping.direction().key()
                        + (mapping.onlyCoupled() ? " and synchronizes coupled records only" : "")
                        + (mapping.enabled() ? "" : "; it is disabled"));
        if (!mapping.enabled()) {
            findings.obstacle(
                    Obstacle.DISABLED,
                    subject.title() + " is not synchronized: the mapping " + mapping.id() + " is disabled",
                    "enable it: " + mapping.location() + " says enabled: false");
        }
    }

    private static void records(Subject subject, Findings findings) {
        for (Side side : Side.values()) {
            LiveRecord found = subject.on(side);
            if (found.problem() != null) {
                findings.add("record", found.problem());
                findings.obstacle(
                        found.down() ? Obstacle.SERVICE_DOWN : Obstacle.UNKNOWN,
                        found.problem(),
                        found.down()
                                ? "koppel doctor tries the connection; what Koppel remembers of the record stands below"
                                : "name the record by its id");
            } else if (found.row() != null) {
                findings.add("record", side.displayName() + " has it, as " + found.id());
            } else if (!(side == Side.DATAVERSE && subject.mapping().dataverse().isChoice())) {
                findings.add("record", side.displayName() + " has no such record");
            }
        }
        boolean nowhere =
                subject.businessCentral().row() == null && subject.dataverse().row() == null;
        if (nowhere && subject.coupling() == null) {
            findings.obstacle(
                    Obstacle.UNKNOWN,
                    "neither service has a record '" + subject.name() + "' in " + sets(subject.mapping()),
                    "check the number, name or id; a record that was deleted on both sides needs nothing");
        }
    }

    private static String sets(TableMapping mapping) {
        return mapping.businessCentral().entitySet()
                + (mapping.dataverse().isChoice()
                        ? ""
                        : " or " + mapping.dataverse().entitySet());
    }

    /** Judges the filters; answers the directions in which the record is inside. */
    private List<Direction> filter(Subject subject, Findings findings) {
        List<Direction> open = new ArrayList<>();
        for (Direction direction : subject.mapping().passes()) {
            Side side = direction.source();
            LiveRecord record = subject.on(side);
            if (record.row() == null || record.id() == null) {
                continue;
            }
            List<String> failing = filters.failing(subject.mapping(), side, record.id(), record.row());
            if (failing.isEmpty()) {
                open.add(direction);
                findings.add("filter", direction.key(), side.displayName() + ": inside the filter", List.of());
            } else {
                String why = String.join("; ", failing);
                findings.add("filter", direction.key(), side.displayName() + ": outside the filter: " + why, List.of());
                findings.obstacle(
                        Obstacle.FILTER,
                        subject.title() + " is not synchronized " + way(direction) + ": " + why,
                        "change the record in " + side.displayName()
                                + " if it should be synchronized, or the filter of the mapping"
                                + (couples(subject) ? "; it must then be coupled too" : ""));
            }
        }
        return open;
    }

    private static String way(Direction direction) {
        return direction == Direction.TO_DATAVERSE ? "to Dataverse" : "from Dataverse";
    }

    /** Whether nothing happens to the record until somebody couples it. */
    private static boolean couples(Subject subject) {
        return subject.coupling() == null && subject.mapping().onlyCoupled();
    }

    private static void notCoupled(Subject subject, Findings findings) {
        if (!couples(subject)) {
            return;
        }
        boolean here = subject.businessCentral().row() != null;
        boolean there = subject.dataverse().row() != null;
        String couple = "koppel couple " + subject.mapping().id();
        String first = here ? " --business-central " + subject.businessCentral().id() : "";
        String second = there ? " --dataverse " + subject.dataverse().id() : "";
        if (here || there) {
            findings.obstacle(
                    Obstacle.NOT_COUPLED,
                    subject.title() + " is not coupled, and "
                            + subject.mapping().id() + " synchronizes coupled records only",
                    here && there
                            ? "both sides have a record of that name: " + couple + first + second
                            : couple + first + second + " --create-new creates it in "
                                    + (here ? Side.DATAVERSE : Side.BUSINESS_CENTRAL).displayName()
                                    + ", or couple it with a record that is there");
        }
    }

    private void passes(Subject subject, List<Direction> open, String nextRun, Findings findings) {
        for (Direction direction : subject.mapping().passes()) {
            UUID id = subject.on(direction.source()).row() == null
                    ? null
                    : subject.on(direction.source()).id();
            if (id == null) {
                gone(subject, direction, findings);
                continue;
            }
            try {
                pass(subject, direction, id, open.contains(direction), nextRun, findings);
            } catch (ServiceException e) {
                findings.add("pass", direction.key(), "cannot be tried: " + e.getMessage(), List.of());
            }
        }
    }

    private void pass(
            Subject subject, Direction direction, UUID id, boolean inFilter, String nextRun, Findings findings) {
        Outcome next = passes.ask(subject.mapping(), direction, id, false);
        Outcome compared = passes.ask(subject.mapping(), direction, id, true);
        if (next == null || compared == null) {
            return;
        }
        boolean lies = next.outcome().equals("unchanged") && compared.writes();
        findings.add("pass", direction.key(), says(next, inFilter), next.fields());
        if (lies && !compared.fields().isEmpty()) {
            findings.add(
                    "pass",
                    direction.key(),
                    "the sides differ, though neither has changed since they last agreed; koppel synchronize "
                            + subject.mapping().id() + " --record " + id + " --force writes",
                    compared.fields());
        }
        String why = next.why() == null ? "" : next.why();
        String told = subject.title() + " " + way(direction) + ": " + why;
        switch (next.outcome()) {
            case "conflict" ->
                findings.obstacle(
                        Obstacle.CONFLICT,
                        told,
                        "koppel synchronize " + subject.mapping().id() + " --direction " + direction.key()
                                + " --record " + id + " --force lets this side win, the other direction the other one");
            case "fail" -> findings.obstacle(Obstacle.FAILS, told, remedy(why) + "; " + nextRun);
            case "insert", "modify", "couple" -> {
                if (inFilter) {
                    findings.obstacle(
                            Obstacle.WAITS,
                            subject.title() + " has changes that wait for the next run (" + direction.key() + ")",
                            nextRun);
                }
            }
            default -> {}
        }
    }

    private static String says(Outcome outcome, boolean inFilter) {
        String otherwise = inFilter ? "" : ", if it were inside the filter";
        return switch (outcome.outcome()) {
            case "insert" -> "the next run would create it" + otherwise;
            case "modify" -> "the next run would write these fields" + otherwise;
            case "couple" -> "the next run would couple it" + otherwise;
            case "uncouple" -> "the next run would remove the coupling: " + outcome.why();
            case "unchanged" -> "nothing to do";
            case "ignored" -> "left out: " + outcome.why();
            case "skip" -> "left out: " + outcome.why();
            default -> "it would fail: " + outcome.why();
        };
    }

    /** Messages say what to do behind their first semicolon. */
    private static String remedy(String message) {
        int at = message.lastIndexOf(';');
        return at < 0
                ? "put right what the message says"
                : message.substring(at + 1).trim();
    }

    private static void gone(Subject subject, Direction direction, Findings findings) {
        if (subject.coupling() != null && !subject.mapping().dataverse().isChoice()) {
            Side side = direction.source();
            findings.obstacle(
                    Obstacle.GONE,
                    subject.title() + " is coupled to a record that " + side.displayName() + " no longer has",
                    "koppel uncouple " + subject.mapping().id() + " " + subject.name()
                            + ", or restore the deleted record; conflicts.deletion of the mapping says what runs do");
        }
    }

    private static void inStep(Subject subject, boolean readable, Findings findings) {
        if (readable && subject.coupling() != null) {
            findings.obstacle(
                    Obstacle.NONE,
                    subject.title() + " is in step: there is nothing to synchronize",
                    "nothing; a change on a side that is synchronized is carried over by the run after it");
        } else {
            findings.obstacle(
                    Obstacle.NONE,
                    subject.title() + " is not coupled",
                    "koppel plan " + subject.mapping().id() + " shows what the next run does");
        }
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
