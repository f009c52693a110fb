package io.koppel.sync;

import io.koppel.coupling.BaseSnapshot;
import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingState;
import io.koppel.coupling.Intents.Operation;
import io.koppel.coupling.LastResult;
import io.koppel.coupling.Versions;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of a record, as a decision asks for it: whether its source has changed since both sides agreed, above all. */
final class RecordFacts {
    private RecordFacts() {}

    /** What a decision about this record depends on, as far as is known by now. */
    static Facts of(Pass pass, Item item) {
        Coupling coupling = item.coupling();
        Side side = pass.source();
        Records records = pass.runtime().records();
        long stamp = records.stamp(side, item.source());
        boolean sameVersion = coupling != null && sameVersion(pass, coupling, item.source(), stamp);
        boolean below = side == Side.BUSINESS_CENTRAL ? stamp <= pass.watermark() : stamp < pass.watermark();
        Facts.Target target = !item.records().targetRead()
                ? Facts.Target.NOT_READ
                : item.target() == null ? Facts.Target.ABSENT : Facts.Target.PRESENT;
        return new Facts(
                coupling != null,
                coupling != null && pendingIn(coupling.state(), pass.direction()),
                coupling != null && coupling.skipped(),
                coupling != null && coupling.result(pass.direction()) == LastResult.FAILURE,
                sameVersion,
                below && (sameVersion || (coupling != null && coupling.skipped() && pass.tracked())),
                coupling != null
                        && sourceSame(pass, coupling, () -> item.records().sourceValues(pass)),
                target,
                pass.mode().forced() || item.matched() || forcedStill(item),
                pass.recheck()
                        || item.pairing().openAttempt() != null
                        || (pass.mode().everything() && coupling != null && coupling.base() == null),
                pass.mode().creates(),
                pass.runtime().deletion(pass.target()));
    }

    /**
     * Whether a forced write whose outcome nobody knows is to be finished with force. A person asked for it in view of the
     * version it was decided on; what somebody has edited since is merged like any other edit (promises.md P2).
     */
    private static boolean forcedStill(Item item) {
        OpenAttempt attempt = item.pairing().openAttempt();
        if (attempt == null
                || attempt.intent().operation() != Operation.FORCE
                || !item.records().targetRead()) {
            return false;
        }
        Row target = item.target();
        String expected = attempt.intent().expectedVersion();
        return target == null || (expected != null && expected.equals(target.etag()));
    }

    /** Whether the record's create in the direction of the pass was never confirmed. */
    static boolean pending(Pass pass, Item item) {
        Coupling coupling = item.coupling();
        return coupling != null && pendingIn(coupling.state(), pass.direction());
    }

    static boolean pendingIn(CouplingState state, Direction direction) {
        return state
                == (direction == Direction.TO_DATAVERSE
                        ? CouplingState.CREATE_PENDING_TO_DATAVERSE
                        : CouplingState.CREATE_PENDING_TO_BUSINESS_CENTRAL);
    }

    static boolean sameVersion(Pass pass, Coupling coupling, Row source, long stamp) {
        Versions versions = coupling.versions();
        if (pass.source() == Side.BUSINESS_CENTRAL) {
            return versions.businessCentralStamp() != 0 && versions.businessCentralStamp() == stamp;
        }
        return versions.dataverseVersion() != 0
                && versions.dataverseVersion() == Records.version(Side.DATAVERSE, source);
    }

    /** Whether the source's mapped values are those of the base; also where the set has no stamp to tell a change by. */
    private static boolean sourceSame(Pass pass, Coupling coupling, Supplier<@Nullable Object[]> values) {
        BaseSnapshot base = coupling.base();
        return base != null
                && pass.runtime().rules().stream().noneMatch(rule -> rule.comparesMore(pass.source()))
                && versionKnown(pass, coupling)
                && Arrays.equals(base.values(pass.source()), values.get());
    }

    /**
     * A version that is not known means the last write left a change of this side open, or nothing was ever compared; then
     * equal values at this side prove nothing about the other.
     */
    private static boolean versionKnown(Pass pass, Coupling coupling) {
        if (pass.runtime().records().stampColumn(pass.source()) == null) {
            return true;
        }
        Versions versions = coupling.versions();
        return pass.source() == Side.BUSINESS_CENTRAL
                ? versions.businessCentralStamp() != 0
                : versions.dataverseVersion() != 0;
    }

    /** Whether a record as read is the one that was last seen; by its values where its set shows no time of change. */
    static boolean known(Pass pass, Coupling coupling, Row source) {
        if (pass.runtime().records().stampColumn(pass.source()) == null) {
            return sourceSame(pass, coupling, () -> pass.runtime().snapshot().values(pass.source(), source.values()));
        }
        return sameVersion(pass, coupling, source, pass.runtime().records().stamp(pass.source(), source));
    }
}
