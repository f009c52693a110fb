package io.koppel.sync.rules;

import io.koppel.coupling.FollowUps.FollowUp;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.FollowUpWork;
import io.koppel.sync.Item;
import io.koppel.sync.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Names the unit group of a unit of measure {@code NAV <code>}; its one unit is called by the code (table-mappings.md §6, §8.4).
 * A renamed code renames both: the base unit is a row of its own that Dataverse made with the group.
 */
public final class UnitGroupName implements Rule {
    private static final String PREFIX = "NAV ";
    private final Engine engine;

    public UnitGroupName(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return "unit-group-name";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.DATAVERSE ? Set.of("name", "baseuomname") : Set.of("code");
    }

    /** The name of a unit code's group. */
    static String of(String code) {
        return PREFIX + code;
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        String name = of(DataverseRows.text(item.source(), "code"));
        Row target = item.target();
        if (target == null || !name.equals(target.get("name"))) {
            item.payload().put("name", name);
        }
    }

    @Override
    public boolean needsFollowUp(Item item, Batch batch) {
        return batch.pass().target() == Side.DATAVERSE
                && !item.isNew()
                && item.payload().containsKey("name");
    }

    @Override
    public void followUp(FollowUpWork work) {
        List<String> groups = work.followUps().stream()
                .map(FollowUp::dataverseId)
                .map(Object::toString)
                .toList();
        List<WriteOperation> renames = new ArrayList<>();
        List<History.Entry> history = new ArrayList<>();
        for (UnitGroups.Group group : new UnitGroups(engine).read(groups).values()) {
            if (group.name().startsWith(PREFIX)) {
                String code = group.name().substring(PREFIX.length());
                group.units().stream()
                        .filter(unit -> unit.base() && !unit.name().equals(code))
                        .forEach(unit -> {
                            renames.add(WriteOperation.update("uoms(" + unit.id() + ")", Map.of("name", code), "*"));
                            history.add(renamed(unit, code));
                        });
            }
        }
        List<WriteResult> results = engine.services().dataverse().batch(renames, false);
        List<History.Entry> written = RuleHistory.applied(history, results);
        RuleHistory.record(work, written);
        if (written.size() < results.size()) {
            throw NotTaken.because("the base unit of a unit group was not renamed", results);
        }
    }

    private static History.Entry renamed(UnitGroups.Unit unit, String code) {
        return new History.Entry(
                null,
                UUID.fromString(unit.id()),
                Side.DATAVERSE,
                "update",
                Engine.BASE_UNIT,
                List.of(new FieldChange("name", unit.name(), code)),
                null);
    }
}
