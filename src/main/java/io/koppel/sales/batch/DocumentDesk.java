package io.koppel.sales.batch;

import io.koppel.job.RunStatus;
import io.koppel.mapping.Direction;
import io.koppel.odata.Literals;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sales.DocumentClaims;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.DocumentState;
import io.koppel.sales.SalesJob;
import io.koppel.sales.SalesRoutes;
import io.koppel.sales.source.DocumentSource;
import io.koppel.sales.source.NumberedDocuments;
import io.koppel.sync.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The job of orders or of quotes, and what people ask of it: one document now, one by its number, a page of those that are due. */
public final class DocumentDesk {
    private static final Duration EVERY = Duration.ofMinutes(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int UNFINISHED = 10_000;

    private final Engine engine;
    private final DocumentLedger ledger;
    private final DocumentClaims claims;
    private final DocumentSource source;
    private final SalesJob job;

    /**
     * Which documents.
     *
     * @param job name of the job and of its route
     * @param mapping under which name couplings, history and failures stand
     */
    public record Kind(DocumentSource source, String job, String title, String mapping) {}

    public DocumentDesk(Engine engine, DocumentLedger ledger, DocumentClaims claims, SalesRoutes routes, Kind kind) {
        this.engine = engine;
        this.ledger = ledger;
        this.claims = claims;
        this.source = kind.source();
        this.job = new SalesJob(
                engine,
                routes,
                new SalesJob.Description(kind.job(), kind.title(), kind.mapping(), Direction.FROM_DATAVERSE, EVERY),
                this::unfinished);
    }

    /** The job; every half hour, and first what an earlier run began and did not finish. */
    public SalesJob job() {
        return job;
    }

    private List<UUID> unfinished() {
        List<UUID> ids = new ArrayList<>();
        for (DocumentState state : List.of(DocumentState.INTENDED, DocumentState.CREATED)) {
            ledger.in(source.kind(), state, null, UNFINISHED).forEach(entry -> ids.add(entry.dataverseId()));
        }
        return ids;
    }

    /**
     * Works on one document now, on the caller's thread.
     *
     * @throws IllegalStateException if somebody else works on it for longer than a minute
     */
    public RunStatus work(UUID document, String startedBy) {
        String name = source.kind().text() + " " + document;
        try {
            if (!claims.awaitFree(document, PATIENCE)) {
                throw new IllegalStateException(name + " is being worked on; try again in a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
        return job.run(startedBy, List.of(document));
    }

    /**
     * Documents of Sales with that number.
     *
     * @param filter which of them count
     */
    public List<UUID> numbered(String number, String filter) {
        return NumberedDocuments.of(engine, source, number, filter);
    }

    /** Documents as Sales shows them now, by number, those behind {@code after}. */
    public List<Row> page(String columns, String filter, @Nullable String after, int limit) {
        String behind = after == null ? "" : " and " + source.number() + " gt " + Literals.text(after);
        return engine
                .services()
                .dataverse()
                .readPage(ReadRequest.of(source.entitySet())
                        .with("$select", source.key() + "," + source.number() + "," + columns)
                        .with("$filter", "(" + filter + ")" + behind)
                        .with("$orderby", source.number())
                        .withPageSize(limit))
                .rows()
                .stream()
                .limit(limit)
                .toList();
    }
}
