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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts the price of a product into the default price list, and that list on the product (table-mappings.md §8.4): when the
 * product is new, when its price or unit changed, and when it has no price list. The list is made when it is first needed.
 */
public final class DefaultPriceListRule implements Rule {
    private static final String LIST = "pricelevelid";
    private static final String RETIRED = "1";
    private final Engine engine;
    private final DefaultPriceList priceList;
    private final DefaultPrices prices;

    public DefaultPriceListRule(Engine engine) {
        this.engine = engine;
        this.priceList = new DefaultPriceList(engine);
        this.prices = new DefaultPrices(engine, priceList);
    }

    @Override
    public String name() {
        return "default-price-list";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.DATAVERSE ? Set.of("_pricelevelid_value", "price", "statecode") : Set.of();
    }

    @Override
    public boolean needsFollowUp(Item item, Batch batch) {
        if (batch.pass().target() != Side.DATAVERSE) {
            return false;
        }
        Row target = item.target();
        boolean without = target == null || target.get("_pricelevelid_value") == null;
        return without
                || item.payload().containsKey("price")
                || item.payload().containsKey(PayloadLookups.bind("defaultuomid"));
    }

    /** The price list itself stays in Dataverse. */
    @Override
    public void reset() {
        priceList.forget();
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
                        "productid,price,statecode,_defaultuomid_value,_defaultuomscheduleid_value")
                .stream()
                .filter(row -> !RETIRED.equals(DataverseRows.text(row, "statecode")))
                .toList();
        if (products.isEmpty()) {
            return;
        }
        boolean everyUnit =
                Mappings.row(work.runtime().mapping(), "defaultuomid").isPresent();
        prices.keep(work.pass(), products, everyUnit);
        Set<String> alive = products.stream()
                .map(row -> DataverseRows.text(row, "productid"))
                .collect(java.util.stream.Collectors.toSet());
        String bound = PayloadLookups.to("pricelevels", priceList.id());
        Map<FollowUp, Map<String, @Nullable Object>> changes = new LinkedHashMap<>();
        for (FollowUp followUp : work.followUps()) {
            if (alive.contains(followUp.dataverseId().toString())) {
                Map<String, @Nullable Object> change = new LinkedHashMap<>();
                change.put(PayloadLookups.bind(LIST), bound);
                changes.put(followUp, change);
            }
        }
        new SideWrites(work)
                .writeToDataverse(
                        changes, "_pricelevelid_value", row -> row.get("_pricelevelid_value") == null, name());
    }
}
