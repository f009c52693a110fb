package io.koppel.sync.rules;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingState;
import io.koppel.coupling.FollowUps.FollowUp;
import io.koppel.mapping.Conversion;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Lookups;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Literals;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.FollowUpWork;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import io.koppel.sync.RecordRefused;
import io.koppel.sync.Records;
import io.koppel.sync.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The base unit of measure of an item or resource that is created from a product (table-mappings.md §8.4). With unit codes it is
 * the code the product's unit group is coupled to; with unit groups it is the code the product's default unit is called by, made
 * where Business Central does not have it, and the unit group and unit that Business Central then makes are coupled with the
 * product's.
 */
public final class BaseUnit implements Rule {
    private static final String GROUP = "unitGroupId";
    private static final String CODE = "baseUnitOfMeasureCode";
    private static final String UNITS = "unitsOfMeasure";
    private final Engine engine;

    public BaseUnit(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return "base-unit";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL
                ? Set.of(CODE)
                : Set.of("_defaultuomid_value", "_defaultuomscheduleid_value");
    }

    /** A new item has no units yet that a row could name: it gets its base unit by the code. */
    @Override
    public Lookups lookups(Batch batch, Item item, Lookups inner) {
        FieldMapping row = Mappings.row(batch.pass().mapping(), "defaultuomid").orElse(null);
        boolean coming = batch.pass().source() == Side.DATAVERSE && item.isNew();
        return coming && row != null && row.conversion() instanceof Conversion.CouplingOf units
                ? new WithoutUnit(inner, units.mappings())
                : inner;
    }

    /** The lookups of a record with nothing to say about units. */
    private record WithoutUnit(Lookups inner, List<String> units) implements Lookups {
        @Override
        public Answer coupled(List<String> mappings, Side from, String reference, boolean byNumber) {
            return mappings.equals(units) ? new Answer.Blank() : inner.coupled(mappings, from, reference, byNumber);
        }

        @Override
        public Answer option(String mapping, Side from, String reference, boolean byNumber) {
            return inner.option(mapping, from, reference, byNumber);
        }

        @Override
        public Answer currency(String mapping, Side from, String reference, boolean byNumber) {
            return inner.currency(mapping, from, reference, byNumber);
        }
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().target() != Side.BUSINESS_CENTRAL || !item.isNew()) {
            return;
        }
        TableMapping mapping = batch.pass().mapping();
        if (Mappings.row(mapping, "defaultuomid").isPresent()) {
            String code = unitName(DataverseRows.text(item.source(), "_defaultuomid_value"));
            if (!batch.pass().isPreview()) {
                ensureUnit(batch.pass(), code);
            }
            item.payload().put(CODE, code);
        } else if (Mappings.row(mapping, "defaultuomscheduleid").isEmpty()) {
            coupledUnit(DataverseRows.text(item.source(), "_defaultuomscheduleid_value"))
                    .ifPresent(unit -> item.payload().put("baseUnitOfMeasureId", unit.toString()));
        }
    }

    private String unitName(String unit) {
        List<Row> rows = DataverseRows.where(engine, "uoms", "uomid", List.of(unit), null, "uomid,name");
        if (rows.isEmpty()) {
            throw new RecordRefused(
                    ErrorClass.DATA, "defaultuomid", "the default unit of the product does not exist any more");
        }
        return DataverseRows.text(rows.get(0), "name").toUpperCase(java.util.Locale.ROOT);
    }

    private Optional<UUID> coupledUnit(String group) {
        TableMapping units = Mappings.ofTable(engine, "uomschedule");
        return units == null || group.isEmpty()
                ? Optional.empty()
                : engine.couplings()
                        .find(engine.scope(units.id()), Side.DATAVERSE, UUID.fromString(group))
                        .map(Coupling::businessCentralId);
    }

    private void ensureUnit(Pass pass, String code) {
        boolean there = !engine.services()
                .businessCentral()
                .readPage(
                        ReadRequest.of(UNITS).with("$select", "code").with("$filter", "code eq " + Literals.text(code)))
                .rows()
                .isEmpty();
        if (there) {
            return;
        }
        Map<String, @Nullable Object> unit = new HashMap<>();
        unit.put("code", code);
        unit.put("displayName", code);
        WriteResult result = engine.services().businessCentral().write(WriteOperation.create(UNITS, unit));
        if (result instanceof WriteResult.Written written && written.row() != null) {
            UUID id = UUID.fromString(DataverseRows.text(written.row(), "systemId"));
            SideCreates.remember(engine, pass, Side.BUSINESS_CENTRAL, id, unit, "the unit of a new record is missing");
        }
        if (result instanceof WriteResult.Refused refused && refused.error().kind() != ErrorClass.DUPLICATE) {
            throw new RecordRefused(
                    refused.error().kind(),
                    CODE,
                    "the unit of measure '" + code + "' cannot be created: "
                            + refused.error().message());
        }
    }

    @Override
    public boolean needsFollowUp(Item item, Batch batch) {
        return batch.pass().target() == Side.BUSINESS_CENTRAL
                && item.isNew()
                && Mappings.row(batch.pass().mapping(), "defaultuomid").isPresent();
    }

    @Override
    public void followUp(FollowUpWork work) {
        TableMapping mapping = work.runtime().mapping();
        FieldMapping row = Mappings.row(mapping, "defaultuomid").orElse(null);
        TableMapping groups = Mappings.ofTable(engine, "uomschedule");
        if (groups == null || row == null || !(row.conversion() instanceof Conversion.CouplingOf coupling)) {
            return;
        }
        Records records = work.runtime().records();
        String unitProperty = String.valueOf(row.businessCentral());
        String key = records.keyColumn(Side.BUSINESS_CENTRAL);
        Map<String, UUID> products = new HashMap<>();
        work.followUps().forEach(each -> products.put(each.businessCentralId().toString(), each.dataverseId()));
        Map<String, Row> there = new HashMap<>();
        DataverseRows.where(
                        engine,
                        "products",
                        "productid",
                        work.followUps().stream()
                                .map(FollowUp::dataverseId)
                                .map(UUID::toString)
                                .toList(),
                        null,
                        "productid,_defaultuomid_value,_defaultuomscheduleid_value")
                .forEach(product -> there.put(DataverseRows.text(product, "productid"), product));
        for (Row record : engine.services()
                .businessCentral()
                .readByIds(
                        records.path(Side.BUSINESS_CENTRAL),
                        key,
                        products.keySet(),
                        Map.of("$select", key + "," + GROUP + "," + unitProperty))
                .rows()) {
            Row product = there.get(String.valueOf(products.get(DataverseRows.text(record, key))));
            if (product != null) {
                couple(groups.id(), record.get(GROUP), product.get("_defaultuomscheduleid_value"));
                couple(coupling.mappings().get(0), record.get(unitProperty), product.get("_defaultuomid_value"));
            }
        }
    }

    /** Couples two records unless one of them is coupled already; their next run compares them. */
    private void couple(String mapping, @Nullable Object here, @Nullable Object there) {
        if (here == null || there == null) {
            return;
        }
        UUID businessCentral = UUID.fromString(here.toString());
        UUID dataverse = UUID.fromString(there.toString());
        int scope = engine.scope(mapping);
        boolean free = engine.couplings()
                        .find(scope, Side.BUSINESS_CENTRAL, businessCentral)
                        .isEmpty()
                && engine.couplings().find(scope, Side.DATAVERSE, dataverse).isEmpty();
        if (free) {
            engine.database().inTransaction(connection -> {
                engine.couplings()
                        .insert(
                                connection,
                                scope,
                                List.of(Coupling.fresh(businessCentral, dataverse, null, null)
                                        .in(CouplingState.COUPLED)));
                return true;
            });
        }
    }
}
