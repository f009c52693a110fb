package io.koppel.sync.rules;

import io.koppel.mapping.Lookups;
import io.koppel.mapping.Side;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Rule;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives a new Dataverse row to the company's owning team unless a field row already names an owner: always in the team model,
 * for records without a salesperson in the person model (table-mappings.md §8.1). Later writes never touch the owner.
 */
public final class Owner implements Rule {
    private final Engine engine;
    private final Map<String, Boolean> teams = new ConcurrentHashMap<>();

    public Owner(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return "owner";
    }

    /** Users are salespeople, teams are not: a row that takes the salesperson from the owner says so (engine scenario FI-06). */
    @Override
    public Lookups lookups(Batch batch, Item item, Lookups inner) {
        if (batch.pass().source() != Side.DATAVERSE) {
            return inner;
        }
        Object owner = item.source().get("_ownerid_value");
        return owner == null ? inner : new OwnerLookups(inner, owner.toString(), this::isTeam);
    }

    /** Asked only where an owner has no coupling. */
    private boolean isTeam(String id) {
        return teams.computeIfAbsent(id, unknown -> engine.services()
                .dataverse()
                .readOne("teams(" + id + ")", Map.of("$select", "teamid"))
                .isPresent());
    }

    @Override
    public void complete(Item item, Batch batch) {
        String team = engine.company().owningTeam();
        if (team != null
                && batch.pass().target() == Side.DATAVERSE
                && item.isNew()
                && item.payload().get("ownerid@odata.bind") == null) {
            item.payload().put("ownerid@odata.bind", "/teams(" + team + ")");
        }
    }
}
