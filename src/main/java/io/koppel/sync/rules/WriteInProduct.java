package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import io.koppel.sync.Rule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The item or resource that stands for products written in by hand is no product: neither side's record is synchronized. */
public final class WriteInProduct implements Rule {
    private final WriteIns writeIns;

    public WriteInProduct(Engine engine) {
        this.writeIns = new WriteIns(engine);
    }

    @Override
    public String name() {
        return "write-in-product";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.DATAVERSE ? Set.of("productnumber") : Set.of();
    }

    @Override
    public @Nullable String ignores(Item item, Pass pass) {
        Object number = pass.source() == Side.DATAVERSE ? item.source().get("productnumber") : item.label();
        return number != null && writeIns.is(pass, number.toString())
                ? "it stands for products written in by hand"
                : null;
    }
}
