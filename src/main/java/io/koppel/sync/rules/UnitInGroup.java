package io.koppel.sync.rules;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.PayloadLookups;
import io.koppel.sync.RecordRefused;
import io.koppel.sync.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;

/**
 * Puts the unit of an item or resource into the unit group of that item or resource, counted in the group's base unit
 * (table-mappings.md §6, dataverse-web-api.md §10.3). The group has to be coupled.
 */
public final class UnitInGroup implements Rule {
    private static final String GROUP = "unitGroupId";
    private final Engine engine;
    private final UnitGroups groups;
    private final Map<Batch, Map<UUID, UnitGroups.Group>> found = new WeakHashMap<>();

    public UnitInGroup(Engine engine) {
        this.engine = engine;
        this.groups = new UnitGroups(engine);
    }

    @Override
    public String name() {
        return "unit-in-group";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL
                ? Set.of(GROUP)
                : Set.of("_uomscheduleid_value", "_baseuom_value", "isschedulebaseuom");
    }

    @Override
    public void prepare(Batch batch, List<Item> items) {
        Set<UUID> ids = new HashSet<>();
        for (Item item : items) {
            UUID id = id(item);
            if (id != null) {
                ids.add(id);
            }
        }
        TableMapping mapping = Mappings.ofTable(engine, "uomschedule");
        if (mapping == null || batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        int scope = engine.scope(mapping.id());
        Map<UUID, Coupling> coupled = engine.database()
                .read(connection -> engine.couplings().find(connection, scope, Side.BUSINESS_CENTRAL, ids));
        Map<String, UnitGroups.Group> byId = groups.of(
                batch.pass(),
                coupled.values().stream()
                        .map(coupling -> coupling.dataverseId().toString())
                        .toList());
        Map<UUID, UnitGroups.Group> byBusinessCentralId = new HashMap<>();
        coupled.forEach((id, coupling) -> {
            UnitGroups.Group group = byId.get(coupling.dataverseId().toString());
            if (group != null) {
                byBusinessCentralId.put(id, group);
            }
        });
        synchronized (found) {
            found.put(batch, byBusinessCentralId);
        }
    }

    private static @org.jspecify.annotations.Nullable UUID id(Item item) {
        Object id = item.source().get(GROUP);
        return id == null || id.toString().isBlank() ? null : UUID.fromString(id.toString());
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().target() != Side.DATAVERSE || !item.isNew()) {
            return;
        }
        Map<UUID, UnitGroups.Group> byId;
        synchronized (found) {
            byId = found.getOrDefault(batch, Map.of());
        }
        UUID id = id(item);
        UnitGroups.Group group = id == null ? null : byId.get(id);
        if (group == null) {
            throw new RecordRefused(
                    ErrorClass.DATA,
                    GROUP,
                    "the unit group of unit '" + item.label()
                            + "' is not coupled; couple it or run the mapping of unit groups first");
        }
        item.payload().put(PayloadLookups.bind("uomscheduleid"), PayloadLookups.to("uomschedules", group.id()));
        group.units().stream().filter(UnitGroups.Unit::base).findFirst().ifPresent(base -> item.payload()
                .put(PayloadLookups.bind("baseuom"), PayloadLookups.to("uoms", base.id())));
    }
}
