package io.koppel.sync.rules;

import io.koppel.mapping.Conversion;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Lookups;
import io.koppel.mapping.Reference;
import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.PayloadLookups;
import io.koppel.sync.RecordRefused;
import io.koppel.sync.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives a price its unit: the one of the line, or the base unit where the line has none, in the product's unit group
 * (table-mappings.md §8.5). The currency of a new price comes from its price list, and is not sent (dataverse-web-api.md §6.5).
 */
public final class PriceItem implements Rule {
    private static final String UNIT = "uomid";
    private static final String UNIT_CODE = "priceUnitOfMeasureCode";
    private static final String CURRENCY = "transactioncurrencyid";
    private final Engine engine;
    private final ProductUnits products;

    public PriceItem(Engine engine) {
        this.engine = engine;
        this.products = new ProductUnits(engine);
    }

    @Override
    public String name() {
        return "price-item";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL ? Set.of(UNIT_CODE) : Set.of("_uomid_value", "_productid_value");
    }

    @Override
    public void prepare(Batch batch, List<Item> items) {
        FieldMapping row = Mappings.row(batch.pass().mapping(), "productid").orElse(null);
        if (batch.pass().target() != Side.DATAVERSE
                || row == null
                || !(row.conversion() instanceof Conversion.CouplingOf coupling)) {
            return;
        }
        Set<Reference> references = new HashSet<>();
        for (Item item : items) {
            Reference reference = reference(row, coupling, item.source());
            if (reference != null) {
                references.add(reference);
            }
        }
        Lookups lookups = engine.lookups(batch.pass(), references);
        Set<String> ids = new HashSet<>();
        references.forEach(reference -> {
            if (lookups.coupled(reference.mappings(), reference.from(), reference.value(), reference.byNumber())
                    instanceof Lookups.Answer.Partner partner) {
                ids.add(partner.id());
            }
        });
        products.prepare(batch.pass(), ids);
    }

    static @Nullable Reference reference(FieldMapping row, Conversion.CouplingOf coupling, Row source) {
        String property = row.businessCentral();
        String value = property == null ? "" : DataverseRows.text(source, property);
        return value.isBlank()
                ? null
                : new Reference(
                        Reference.Kind.COUPLED, coupling.mappings(), Side.BUSINESS_CENTRAL, value, coupling.byNumber());
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        if (item.isNew()) {
            item.payload().remove(PayloadLookups.bind(CURRENCY));
        }
        String product = PayloadLookups.id(item, "productid");
        String code = DataverseRows.text(item.source(), UNIT_CODE);
        if (product == null) {
            return;
        }
        UnitGroups.Group group = products.group(batch.pass(), product)
                .orElseThrow(
                        () -> refused("the product of this price does not exist in Dataverse any more; uncouple it"));
        String unit = group.unit(code)
                .orElseThrow(() -> refused("unit '" + code + "' does not exist in the product's unit group '"
                        + group.name() + "', which has " + names(group)
                        + "; give the price one of these units, or synchronize the units first"))
                .id();
        Row target = item.target();
        if (target == null || !unit.equals(target.get("_uomid_value"))) {
            item.payload().put(PayloadLookups.bind(UNIT), PayloadLookups.to("uoms", unit));
        }
    }

    static List<String> names(UnitGroups.Group group) {
        return group.units().stream().map(UnitGroups.Unit::name).sorted().toList();
    }

    private static RecordRefused refused(String message) {
        return new RecordRefused(ErrorClass.DATA, UNIT_CODE, message);
    }
}
