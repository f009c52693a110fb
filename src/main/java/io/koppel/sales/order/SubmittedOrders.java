package io.koppel.sales.order;

import io.koppel.coupling.Coupling;
import io.koppel.job.RunStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
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
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Submitted orders as people and the job queue see them: which wait, and creating them now. */
public final class SubmittedOrders {
    /** Name of the job and of its route. */
    public static final String JOB = "AUTO-CREATE-ORDERS";

    /** Couplings, history and failures of orders stand under the name of their mapping. */
    public static final String MAPPING = "SALESORDER-ORDER";

    private static final Duration EVERY = Duration.ofMinutes(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int UNFINISHED = 10_000;

    private final Engine engine;
    private final DocumentLedger ledger;
    private final DocumentClaims claims;
    private final SalesJob job;

    public SubmittedOrders(Engine engine, DocumentLedger ledger, DocumentClaims claims, SalesRoutes routes) {
        this.engine = engine;
        this.ledger = ledger;
        this.claims = claims;
        this.job = new SalesJob(
                engine,
                routes,
                new SalesJob.Description(
                        JOB,
                        "Automatically create sales orders from submitted orders of Sales",
                        MAPPING,
                        Direction.FROM_DATAVERSE,
                        EVERY),
                this::unfinished);
    }

    /** The job. */
    public SalesJob job() {
        return job;
    }

    /** Orders whose creation was begun and not finished. */
    private List<UUID> unfinished() {
        List<UUID> ids = new ArrayList<>();
        for (DocumentState state : List.of(DocumentState.INTENDED, DocumentState.CREATED)) {
            ledger.in(DocumentKind.ORDER, state, null, UNFINISHED).forEach(entry -> ids.add(entry.dataverseId()));
        }
        return ids;
    }

    /**
     * What asking for one order came to.
     *
     * @param created whether this call created it
     * @param message why there is no order, or what stands about it; null if there is nothing to say
     */
    public record Outcome(
            @Nullable String number, @Nullable UUID businessCentralId, boolean created, @Nullable String message) {}

    /**
     * Creates an order now, on the caller's thread; one that was created before is answered as it is.
     *
     * @throws IllegalStateException if somebody else works on it for longer than a minute
     */
    public Outcome create(UUID order, String startedBy) {
        Optional<Outcome> before = existing(order);
        if (before.isPresent()) {
            return before.get();
        }
        awaitFree(order);
        RunStatus run = job.run(startedBy, List.of(order));
        DocumentEntry entry = ledger.find(DocumentKind.ORDER, order).orElse(null);
        if (entry != null && entry.state().exists()) {
            return new Outcome(
                    entry.number(), entry.businessCentralId(), run.counters().inserted() > 0, entry.message());
        }
        String message = run.run().message();
        if (message == null) {
            message = entry == null ? "there is no order with that id in Sales" : entry.message();
        }
        return new Outcome(null, null, false, message);
    }

    /** Orders of Sales with that number, whatever their state. */
    public List<UUID> numbered(String number) {
        return NumberedDocuments.of(engine, DocumentSource.ORDER, number, "salesorderid ne null");
    }

    private void awaitFree(UUID order) {
        try {
            if (!claims.awaitFree(order, PATIENCE)) {
                throw new IllegalStateException("order " + order + " is being worked on; try again in a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for order " + order, e);
        }
    }

    /** What is known of an order that was created before, posted and gone perhaps (sales-documents.md §1.2). */
    private Optional<Outcome> existing(UUID order) {
        DocumentEntry entry = ledger.find(DocumentKind.ORDER, order).orElse(null);
        if (entry != null && (entry.state() == DocumentState.SETTLED || entry.state() == DocumentState.POSTED)) {
            return Optional.of(new Outcome(entry.number(), entry.businessCentralId(), false, became(entry)));
        }
        return entry != null
                ? Optional.empty()
                : engine.couplings()
                        .find(engine.scope(MAPPING), Side.DATAVERSE, order)
                        .map(SubmittedOrders::coupled);
    }

    /** An order that is gone is told by the invoice it became; the job may not have seen yet that it is. */
    private String became(DocumentEntry entry) {
        String order = "order " + entry.number();
        boolean there = entry.state() == DocumentState.SETTLED
                && !CreatedOrders.read(
                                engine.services().businessCentral(), List.of(String.valueOf(entry.businessCentralId())))
                        .isEmpty();
        if (there) {
            return "it is coupled to " + order;
        }
        String invoices = invoices(entry.dataverseId());
        return "it became " + order
                + (invoices.isEmpty()
                        ? entry.state() == DocumentState.POSTED
                                ? ", which is posted"
                                : ", which Business Central has no more"
                        : ", which is posted as invoice " + invoices);
    }

    private String invoices(UUID order) {
        return engine
                .services()
                .businessCentral()
                .readPage(ReadRequest.of("postedSalesInvoices")
                        .with("$select", "systemId,number")
                        .with("$filter", "dataverseId eq " + order))
                .rows()
                .stream()
                .map(row -> Columns.text(row, "number"))
                .collect(Collectors.joining(", "));
    }

    private static Outcome coupled(Coupling coupling) {
        return new Outcome(
                coupling.number(), coupling.businessCentralId(), false, "it is coupled to order " + coupling.number());
    }

    /**
     * An order as people see it.
     *
     * @param state waiting, or what the ledger says
     */
    public record View(
            UUID id,
            String number,
            @Nullable String name,
            @Nullable String submitted,
            String state,
            @Nullable String businessCentralNumber,
            @Nullable UUID businessCentralId,
            @Nullable String message) {}

    /**
     * Submitted orders that were not taken over yet, as Sales shows them now, with what is known of earlier attempts; those
     * after {@code after} by number.
     */
    public List<View> waiting(@Nullable String after, int limit) {
        List<Row> rows = engine.services()
                .dataverse()
                .readPage(ReadRequest.of("salesorders")
                        .with("$select", "salesorderid,ordernumber,name,submitdate")
                        .with(
                                "$filter",
                                "(" + OrderQuery.WAITING + ")"
                                        + (after == null
                                                ? ""
                                                : " and ordernumber gt '" + after.replace("'", "''") + "'"))
                        .with("$orderby", "ordernumber")
                        .withPageSize(limit))
                .rows();
        Map<UUID, DocumentEntry> known = ledger.find(
                DocumentKind.ORDER,
                rows.stream().map(row -> Columns.id(row, "salesorderid")).toList());
        return rows.stream()
                .limit(limit)
                .map(row -> {
                    DocumentEntry entry = known.get(Columns.id(row, "salesorderid"));
                    return new View(
                            Columns.id(row, "salesorderid"),
                            Columns.text(row, "ordernumber"),
                            row.text("name"),
                            row.text("submitdate"),
                            entry == null ? "waiting" : entry.state().text(),
                            entry == null ? null : entry.number(),
                            entry == null ? null : entry.businessCentralId(),
                            entry == null ? null : entry.message());
                })
                .toList();
    }

    /** Orders in a state of the ledger, those after {@code after} by id. */
    public List<View> in(DocumentState state, @Nullable UUID after, int limit) {
        return ledger.in(DocumentKind.ORDER, state, after, limit).stream()
                .map(entry -> new View(
                        entry.dataverseId(),
                        entry.name() == null ? "" : entry.name(),
                        null,
                        null,
                        entry.state().text(),
                        entry.number(),
                        entry.businessCentralId(),
                        entry.message()))
                .toList();
    }
}
