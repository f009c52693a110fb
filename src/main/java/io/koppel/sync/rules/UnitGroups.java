package io.koppel.sync.rules;

import io.koppel.odata.Row;
import io.koppel.sync.Engine;
import io.koppel.sync.Pass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

/** Dataverse's unit groups with their units, read once a pass. */
final class UnitGroups {
    private final Engine engine;
    private final Map<Pass, Map<String, Group>> known = new WeakHashMap<>();

    UnitGroups(Engine engine) {
        this.engine = engine;
    }

    /** A unit of a group: {@code quantity} base units. */
    record Unit(String id, String name, BigDecimal quantity, boolean base) {}

    record Group(String id, String name, boolean active, List<Unit> units) {
        /** The unit of that name, in any case. */
        Optional<Unit> unit(String code) {
            return units.stream()
                    .filter(unit -> unit.name().equalsIgnoreCase(code))
                    .findFirst();
        }
    }

    /** The groups with these ids, by id; those that do not exist are missing. */
    synchronized Map<String, Group> of(Pass pass, Collection<String> ids) {
        Map<String, Group> groups = known.computeIfAbsent(pass, key -> new HashMap<>());
        Set<String> missing = new LinkedHashSet<>(ids);
        missing.removeAll(groups.keySet());
        if (!missing.isEmpty()) {
            groups.putAll(read(missing));
        }
        Map<String, Group> found = new HashMap<>();
        ids.forEach(id -> {
            if (groups.containsKey(id)) {
                found.put(id, groups.get(id));
            }
        });
        return found;
    }

    /** The groups with these ids as they are now. */
    Map<String, Group> read(Collection<String> ids) {
        Map<String, List<Unit>> units = new HashMap<>();
        for (Row row : DataverseRows.where(
                engine,
                "uoms",
                "uomscheduleid",
                ids,
                null,
                "uomid,name,quantity,isschedulebaseuom,_uomscheduleid_value")) {
            units.computeIfAbsent(DataverseRows.text(row, "_uomscheduleid_value"), key -> new ArrayList<>())
                    .add(new Unit(
                            DataverseRows.text(row, "uomid"),
                            DataverseRows.text(row, "name"),
                            new BigDecimal(DataverseRows.text(row, "quantity")),
                            Boolean.TRUE.equals(row.get("isschedulebaseuom"))));
        }
        Map<String, Group> groups = new HashMap<>();
        for (Row row : DataverseRows.where(
                engine, "uomschedules", "uomscheduleid", ids, null, "uomscheduleid,name,statecode")) {
            String id = DataverseRows.text(row, "uomscheduleid");
            groups.put(
                    id,
                    new Group(
                            id,
                            DataverseRows.text(row, "name"),
                            DataverseRows.text(row, "statecode").equals("0"),
                            List.copyOf(units.getOrDefault(id, List.of()))));
        }
        return groups;
    }

    /** The group of each of these units, by unit id. */
    Map<String, Group> ofUnits(Pass pass, Collection<String> unitIds) {
        Map<String, String> groupOf = new HashMap<>();
        for (Row row : DataverseRows.where(engine, "uoms", "uomid", unitIds, null, "uomid,_uomscheduleid_value")) {
            groupOf.put(DataverseRows.text(row, "uomid"), DataverseRows.text(row, "_uomscheduleid_value"));
        }
        Map<String, Group> groups = of(pass, groupOf.values());
        Map<String, Group> found = new HashMap<>();
        groupOf.forEach((unit, group) -> {
            if (groups.containsKey(group)) {
                found.put(unit, groups.get(group));
            }
        });
        return found;
    }
}
