package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.odata.Page;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a pass over modified records from carrying over a mistake made to many of them: before its first batch it stops and
 * asks if it would insert or change more than a share of the couplings. The number of rows that the service tells with the
 * first page settles it nearly always; where that number is too high, or Dataverse counted no further
 * (dataverse-web-api.md §5.1), keys and versions are read once to see how many rows are not known in that version.
 */
final class MassChangeGuard {
    /** Dataverse counts no further. */
    private static final long COUNT_CAP = 5_000;

    private final Engine engine;
    private final Pass pass;
    private final Selection selection;
    private @Nullable Boolean admitted;

    MassChangeGuard(Engine engine, Pass pass, Selection selection) {
        this.engine = engine;
        this.pass = pass;
        this.selection = selection;
    }

    /** Whether a mapping is guarded at all. */
    static boolean guards(Engine engine, Pass pass) {
        return engine.settings().safeguards().percent(pass.mapping()) > 0
                && !pass.mapping().dataverse().isChoice();
    }

    /** Whether the pass may go on; decided by whichever page comes first, the others wait for that. */
    synchronized boolean admits(Page page) {
        Boolean before = admitted;
        if (before != null) {
            return before;
        }
        boolean now = decide(page.count());
        admitted = now;
        return now;
    }

    private boolean decide(@Nullable Long count) {
        Safeguards safeguards = engine.settings().safeguards();
        boolean exact = count != null && (pass.source() == Side.BUSINESS_CENTRAL || count < COUNT_CAP);
        if (exact && count != null && count <= safeguards.minimum(pass.mapping())) {
            return true;
        }
        long couplings = engine.couplings().counts(pass.runtime().scope()).all();
        long limit = safeguards.limit(pass.mapping(), couplings);
        if (couplings == 0 || (exact && count != null && count <= limit)) {
            return true;
        }
        long changes = changes(limit);
        if (changes <= limit) {
            return true;
        }
        pass.needsConfirmation("more than " + limit + " records would be written, which is over "
                + safeguards.percent(pass.mapping()) + " % of " + couplings
                + " coupled; nothing was written. If that is meant,"
                + " confirm it with koppel synchronize " + pass.mapping().id() + " --confirm-mass-change");
        return false;
    }

    /** How many records are new or not known in their version; counted no further than one beyond the limit. */
    private long changes(long limit) {
        Records records = pass.runtime().records();
        Side side = pass.source();
        Map<String, String> options = new HashMap<>(new ChangesQuery(engine).options(pass, selection));
        options.remove("$count");
        String stamp = records.stampColumn(side);
        if (stamp != null) {
            options.put("$select", records.keyColumn(side) + "," + stamp);
        }
        Pages pages = engine.services().of(side).read(new ReadRequest(records.path(side), options, 0, false, null));
        long changes = 0;
        while (pages.hasNext() && changes <= limit && !pass.stopping()) {
            changes += changes(pages.next());
        }
        return changes;
    }

    private long changes(Page page) {
        Map<UUID, Row> rows = new HashMap<>();
        page.rows().forEach(row -> rows.put(pass.runtime().records().id(pass.source(), row), row));
        Map<UUID, Coupling> couplings = engine.database().read(connection -> engine.couplings()
                .find(connection, pass.runtime().scope(), pass.source(), rows.keySet()));
        long changes = 0;
        for (Map.Entry<UUID, Row> row : rows.entrySet()) {
            Coupling coupling = couplings.get(row.getKey());
            boolean changed = coupling == null
                    ? pass.mode().creates()
                    : !coupling.skipped() && !RecordFacts.known(pass, coupling, row.getValue());
            changes += changed ? 1 : 0;
        }
        return changes;
    }
}
