package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.ExchangeRates;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import io.koppel.sync.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Writes {@code exchangerate} on every synchronization of a currency, {@code currencyprecision} when its row is created, and
 * the ISO code where the symbol is empty (table-mappings.md §5 CURRENCY, §8.2).
 */
public final class ExchangeRateRule implements Rule {
    private final Engine engine;
    private final Map<Pass, ExchangeRates> rates = new WeakHashMap<>();

    public ExchangeRateRule(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return "exchange-rate";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.DATAVERSE ? Set.of("exchangerate", "currencysymbol", "isocurrencycode") : Set.of("code");
    }

    @Override
    public void prepare(Batch batch, List<Item> items) {
        rates(batch.pass());
    }

    private synchronized ExchangeRates rates(Pass pass) {
        return rates.computeIfAbsent(pass, key -> ExchangeRates.load(engine));
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        ExchangeRates current = rates(batch.pass());
        String code = String.valueOf(item.source().get("code"));
        BigDecimal rate = current.fromBaseTo(code);
        Row target = item.target();
        if (item.isNew()) {
            item.payload().put("exchangerate", rate);
            item.payload().put("currencyprecision", current.newCurrencyPrecision());
            item.payload().putIfAbsent("currencysymbol", code);
            item.payload().putIfAbsent("currencyname", code);
        } else if (target != null) {
            Object there = target.get("exchangerate");
            if (there == null || new BigDecimal(there.toString()).compareTo(rate) != 0) {
                item.payload().put("exchangerate", rate);
            }
            if (item.payload().containsKey("currencysymbol")
                    && blank(item.payload().get("currencysymbol"))) {
                symbol(item, target, code);
            }
        }
        if (item.isNew() && blank(item.payload().get("currencysymbol"))) {
            item.payload().put("currencysymbol", code);
        }
    }

    private static void symbol(Item item, Row target, String code) {
        if (code.equals(target.get("currencysymbol"))) {
            item.payload().remove("currencysymbol");
        } else {
            item.payload().put("currencysymbol", code);
        }
    }

    private static boolean blank(@org.jspecify.annotations.Nullable Object value) {
        return value == null || value.toString().isBlank();
    }
}
