package io.koppel.sync.rules;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Conversion;
import io.koppel.mapping.Direction;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Lookups;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import io.koppel.sync.Records;
import io.koppel.sync.RelatedRecords;
import io.koppel.sync.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The unit of a product that does not exist yet comes along with it, and its unit group before it, where both of their mappings
 * create records (table-mappings.md §8.4). Where one of them is for coupled records only, the product fails until somebody
 * couples the unit.
 */
public final class UnitAlong implements Rule {
    private static final String UNIT = "defaultuomid";
    private static final String GROUP = "unitGroupId";
    private final Engine engine;
    private final RelatedRecords related;

    public UnitAlong(Engine engine, RelatedRecords related) {
        this.engine = engine;
        this.related = related;
    }

    @Override
    public String name() {
        return "unit-along";
    }

    /** The mapping of the units that the products of a mapping are sold in, and the property that names one; null without. */
    private @Nullable Units units(Batch batch) {
        FieldMapping row = Mappings.row(batch.pass().mapping(), UNIT).orElse(null);
        if (batch.pass().target() != Side.DATAVERSE
                || row == null
                || row.businessCentral() == null
                || !(row.conversion() instanceof Conversion.CouplingOf coupling)) {
            return null;
        }
        TableMapping mapping = engine.mappings().apply(coupling.mappings().get(0));
        return mapping == null ? null : new Units(mapping, row.businessCentral());
    }

    private record Units(TableMapping mapping, String property) {}

    @Override
    public void prepare(Batch batch, List<Item> items) {
        Units units = units(batch);
        TableMapping groups = Mappings.ofTable(engine, "uomschedule");
        if (units == null
                || groups == null
                || groups.onlyCoupled()
                || units.mapping().onlyCoupled()) {
            return;
        }
        Set<UUID> wanted = new LinkedHashSet<>();
        Set<UUID> records = new LinkedHashSet<>();
        for (Item item : items) {
            Object unit = item.source().get(units.property());
            if (item.isNew() && !ContactCompanies.isNone(unit)) {
                UUID id = UUID.fromString(String.valueOf(unit));
                if (partner(batch.pass(), units.mapping(), id).isEmpty() && wanted.add(id)) {
                    records.add(item.sourceId());
                }
            }
        }
        if (!wanted.isEmpty()) {
            related.synchronize(groups, Direction.TO_DATAVERSE, groupsOf(batch.pass(), records), batch.pass());
            related.synchronize(
                    units.mapping(),
                    Direction.TO_DATAVERSE,
                    wanted.stream().map(UUID::toString).toList(),
                    batch.pass());
        }
    }

    private List<String> groupsOf(Pass pass, Set<UUID> ids) {
        Records records = new Records(pass.mapping());
        String key = records.keyColumn(Side.BUSINESS_CENTRAL);
        return engine
                .services()
                .businessCentral()
                .readByIds(
                        records.path(Side.BUSINESS_CENTRAL),
                        key,
                        ids.stream().map(UUID::toString).toList(),
                        Map.of("$select", key + "," + GROUP))
                .rows()
                .stream()
                .map((Row row) -> DataverseRows.text(row, GROUP))
                .filter(group -> !ContactCompanies.isNone(group))
                .toList();
    }

    private Optional<UUID> partner(Pass pass, TableMapping units, UUID id) {
        return engine.couplings()
                .find(engine.scope(units.id()), Side.BUSINESS_CENTRAL, id)
                .filter(coupling -> !coupling.state().isPending())
                .map(Coupling::dataverseId)
                .or(() -> Optional.ofNullable(pass.planned(units.id(), id)));
    }

    /** What came along is coupled by now, though it was not when the batch's lookups were read. */
    @Override
    public Lookups lookups(Batch batch, Item item, Lookups inner) {
        Units units = units(batch);
        return units == null || !item.isNew() ? inner : new WithUnits(inner, batch.pass(), units);
    }

    private final class WithUnits implements Lookups {
        private final Lookups inner;
        private final Pass pass;
        private final Units units;

        WithUnits(Lookups inner, Pass pass, Units units) {
            this.inner = inner;
            this.pass = pass;
            this.units = units;
        }

        @Override
        public Answer coupled(List<String> mappings, Side from, String reference, boolean byNumber) {
            Answer answer = inner.coupled(mappings, from, reference, byNumber);
            if (!(answer instanceof Answer.NotCoupled)
                    || byNumber
                    || !mappings.contains(units.mapping().id())) {
                return answer;
            }
            return partner(pass, units.mapping(), UUID.fromString(reference))
                    .<Answer>map(id -> new Answer.Partner(
                            id.toString(), units.mapping().dataverse().entitySet()))
                    .orElse(answer);
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
}
