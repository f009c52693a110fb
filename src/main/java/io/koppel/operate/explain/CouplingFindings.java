package io.koppel.operate.explain;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.HeldFields.HeldField;
import io.koppel.coupling.LastResult;
import io.koppel.coupling.SkippedRecord;
import io.koppel.coupling.Versions;
import io.koppel.journal.ErrorRow;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.operate.explain.Findings.Obstacle;
import io.koppel.sync.Engine;
import io.koppel.sync.MappingRuntime;
import io.koppel.sync.Records;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What Koppel remembers of a record: its coupling, versions, last attempts, and whether it is left out or half done. */
final class CouplingFindings {
    private final Engine engine;

    CouplingFindings(Engine engine) {
        this.engine = engine;
    }

    void add(Subject subject, Findings findings) {
        Coupling coupling = subject.coupling();
        if (coupling == null) {
            findings.add("coupling", "it is not coupled");
            errors(subject, findings);
            return;
        }
        findings.add(
                "coupling",
                "Business Central " + coupling.number() + " (" + coupling.businessCentralId() + ") and Dataverse "
                        + quoted(coupling.name()) + " (" + coupling.dataverseId() + ") are coupled"
                        + (coupling.state().isPending() ? ", but the creation is not confirmed yet" : ""));
        if (coupling.state().isPending()) {
            findings.obstacle(
                    Obstacle.PENDING,
                    subject.title() + " was sent to be created, and no answer came",
                    "the next run reads whether it arrived and finishes the attempt");
        }
        versions(subject, coupling, findings);
        attempts(subject, coupling, findings);
        skipped(subject, coupling, findings);
        pending(subject, coupling, findings);
        held(subject, coupling, findings);
    }

    private void held(Subject subject, Coupling coupling, Findings findings) {
        engine.database()
                .read(connection ->
                        engine.held().of(connection, subject.scope(), List.of(coupling.businessCentralId())))
                .values()
                .forEach(fields -> fields.values().stream()
                        .filter(held -> holds(subject, held))
                        .forEach(held -> {
                            String field = held.field().replace("|", " / ");
                            findings.add(
                                    "held",
                                    field + " was put back by run " + held.run()
                                            + "; it is left alone until one of the two values changes, or somebody"
                                            + " forces it");
                            findings.obstacle(
                                    Obstacle.REVERTED,
                                    subject.title() + " differs in " + field + " on purpose: run " + held.run()
                                            + " put the value back",
                                    "nothing, or koppel synchronize "
                                            + subject.mapping().id() + " --record " + coupling.businessCentralId()
                                            + " --force to synchronize the field again");
                        }));
    }

    /** Whether both sides still hold the values a field was put back with. */
    private boolean holds(Subject subject, HeldField held) {
        Row here = subject.businessCentral().row();
        Row there = subject.dataverse().row();
        if (here == null || there == null) {
            return true;
        }
        MappingRuntime runtime =
                engine.runtime(subject.mapping(), subject.mapping().passes().get(0));
        int place = runtime.layoutFields().indexOf(held.field());
        return place >= 0
                && held.holds(
                        runtime.snapshot().values(Side.BUSINESS_CENTRAL, here.values())[place],
                        runtime.snapshot().values(Side.DATAVERSE, there.values())[place]);
    }

    private void versions(Subject subject, Coupling coupling, Findings findings) {
        Records records = new Records(subject.mapping());
        Versions known = coupling.versions();
        for (Side side : Side.values()) {
            Row row = subject.on(side).row();
            if (row == null || records.stampColumn(side) == null) {
                continue;
            }
            long now = records.stamp(side, row);
            long before = side == Side.BUSINESS_CENTRAL ? known.businessCentralStamp() : known.dataverseStamp();
            boolean same = side == Side.BUSINESS_CENTRAL
                    ? known.businessCentralStamp() == now && now != 0
                    : known.dataverseVersion() != 0 && known.dataverseVersion() == Records.version(side, row);
            findings.add(
                    "versions",
                    same
                            ? side.displayName() + " has the version of " + time(now) + ", which Koppel knows"
                            : before == 0
                                    ? side.displayName() + " changed last at " + time(now)
                                            + "; Koppel has not compared that version yet"
                                    : side.displayName() + " changed at " + time(now)
                                            + "; both sides last agreed on its" + " version of " + time(before));
        }
    }

    private void attempts(Subject subject, Coupling coupling, Findings findings) {
        for (Direction direction : subject.mapping().passes()) {
            LastResult result = coupling.result(direction);
            Long job = direction == Direction.TO_DATAVERSE ? coupling.toRun() : coupling.fromRun();
            String at = job == null
                    ? ""
                    : engine.jobLog()
                            .find(job)
                            .map(row -> " at " + row.started() + " (run " + row.run() + ", started by "
                                    + row.startedBy() + ")")
                            .orElse("");
            String says =
                    switch (result) {
                        case NONE -> "nothing was tried yet";
                        case SUCCESS -> "the last attempt succeeded" + at;
                        case FAILURE ->
                            "the last attempt failed" + at + ": "
                                    + Subject.bare(error(subject, direction)
                                            .map(ErrorRow::message)
                                            .orElse(coupling.failure()));
                    };
            findings.add("attempts", direction.key(), says, List.of());
        }
    }

    /** Attempts of a record without coupling stand in the error log only. */
    private void errors(Subject subject, Findings findings) {
        for (Direction direction : subject.mapping().passes()) {
            error(subject, direction)
                    .ifPresent(error -> findings.add(
                            "attempts",
                            direction.key(),
                            "the last attempt failed at " + error.at() + " (run " + error.run() + "): "
                                    + Subject.bare(error.message()),
                            List.of()));
        }
    }

    private Optional<ErrorRow> error(Subject subject, Direction direction) {
        UUID id = subject.id(direction.source());
        return id == null ? Optional.empty() : engine.errors().newest(subject.scope(), direction.key(), id.toString());
    }

    private void skipped(Subject subject, Coupling coupling, Findings findings) {
        if (!coupling.skipped()) {
            return;
        }
        Optional<SkippedRecord> skipped = engine
                .database()
                .read(connection -> engine.skipped()
                        .of(connection, subject.scope(), Side.BUSINESS_CENTRAL, List.of(coupling.businessCentralId())))
                .stream()
                .findFirst();
        String since = skipped.map(row -> " since " + time(row.at())).orElse("");
        String release = subject.mapping().autoRelease()
                ? "; it is released by itself when one of the records, a record it refers to or the mapping changes"
                : "";
        findings.add(
                "skipped",
                "it is left out of everything" + since + ", because it failed twice for the same reason" + release);
        findings.obstacle(
                Obstacle.SKIPPED,
                subject.title() + " is skipped" + since + ": " + Subject.bare(coupling.failure()),
                "put the cause right; then koppel skipped --retry "
                        + subject.mapping().id() + "." + coupling.businessCentralId() + release);
    }

    private void pending(Subject subject, Coupling coupling, Findings findings) {
        boolean open = engine.intents().unconfirmed(subject.scope()).stream()
                .flatMap(batch -> batch.intents().stream())
                .anyMatch(intent -> intent.businessCentralId().equals(coupling.businessCentralId()));
        if (open) {
            findings.add(
                    "pending",
                    "a write of it is under way, or was interrupted; if no run is writing it now, the next one reads"
                            + " whether it arrived");
        }
    }

    private static String quoted(@org.jspecify.annotations.Nullable String name) {
        return name == null ? "row" : "'" + name + "'";
    }

    static String time(long milliseconds) {
        return Instant.ofEpochMilli(milliseconds).toString();
    }
}
