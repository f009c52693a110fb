package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import io.koppel.sync.Rule;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Dataverse price has no dates, so only the price of today is there: prices that have not begun yet, or have ended, stay in
 * Business Central, silently. {@code alsoWhen} with {@code date} brings a price on the day it begins.
 */
public final class PriceInForce implements Rule {
    private static final String NO_DATE = "0001-01-01";
    private final Engine engine;

    public PriceInForce(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return "price-in-force";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL ? Set.of("startingDate", "endingDate") : Set.of();
    }

    @Override
    public @Nullable String ignores(Item item, Pass pass) {
        if (pass.source() != Side.BUSINESS_CENTRAL) {
            return null;
        }
        LocalDate starts = date(item.source(), "startingDate");
        LocalDate ends = date(item.source(), "endingDate");
        if (starts == null && ends == null) {
            return null;
        }
        LocalDate today = engine.day().of(pass);
        if (starts != null && starts.isAfter(today)) {
            return "the price begins on " + starts;
        }
        return ends != null && ends.isBefore(today) ? "the price ended on " + ends : null;
    }

    private static @Nullable LocalDate date(Row row, String column) {
        String text = DataverseRows.text(row, column);
        return text.isBlank() || text.startsWith(NO_DATE) ? null : LocalDate.parse(text.substring(0, 10));
    }
}
