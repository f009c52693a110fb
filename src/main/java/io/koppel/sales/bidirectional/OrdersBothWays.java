package io.koppel.sales.bidirectional;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingStanding;
import io.koppel.coupling.LastResult;
import io.koppel.journal.ErrorRow;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Literals;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sales.source.Columns;
import io.koppel.sync.ChangesQuery;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders that travel both ways as people look for them: what waits in Sales, what is coupled, what failed, what has ended. */
public final class OrdersBothWays {
    private static final int READ_AT_ONCE = 200;

    private final Engine engine;
    private final String mapping;
    private final ArchivedOrders archived;

    /** @param mapping under which name orders are coupled */
    OrdersBothWays(Engine engine, String mapping, ArchivedOrders archived) {
        this.engine = engine;
        this.mapping = mapping;
        this.archived = archived;
    }

    /**
     * One order.
     *
     * @param id {@code salesorderid}
     * @param number its number in Sales
     * @param submitted when it was submitted; known of those that wait only
     * @param toDataverse how the last attempt in that direction ended; likewise {@code fromDataverse}
     * @param message the last failure, null if there is none
     * @param position behind which the list goes on
     */
    public record View(
            UUID id,
            String number,
            @Nullable String name,
            @Nullable String submitted,
            OrderStanding standing,
            @Nullable String businessCentralNumber,
            @Nullable UUID businessCentralId,
            LastResult toDataverse,
            LastResult fromDataverse,
            @Nullable String message,
            String position) {}

    /** Orders that stand so, those behind {@code after}; those refused are listed with those that wait. */
    public List<View> list(OrderStanding standing, @Nullable String after, int limit) {
        return switch (standing) {
            case WAITING, REFUSED -> waiting(standing, after, limit);
            case COUPLED -> coupled(standing, CouplingStanding.WELL, after, limit);
            case FAILED -> coupled(standing, CouplingStanding.FAILED, after, limit);
            case SKIPPED -> coupled(standing, CouplingStanding.SKIPPED, after, limit);
            case ENDING -> ended(standing, false, after, limit);
            case ENDED -> ended(standing, true, after, limit);
        };
    }

    /** Sales does not know what is coupled, so its list is read on until the page is full. */
    private List<View> waiting(OrderStanding standing, @Nullable String after, int limit) {
        List<View> found = new ArrayList<>();
        String behind = after;
        boolean more = true;
        while (more && found.size() < limit) {
            List<Row> rows = submitted(behind);
            Set<UUID> known = known(rows);
            for (Row row : rows) {
                behind = Columns.text(row, "ordernumber");
                UUID id = Columns.id(row, "salesorderid");
                if (!known.contains(id) && found.size() < limit) {
                    View view = view(row, id);
                    if (standing == OrderStanding.WAITING || view.standing() == standing) {
                        found.add(view);
                    }
                }
            }
            more = rows.size() == READ_AT_ONCE;
        }
        return found;
    }

    private List<Row> submitted(@Nullable String behind) {
        TableMapping declared = Objects.requireNonNull(engine.mappings().apply(mapping), mapping);
        String filter = ChangesQuery.filter(declared, engine.company(), Side.DATAVERSE);
        List<String> parts = new ArrayList<>();
        if (filter != null) {
            parts.add("(" + filter + ")");
        }
        if (behind != null) {
            parts.add("ordernumber gt " + Literals.text(behind));
        }
        return engine.services()
                .dataverse()
                .readPage(ReadRequest.of("salesorders")
                        .with("$select", "salesorderid,ordernumber,name,submitdate")
                        .with("$filter", parts.isEmpty() ? "salesorderid ne null" : String.join(" and ", parts))
                        .with("$orderby", "ordernumber")
                        .withPageSize(READ_AT_ONCE))
                .rows();
    }

    private Set<UUID> known(List<Row> rows) {
        List<UUID> ids =
                rows.stream().map(row -> Columns.id(row, "salesorderid")).toList();
        Set<UUID> known = new HashSet<>(engine.database()
                .read(connection -> engine.couplings().find(connection, engine.scope(mapping), Side.DATAVERSE, ids))
                .keySet());
        archived.of(ids).forEach(order -> known.add(order.dataverseId()));
        return known;
    }

    private View view(Row row, UUID id) {
        String message = engine.errors()
                .newest(engine.scope(mapping), Direction.FROM_DATAVERSE.key(), id.toString())
                .map(ErrorRow::message)
                .orElse(null);
        String number = Columns.text(row, "ordernumber");
        return new View(
                id,
                number,
                row.text("name"),
                row.text("submitdate"),
                message == null ? OrderStanding.WAITING : OrderStanding.REFUSED,
                null,
                null,
                LastResult.NONE,
                message == null ? LastResult.NONE : LastResult.FAILURE,
                message,
                number);
    }

    private List<View> coupled(OrderStanding standing, CouplingStanding which, @Nullable String after, int limit) {
        return engine
                .couplings()
                .standing(engine.scope(mapping), which, after == null ? null : UUID.fromString(after), limit)
                .stream()
                .map(coupling -> view(standing, coupling))
                .toList();
    }

    private static View view(OrderStanding standing, Coupling coupling) {
        String name = coupling.name();
        return new View(
                coupling.dataverseId(),
                name == null ? "" : name,
                null,
                null,
                standing,
                coupling.number(),
                coupling.businessCentralId(),
                coupling.toResult(),
                coupling.fromResult(),
                coupling.failure(),
                coupling.businessCentralId().toString());
    }

    private List<View> ended(OrderStanding standing, boolean settled, @Nullable String after, int limit) {
        return archived.page(settled, after == null ? null : UUID.fromString(after), limit).stream()
                .map(order -> new View(
                        order.dataverseId(),
                        order.name() == null ? "" : order.name(),
                        null,
                        null,
                        standing,
                        order.number(),
                        order.businessCentralId(),
                        LastResult.NONE,
                        LastResult.NONE,
                        standing == OrderStanding.ENDING ? endingError(order) : null,
                        order.dataverseId().toString()))
                .toList();
    }

    private @Nullable String endingError(ArchivedOrder order) {
        return engine.errors()
                .newest(
                        engine.scope(mapping),
                        Direction.TO_DATAVERSE.key(),
                        order.businessCentralId().toString())
                .map(ErrorRow::message)
                .orElse(null);
    }
}
