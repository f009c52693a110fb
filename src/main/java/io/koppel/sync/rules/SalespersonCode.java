package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import io.koppel.sync.Records;
import io.koppel.sync.Rule;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * A new Business Central salesperson gets the code {@code SP NO. 00001}, or the next one that is free (table-mappings.md
 * §3.1), and is uncoupled when it is deleted.
 */
public final class SalespersonCode implements Rule {
    private static final String PREFIX = "SP NO. ";
    private final Engine engine;
    private final Codes given = new Codes();
    private final Map<Pass, Codes> planned = new WeakHashMap<>();

    public SalespersonCode(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return "salesperson-code";
    }

    /** A salesperson who is deleted in Business Central leaves no coupling behind (sync-semantics.md §1). */
    @Override
    public boolean dissolves(Side gone) {
        return gone == Side.BUSINESS_CENTRAL;
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().target() == Side.BUSINESS_CENTRAL && item.isNew()) {
            item.payload()
                    .put(
                            "code",
                            next(codes(batch.pass()), new Records(batch.pass().mapping()).path(Side.BUSINESS_CENTRAL)));
        }
    }

    private static final class Codes {
        final Set<String> used = new HashSet<>();
        int last;
    }

    /** A plan, and what is done exactly as planned, count from the start: a plan that is not carried out uses up no code. */
    private synchronized Codes codes(Pass pass) {
        return pass.isPreview() || pass.approval() != null ? planned.computeIfAbsent(pass, key -> new Codes()) : given;
    }

    private synchronized String next(Codes codes, String path) {
        Pages pages = engine.services()
                .businessCentral()
                .read(ReadRequest.of(path)
                        .with("$select", "code")
                        .with("$filter", "startswith(code,'" + PREFIX + "')"));
        while (pages.hasNext()) {
            for (Row row : pages.next().rows()) {
                codes.used.add(String.valueOf(row.get("code")));
            }
        }
        String code;
        do {
            codes.last++;
            code = PREFIX + String.format(java.util.Locale.ROOT, "%05d", codes.last);
        } while (!codes.used.add(code));
        return code;
    }
}
