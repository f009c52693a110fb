package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import io.koppel.sync.Rule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where Business Central's sales set-up names a default price list, only price lists go to Dataverse that allow updating
 * defaults; where it names none, only those that do not (table-mappings.md §3). The set-up is asked in each pass, so a change of
 * it holds from the next one on.
 */
public final class UpdatingDefaults implements Rule {
    private static final String ALLOWED = "allowUpdatingDefaults";
    private final SalesSetupRow setup;

    public UpdatingDefaults(Engine engine) {
        this.setup = new SalesSetupRow(engine);
    }

    @Override
    public String name() {
        return "updating-defaults";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL ? Set.of(ALLOWED) : Set.of();
    }

    @Override
    public @Nullable String ignores(Item item, Pass pass) {
        if (pass.source() != Side.BUSINESS_CENTRAL) {
            return null;
        }
        boolean wanted =
                !DataverseRows.text(setup.of(pass), "defaultPriceListCode").isBlank();
        boolean allowed = Boolean.TRUE.equals(item.source().get(ALLOWED));
        if (allowed == wanted) {
            return null;
        }
        return wanted
                ? "it does not allow updating defaults, and the sales set-up names a default price list"
                : "it allows updating defaults, and the sales set-up names no default price list";
    }
}
