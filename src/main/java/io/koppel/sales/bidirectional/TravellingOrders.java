package io.koppel.sales.bidirectional;

import io.koppel.coupling.Coupling;
import io.koppel.job.RunStatus;
import io.koppel.job.Runner;
import io.koppel.job.SynchronizeRequest;
import io.koppel.journal.ErrorRow;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.sales.order.SubmittedOrders;
import io.koppel.sync.Engine;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes an order of Sales over by hand, where orders travel both ways: it is synchronized now, creating its partner. */
public final class TravellingOrders {
    private final Engine engine;
    private final Runner runner;
    private final String mapping;
    private final OrdersBothWays all;
    private final ArchivedOrders archived;

    /** @param mapping under which name orders are coupled */
    public TravellingOrders(Engine engine, Runner runner, String mapping) {
        this.engine = engine;
        this.runner = runner;
        this.mapping = mapping;
        this.archived = new ArchivedOrders(engine.database(), engine.company().name());
        this.all = new OrdersBothWays(engine, mapping, archived);
    }

    /** The orders there are. */
    public OrdersBothWays all() {
        return all;
    }

    /** Synchronizes an order of Sales now, on the caller's thread; one that is coupled, or has ended, is answered as it is. */
    public SubmittedOrders.Outcome create(UUID order, String startedBy) {
        Optional<Coupling> before = coupling(order);
        if (before.isPresent()) {
            return outcome(before.get(), false);
        }
        Optional<ArchivedOrder> ended = archived.of(List.of(order)).stream().findFirst();
        if (ended.isPresent()) {
            return new SubmittedOrders.Outcome(
                    ended.get().number(),
                    ended.get().businessCentralId(),
                    false,
                    "it became order " + ended.get().label() + ", which has ended in Business Central");
        }
        RunStatus run = runner.run(new SynchronizeRequest(
                mapping, Direction.FROM_DATAVERSE, List.of(), List.of(order.toString()), false, true, startedBy));
        return coupling(order).map(coupling -> outcome(coupling, true)).orElseGet(() -> refused(run));
    }

    private Optional<Coupling> coupling(UUID order) {
        return engine.couplings()
                .find(engine.scope(mapping), Side.DATAVERSE, order)
                .filter(coupling -> !coupling.state().isPending());
    }

    private static SubmittedOrders.Outcome outcome(Coupling coupling, boolean created) {
        return new SubmittedOrders.Outcome(coupling.number(), coupling.businessCentralId(), created, null);
    }

    private SubmittedOrders.Outcome refused(RunStatus run) {
        String message = run.passes().stream()
                .flatMap(pass -> engine.errors().list(engine.company().name(), null, pass.id(), null, 1).stream())
                .map(ErrorRow::message)
                .findFirst()
                .orElse("the order must be Submitted and belong to this company or to none");
        return new SubmittedOrders.Outcome(null, null, false, message);
    }
}
