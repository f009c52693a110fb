package io.koppel.sales.note;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.sales.SalesRun;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Orders that are coupled: only their notes travel. */
final class CoupledOrders {
    private CoupledOrders() {}

    /** The partners of orders of one side, by the ids of that side. */
    static Map<UUID, UUID> partners(SalesRun run, Side side, Collection<UUID> ids) {
        Map<UUID, Coupling> coupled = run.engine()
                .database()
                .read(connection -> run.engine().couplings().find(connection, run.scope(), side, ids));
        Map<UUID, UUID> partners = new HashMap<>();
        coupled.forEach((id, coupling) -> {
            if (!coupling.state().isPending()) {
                partners.put(id, side == Side.DATAVERSE ? coupling.businessCentralId() : coupling.dataverseId());
            }
        });
        return partners;
    }
}
