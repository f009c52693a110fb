package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Rule;

/**
 * Gives a new Dataverse row to the company's owning team unless a field row already names an owner: always in the team model,
 * for records without a salesperson in the person model (table-mappings.md §8.1). Later writes never touch the owner.
 */
public final class Owner implements Rule {
    private final Engine engine;

    public Owner(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return "owner";
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
