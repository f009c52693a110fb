package io.koppel.job;

import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ReadRequest;
import io.koppel.sync.ChangesQuery;
import io.koppel.sync.Engine;
import io.koppel.sync.Records;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks whether both sides have records at all, as a recommendation for the full synchronization needs it. */
final class FullCounts {
    private static final Set<String> ALWAYS_THERE = Set.of("transactioncurrency", "uomschedule", "uom");

    private final Engine engine;

    FullCounts(Engine engine) {
        this.engine = engine;
    }

    /**
     * Recommends for a mapping. In Business Central the whole table counts; in Dataverse the rows of the mapping's filter, as
     * only they could be partners (sync-semantics.md §11 says so for most tables).
     */
    FullRecommendation.Recommended recommend(TableMapping mapping) {
        boolean choice = mapping.dataverse().isChoice();
        boolean businessCentral = any(mapping, Side.BUSINESS_CENTRAL, null, 0);
        boolean dataverse = !choice
                && any(
                        mapping,
                        Side.DATAVERSE,
                        ChangesQuery.filter(mapping, engine.company(), Side.DATAVERSE),
                        uncounted(mapping));
        return FullRecommendation.of(
                businessCentral,
                dataverse,
                mapping.direction(),
                choice,
                !mapping.match().isEmpty());
    }

    /** Dataverse always has its base currency and a unit group of its own: one row alone counts as none. */
    private static int uncounted(TableMapping mapping) {
        return ALWAYS_THERE.contains(mapping.dataverse().table()) ? 1 : 0;
    }

    private boolean any(TableMapping mapping, Side side, @Nullable String filter, int but) {
        Records records = new Records(mapping);
        ReadRequest request = ReadRequest.of(records.path(side))
                .with("$select", records.keyColumn(side))
                .with("$top", Integer.toString(but + 1));
        return engine.services()
                        .of(side)
                        .readPage(filter == null ? request : request.with("$filter", filter))
                        .rows()
                        .size()
                > but;
    }
}
