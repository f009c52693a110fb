package io.koppel.sales.quote;

import io.koppel.job.RunStatus;
import io.koppel.mapping.Direction;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sales.DocumentClaims;
import io.koppel.sales.DocumentEntry;
import io.koppel.sales.DocumentKind;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.DocumentState;
import io.koppel.sales.SalesJob;
import io.koppel.sales.SalesRoutes;
import io.koppel.sales.source.Columns;
import io.koppel.sales.source.DocumentSource;
import io.koppel.sales.source.NumberedDocuments;
import io.koppel.sync.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Quotes as people and the job queue see them: which are active or won, how they stand, and processing one now. */
public final class ProcessedQuotes {
    /** Name of the job and of its route. */
    public static final String JOB = "AUTO-PROCESS-QUOTES";

    /** Couplings, history and failures of quotes stand under this name. */
    public static final String MAPPING = "SALESQUOTE-QUOTE";

    private static final Duration EVERY = Duration.ofMinutes(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int UNFINISHED = 10_000;

    private final Engine engine;
    private final DocumentLedger ledger;
    private final DocumentClaims claims;
    private final SalesJob job;

    public ProcessedQuotes(Engine engine, DocumentLedger ledger, DocumentClaims claims, SalesRoutes routes) {
        this.engine = engine;
        this.ledger = ledger;
        this.claims = claims;
        this.job = new SalesJob(
                engine,
                routes,
                new SalesJob.Description(
                        JOB,
                        "Automatically process active and won quotes of Sales",
                        MAPPING,
                        Direction.FROM_DATAVERSE,
                        EVERY),
                this::unfinished);
    }

    /** The job. */
    public SalesJob job() {
        return job;
    }

    /** Quotes that an earlier run began and did not finish. */
    private List<UUID> unfinished() {
        List<UUID> ids = new ArrayList<>();
        for (DocumentState state : List.of(DocumentState.INTENDED, DocumentState.CREATED)) {
            ledger.in(DocumentKind.QUOTE, state, null, UNFINISHED).forEach(entry -> ids.add(entry.dataverseId()));
        }
        return ids;
    }

    /**
     * What processing one quote came to.
     *
     * @param processed whether this call changed anything
     * @param message why there is no document, or what stands about it; null if there is nothing to say
     */
    public record Outcome(
            @Nullable String number, @Nullable UUID businessCentralId, boolean processed, @Nullable String message) {}

    /**
     * Processes a quote now, on the caller's thread; one about which nothing is left to do is answered as it is.
     *
     * @throws IllegalStateException if somebody else works on it for longer than a minute
     */
    public Outcome process(UUID quote, String startedBy) {
        awaitFree(quote);
        RunStatus run = job.run(startedBy, List.of(quote));
        DocumentEntry entry = ledger.find(DocumentKind.QUOTE, quote).orElse(null);
        DocumentEntry mark = ledger.find(DocumentKind.WON_QUOTE, quote).orElse(null);
        String trouble = run.run().message();
        if (entry != null && entry.state().exists()) {
            String message = trouble != null ? trouble : entry.message() != null ? entry.message() : text(mark);
            return new Outcome(
                    entry.number(), entry.businessCentralId(), run.counters().activity() > 0, message);
        }
        if (trouble == null) {
            trouble = entry == null ? "there is no quote with that id in Sales" : entry.message();
        }
        return new Outcome(null, null, false, trouble);
    }

    /** Active and won quotes with that number; of the revisions of a quote one at most is. */
    public List<UUID> numbered(String number) {
        return NumberedDocuments.of(engine, DocumentSource.QUOTE, number, QuoteQuery.DUE);
    }

    private static @Nullable String text(@Nullable DocumentEntry mark) {
        return mark == null ? null : mark.message();
    }

    private void awaitFree(UUID quote) {
        try {
            if (!claims.awaitFree(quote, PATIENCE)) {
                throw new IllegalStateException("quote " + quote + " is being worked on; try again in a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for quote " + quote, e);
        }
    }

    /**
     * A quote as people see it.
     *
     * @param sales active or won
     * @param state waiting, or what the ledger says
     */
    public record View(
            UUID id,
            String number,
            int revision,
            @Nullable String name,
            String sales,
            String state,
            @Nullable String businessCentralNumber,
            @Nullable UUID businessCentralId,
            @Nullable String message) {}

    /** Active and won quotes, as Sales shows them now, with what is known of each; those after {@code after} by number. */
    public List<View> list(@Nullable String after, int limit) {
        List<Row> rows = engine.services()
                .dataverse()
                .readPage(ReadRequest.of("quotes")
                        .with("$select", "quoteid,quotenumber,revisionnumber,name,statecode")
                        .with(
                                "$filter",
                                "(" + QuoteQuery.DUE + ")"
                                        + (after == null
                                                ? ""
                                                : " and quotenumber gt '" + after.replace("'", "''") + "'"))
                        .with("$orderby", "quotenumber")
                        .withPageSize(limit))
                .rows();
        List<UUID> ids = rows.stream().map(row -> Columns.id(row, "quoteid")).toList();
        Map<UUID, DocumentEntry> known = ledger.find(DocumentKind.QUOTE, ids);
        Map<UUID, DocumentEntry> marks = ledger.find(DocumentKind.WON_QUOTE, ids);
        return rows.stream()
                .limit(limit)
                .map(row -> view(row, known.get(Columns.id(row, "quoteid")), marks.get(Columns.id(row, "quoteid"))))
                .toList();
    }

    private static View view(Row row, @Nullable DocumentEntry entry, @Nullable DocumentEntry mark) {
        boolean won = Columns.number(row, "statecode") == 2;
        boolean wonAnew = won && mark == null && entry != null && entry.state() == DocumentState.SETTLED;
        return new View(
                Columns.id(row, "quoteid"),
                Columns.text(row, "quotenumber"),
                Math.max(0, Columns.number(row, "revisionnumber")),
                row.text("name"),
                won ? "won" : "active",
                entry == null || wonAnew ? "waiting" : entry.state().text(),
                entry == null ? null : entry.number(),
                entry == null ? null : entry.businessCentralId(),
                entry != null && entry.message() != null ? entry.message() : text(mark));
    }
}
