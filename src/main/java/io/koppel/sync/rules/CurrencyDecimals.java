package io.koppel.sync.rules;

import io.koppel.odata.ReadRequest;
import io.koppel.sync.Engine;
import io.koppel.sync.Pass;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** How many decimals Dataverse keeps of amounts in a currency (dataverse-web-api.md §10.1). Asked once a pass. */
final class CurrencyDecimals {
    private static final int USUAL = 2;

    private final Engine engine;
    private final Map<Pass, Map<String, Integer>> known = new WeakHashMap<>();

    CurrencyDecimals(Engine engine) {
        this.engine = engine;
    }

    /** @param bind the currency as a payload names it, null for none */
    synchronized int of(Pass pass, @Nullable Object bind) {
        String text = String.valueOf(bind).toLowerCase(Locale.ROOT);
        int open = text.indexOf('(');
        return open < 0
                ? USUAL
                : known.computeIfAbsent(pass, key -> read())
                        .getOrDefault(text.substring(open + 1, text.length() - 1), USUAL);
    }

    private Map<String, Integer> read() {
        Map<String, Integer> decimals = new HashMap<>();
        engine.services()
                .dataverse()
                .readPage(ReadRequest.of("transactioncurrencies")
                        .with("$select", "transactioncurrencyid,currencyprecision"))
                .rows()
                .forEach(row -> {
                    if (row.get("currencyprecision") instanceof Number precision) {
                        decimals.put(
                                String.valueOf(row.get("transactioncurrencyid")).toLowerCase(Locale.ROOT),
                                precision.intValue());
                    }
                });
        return decimals;
    }
}
