package io.koppel.operate.monitor;

import io.koppel.journal.Counters;
import io.koppel.mapping.Direction;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Answers for {@link MappingStatisticsMXBean} and for the meters. */
final class MappingStatistics implements MappingStatisticsMXBean {
    private final String mapping;
    private final Direction direction;
    private final PassTotals totals;
    private final MappingStates states;
    private final InstantSource clock;
    private final LongSupplier synchronize;

    MappingStatistics(
            String mapping,
            Direction direction,
            PassTotals totals,
            MappingStates states,
            InstantSource clock,
            LongSupplier synchronize) {
        this.mapping = mapping;
        this.direction = direction;
        this.totals = totals;
        this.states = states;
        this.clock = clock;
        this.synchronize = synchronize;
    }

    private PassTotals.Total total() {
        return totals.of(mapping, direction.key());
    }

    private Counters counters() {
        return total().counters();
    }

    private MappingStates.State state() {
        return states.of(mapping, direction);
    }

    @Override
    public String getMapping() {
        return mapping;
    }

    @Override
    public String getDirection() {
        return direction.key();
    }

    @Override
    public long getPasses() {
        return total().passes();
    }

    @Override
    public long getPassesInError() {
        return total().errors();
    }

    @Override
    public long getInserted() {
        return counters().inserted();
    }

    @Override
    public long getModified() {
        return counters().modified();
    }

    @Override
    public long getDeleted() {
        return counters().deleted();
    }

    @Override
    public long getUnchanged() {
        return counters().unchanged();
    }

    @Override
    public long getSkipped() {
        return counters().skipped();
    }

    @Override
    public long getFailed() {
        return counters().failed();
    }

    @Override
    public long getCoupled() {
        return counters().coupled();
    }

    @Override
    public long getCouplings() {
        return state().couplings();
    }

    @Override
    public long getSkippedCouplings() {
        return state().skipped();
    }

    @Override
    public long getWaiting() {
        return state().waiting();
    }

    @Override
    public long getOldestWaitingSeconds() {
        return secondsSince(state().oldestWaiting(), 0);
    }

    @Override
    public long getLagSeconds() {
        return secondsSince(state().seenUpTo(), -1);
    }

    private long secondsSince(OptionalLong moment, long otherwise) {
        return moment.isEmpty() ? otherwise : Math.max(0, (clock.millis() - moment.getAsLong()) / 1000);
    }

    @Override
    public String getLastStatus() {
        return text(total().lastStatus());
    }

    @Override
    public String getLastMessage() {
        return text(total().lastMessage());
    }

    @Override
    public String getLastFinished() {
        return text(total().lastFinished());
    }

    @Override
    public String getLastSuccess() {
        return text(total().lastSuccess());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    @Override
    public long synchronize() {
        return synchronize.getAsLong();
    }
}
