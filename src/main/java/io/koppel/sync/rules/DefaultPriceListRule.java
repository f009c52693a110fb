package io.koppel.sync.rules;

import io.koppel.coupling.FollowUps.FollowUp;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.FollowUpWork;
import io.koppel.sync.Item;
import io.koppel.sync.PayloadLookups;
import io.koppel.sync.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts the price of a product into the default price list, and that list on the product (table-mappings.md §8.4): when the
 * product is new or written, and when it has no price list. The list is made when it is first needed.
 */
public final class DefaultPriceListRule implements Rule {
    private static final String LIST = "pricelevelid";
    private static final String COLUMN = "_pricelevelid_value";
    private static final String RETIRED = "1";
    private final Engine engine;
    private final DefaultPriceList priceList;
    private final DefaultPrices prices;
    private final PublishedProducts published;

    DefaultPriceListRule(Engine engine, PublishedProducts published) {
        this.engine = engine;
        this.published = published;
        this.priceList = new DefaultPriceList(engine);
        this.prices = new DefaultPrices(engine, priceList);
    }

    @Override
    public String name() {
        return "default-price-list";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.DATAVERSE ? Set.of(COLUMN, "price", "statecode") : Set.of();
    }

    @Override
    public boolean needsFollowUp(Item item, Batch batch) {
        if (batch.pass().target() != Side.DATAVERSE) {
            return false;
        }
        Row target = item.target();
        boolean without = target == null || target.get(COLUMN) == null;
        return without || !item.payload().isEmpty();
    }

    /** The price list itself stays in Dataverse. */
    @Override
    public void reset() {
        priceList.forget();
    }

    /** A product that somebody has given a list meanwhile is not written, and so does not become active along with it. */
    private static boolean isWithoutList(Row product, Set<UUID> publishing) {
        boolean without = product.get(COLUMN) == null;
        if (!without) {
            publishing.remove(UUID.fromString(DataverseRows.text(product, "productid")));
        }
        return without;
    }

    /** Products that are about to become active: they do so in the same write, because each counts against the service's limit. */
    private Set<UUID> waiting(FollowUpWork work) {
        Set<UUID> waiting = new HashSet<>();
        for (FollowUp other : engine.followUps().open(work.runtime().scope())) {
            if (other.kind().equals(ProductState.NAME)) {
                waiting.add(other.dataverseId());
            }
        }
        return waiting;
    }

    @Override
    public void followUp(FollowUpWork work) {
        List<Row> products = DataverseRows.where(
                        engine,
                        "products",
                        "productid",
                        work.followUps().stream()
                                .map(FollowUp::dataverseId)
                                .map(UUID::toString)
                                .toList(),
                        null,
                        "productid,price,statecode,_defaultuomid_value,_defaultuomscheduleid_value," + COLUMN)
                .stream()
                .filter(row -> !RETIRED.equals(DataverseRows.text(row, "statecode")))
                .toList();
        if (products.isEmpty()) {
            return;
        }
        boolean everyUnit =
                Mappings.row(work.runtime().mapping(), "defaultuomid").isPresent();
        prices.keep(work.pass(), products, everyUnit);
        Map<String, Row> alive = new HashMap<>();
        products.forEach(row -> alive.put(DataverseRows.text(row, "productid"), row));
        Set<UUID> waiting = waiting(work);
        Set<UUID> publishing = new HashSet<>();
        String bound = PayloadLookups.to("pricelevels", priceList.id(work.pass()));
        Map<FollowUp, Map<String, @Nullable Object>> changes = new LinkedHashMap<>();
        for (FollowUp followUp : work.followUps()) {
            Row product = alive.get(followUp.dataverseId().toString());
            if (product != null) {
                Map<String, @Nullable Object> change = new LinkedHashMap<>();
                change.put(PayloadLookups.bind(LIST), bound);
                if (ProductState.isDraft(product)
                        && product.get(COLUMN) == null
                        && waiting.contains(followUp.dataverseId())) {
                    change.putAll(ProductState.active());
                    publishing.add(followUp.dataverseId());
                }
                changes.put(followUp, change);
            }
        }
        new SideWrites(work)
                .writeToDataverse(
                        changes, COLUMN + ",statecode,statuscode", row -> isWithoutList(row, publishing), name());
        published.add(work.pass(), publishing);
    }
}
