package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.FollowUps.FollowUp;
import io.koppel.coupling.LastResult;
import io.koppel.coupling.SkippedRecord;
import io.koppel.coupling.Versions;
import io.koppel.journal.Counters;
import io.koppel.journal.FailedRecord;
import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a refused follow-up means for its record: the attempt has failed and is made again by the next run; refused once more for
 * the same reason, the record is skipped, and the follow-up waits until it is released (sync-semantics.md §3.2, §4).
 */
final class RefusedFollowUps {
    private final Engine engine;

    RefusedFollowUps(Engine engine) {
        this.engine = engine;
    }

    /** Those to be done now: not those of skipped records, which wait, nor those of uncoupled ones, which are forgotten. */
    List<FollowUp> due(Pass pass, List<FollowUp> followUps) {
        if (followUps.isEmpty()) {
            return followUps;
        }
        Set<UUID> ids = followUps.stream().map(FollowUp::businessCentralId).collect(Collectors.toSet());
        Map<UUID, Coupling> couplings = engine.database().read(connection -> engine.couplings()
                .find(connection, pass.runtime().scope(), Side.BUSINESS_CENTRAL, ids));
        List<FollowUp> parted = followUps.stream()
                .filter(followUp -> !couplings.containsKey(followUp.businessCentralId()))
                .toList();
        if (!parted.isEmpty()) {
            engine.database().inTransaction(connection -> {
                engine.followUps().remove(connection, pass.runtime().scope(), parted);
                return true;
            });
        }
        return followUps.stream()
                .filter(followUp -> {
                    Coupling coupling = couplings.get(followUp.businessCentralId());
                    return coupling != null && !coupling.skipped();
                })
                .toList();
    }

    /** Takes down a refusal; answers it for the error log. */
    FailedRecord note(Pass pass, FollowUp followUp, RecordRefused refused) {
        int scope = pass.runtime().scope();
        UUID record = followUp.businessCentralId();
        @Nullable
        Coupling coupling =
                engine.couplings().find(scope, Side.BUSINESS_CENTRAL, record).orElse(null);
        FailedRecord failure = failure(pass, followUp, coupling, refused);
        boolean again = coupling != null
                && refused.errorClass() != ErrorClass.CONFIGURATION
                && coupling.result(pass.direction()) == LastResult.FAILURE
                && coupling.failure() != null
                && Skipping.withoutRequest(coupling.failure()).equals(Skipping.withoutRequest(failure.message()));
        Counters counters = new Counters(0, 0, 0, 0, again ? 1 : 0, again ? 0 : 1, 0, 0);
        engine.database().inTransaction(connection -> {
            if (coupling != null) {
                Coupling after = coupling.after(pass.direction(), LastResult.FAILURE, pass.job(), failure.message());
                UUID source = coupling.id(pass.source());
                engine.couplings().update(connection, scope, List.of(again ? after.skipped(true) : after));
                engine.retries()
                        .mark(
                                connection,
                                scope,
                                pass.direction(),
                                again ? Map.of() : Map.of(source, 0L),
                                again ? List.of(source) : List.of(),
                                engine.now());
                if (again) {
                    engine.skipped().put(connection, scope, List.of(skipped(pass, coupling)));
                }
            }
            engine.errors().fail(connection, List.of(failure));
            engine.jobLog().count(connection, pass.job(), counters);
            return true;
        });
        pass.counters().add(counters, 0);
        if (coupling != null) {
            // What is left over comes first in a pass, which then meets the record among what has changed.
            Versions versions = coupling.versions();
            pass.leftOpen()
                    .settled(
                            coupling.id(pass.source()),
                            pass.source() == Side.BUSINESS_CENTRAL
                                    ? versions.businessCentralStamp()
                                    : versions.dataverseStamp());
        }
        return failure;
    }

    private SkippedRecord skipped(Pass pass, Coupling coupling) {
        Versions versions = coupling.versions();
        return new SkippedRecord(
                coupling.businessCentralId(),
                pass.direction(),
                pass.job(),
                engine.now(),
                versions.businessCentralStamp(),
                versions.dataverseVersion(),
                MappingVersion.of(pass.mapping()),
                Set.of(),
                Parents.NONE);
    }

    private FailedRecord failure(Pass pass, FollowUp followUp, @Nullable Coupling coupling, RecordRefused refused) {
        UUID source = pass.source() == Side.BUSINESS_CENTRAL ? followUp.businessCentralId() : followUp.dataverseId();
        UUID target = pass.target() == Side.BUSINESS_CENTRAL ? followUp.businessCentralId() : followUp.dataverseId();
        String number = coupling == null || coupling.number() == null ? source.toString() : coupling.number();
        String message = "the record is synchronized, but what follows from that was refused: " + refused.getMessage();
        return new FailedRecord(
                engine.newId(),
                pass.job(),
                pass.run(),
                pass.runtime().scope(),
                engine.company().name(),
                pass.mapping().id(),
                pass.direction().key(),
                number,
                source.toString(),
                target.toString(),
                refused.errorClass().name().toLowerCase(Locale.ROOT),
                "follow-up",
                refused.field() == null ? "" : refused.field(),
                Failures.cut(Failures.prefix(pass, number) + message, 2000),
                Failures.cut(Cause.of(message, number), 200),
                engine.now());
    }
}
