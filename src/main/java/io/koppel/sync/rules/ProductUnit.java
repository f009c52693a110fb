package io.koppel.sync.rules;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.PayloadLookups;
import io.koppel.sync.RecordRefused;
import io.koppel.sync.Rule;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives a product its default unit and its unit group (table-mappings.md §8.4). The base unit of measure has to be filled.
 * Where a field row names the unit, its group goes with it; otherwise the group is that of the unit code, and must have exactly
 * the one unit that was made with it.
 */
public final class ProductUnit implements Rule {
    private static final String GROUP = "defaultuomscheduleid";
    private static final String UNIT = "defaultuomid";
    private static final String BASE = "baseUnitOfMeasureId";
    private static final String BASE_CODE = "baseUnitOfMeasureCode";
    private final Engine engine;
    private final UnitGroups groups;
    private final Map<Batch, Map<UUID, String>> groupOfCode = new WeakHashMap<>();

    public ProductUnit(Engine engine) {
        this.engine = engine;
        this.groups = new UnitGroups(engine);
    }

    @Override
    public String name() {
        return "product-unit";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL
                ? Set.of(BASE, BASE_CODE)
                : Set.of("_defaultuomid_value", "_defaultuomscheduleid_value");
    }

    /** The groups that unit codes are coupled to, for mappings whose rows name neither unit nor group. */
    @Override
    public void prepare(Batch batch, List<Item> items) {
        TableMapping mapping = Mappings.ofTable(engine, "uomschedule");
        boolean byRow = Mappings.row(batch.pass().mapping(), UNIT).isPresent()
                || Mappings.row(batch.pass().mapping(), GROUP).isPresent();
        if (mapping == null || byRow || batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        Set<UUID> ids = new HashSet<>();
        for (Item item : items) {
            Object id = item.source().get(BASE);
            if (id != null && !id.toString().isBlank()) {
                ids.add(UUID.fromString(id.toString()));
            }
        }
        int scope = engine.scope(mapping.id());
        Map<UUID, Coupling> coupled = engine.database()
                .read(connection -> engine.couplings().find(connection, scope, Side.BUSINESS_CENTRAL, ids));
        Map<UUID, String> partners = new HashMap<>();
        coupled.forEach(
                (id, coupling) -> partners.put(id, coupling.dataverseId().toString()));
        synchronized (groupOfCode) {
            groupOfCode.put(batch, partners);
        }
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        String code = DataverseRows.text(item.source(), BASE_CODE);
        if (code.isBlank()) {
            throw refused("the base unit of measure is empty; enter one in Business Central");
        }
        String chosen = Mappings.row(batch.pass().mapping(), UNIT).isPresent() ? PayloadLookups.id(item, UNIT) : null;
        UnitGroups.Group group = chosen == null
                ? groupOfCode(item, batch, code)
                : groups.ofUnits(batch.pass(), List.of(chosen)).get(chosen);
        if (group == null) {
            throw refused(
                    "the unit group of unit '" + code + "' does not exist in Dataverse; synchronize the units first");
        }
        if (!group.active()) {
            throw refused("the unit group '" + group.name() + "' is inactive in Dataverse; activate it");
        }
        keepGroup(item, group);
        put(item, GROUP, "uomschedules", group.id());
        put(item, UNIT, "uoms", chosen == null ? onlyUnit(group, code) : chosen);
    }

    private UnitGroups.@Nullable Group groupOfCode(Item item, Batch batch, String code) {
        String id = PayloadLookups.id(item, GROUP);
        if (Mappings.row(batch.pass().mapping(), GROUP).isEmpty()) {
            Object base = item.source().get(BASE);
            synchronized (groupOfCode) {
                id = base == null || base.toString().isBlank()
                        ? null
                        : groupOfCode.getOrDefault(batch, Map.of()).get(UUID.fromString(base.toString()));
            }
            if (id == null) {
                throw refused("unit of measure '" + code
                        + "' is not coupled; couple it or run the mapping of units of measure first");
            }
        }
        return id == null ? null : groups.of(batch.pass(), List.of(id)).get(id);
    }

    private static String onlyUnit(UnitGroups.Group group, String code) {
        boolean fits = group.units().size() == 1
                && group.units().get(0).name().equals(code)
                && group.units().get(0).base()
                && group.units().get(0).quantity().compareTo(BigDecimal.ONE) == 0;
        if (!fits) {
            throw refused("the unit group '" + group.name() + "' must have exactly one unit, '" + code
                    + "' with the quantity 1, but it has "
                    + group.units().stream().map(UnitGroups.Unit::name).toList()
                    + "; correct it in Dataverse, or set koppel.units=groups");
        }
        return group.units().get(0).id();
    }

    /** Dataverse fixes the group of a product when it is created (dataverse-web-api.md §6.5). */
    private static void keepGroup(Item item, UnitGroups.Group group) {
        Row target = item.target();
        Object there = target == null ? null : target.get("_defaultuomscheduleid_value");
        if (there != null && !there.toString().equals(group.id())) {
            throw refused("the product's unit group cannot be changed to '" + group.name()
                    + "', Dataverse fixes it when a product is created; uncouple the record and create a new product");
        }
    }

    private static void put(Item item, String column, String set, String id) {
        Row target = item.target();
        Object there = target == null ? null : target.get("_" + column + "_value");
        if (!id.equals(there)) {
            item.payload().put(PayloadLookups.bind(column), PayloadLookups.to(set, id));
        }
    }

    private static RecordRefused refused(String message) {
        return new RecordRefused(ErrorClass.DATA, BASE_CODE, message);
    }
}
