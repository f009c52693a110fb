package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.dataverse.RowOperations.Write;
import io.koppel.sandbox.http.Json;
import io.koppel.sandbox.http.SandboxRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The actions that make one document of another: a revision of a quote, an order of a quote, an invoice of an order, and
 * documents of an opportunity (dataverse-web-api.md §10.6, §11.1, §11.2). Each answers the new document.
 */
final class DocumentConversions {
    private static final long REVISED = 7;

    private final DataverseStore store;
    private final RowOperations operations;
    private final DocumentActions actions;
    private final DocumentCopy copy;

    DocumentConversions(DataverseStore store, RowWriter writer, RowOperations operations) {
        this.store = store;
        this.operations = operations;
        this.actions = new DocumentActions(store, writer, operations.references());
        this.copy = new DocumentCopy(store, writer);
    }

    /** The unbound action of that name, or null. */
    @Nullable
    Write unbound(String name, SandboxRequest request) {
        return switch (name) {
            case "ReviseQuote" -> of(request, "QuoteId", SalesDocument.QUOTE, this::revise);
            case "ConvertQuoteToSalesOrder" -> of(request, "QuoteId", SalesDocument.ORDER, this::order);
            case "ConvertSalesOrderToInvoice" -> of(request, "SalesOrderId", SalesDocument.INVOICE, this::invoice);
            case "GenerateQuoteFromOpportunity" -> fromOpportunity(request, SalesDocument.QUOTE);
            case "GenerateSalesOrderFromOpportunity" -> fromOpportunity(request, SalesDocument.ORDER);
            case "GenerateInvoiceFromOpportunity" -> fromOpportunity(request, SalesDocument.INVOICE);
            default -> actions.unbound(name, request);
        };
    }

    /** The actions that end documents and lock their prices. */
    DocumentActions actions() {
        return actions;
    }

    private interface Conversion {
        UUID make(WriteScope scope, UUID from);
    }

    private Write of(SandboxRequest request, String parameter, SalesDocument becomes, Conversion conversion) {
        Map<String, @Nullable Object> body = Json.object(request.body());
        UUID from = DocumentActions.id(body, parameter);
        String select = select(body.get("ColumnSet"));
        return scope -> {
            Privileges.check(
                    scope.transaction().author().caller(),
                    store.table(becomes.table()).table(),
                    "Create");
            UUID made = conversion.make(scope, from);
            StoredTable table = store.table(becomes.table());
            Row row = actions.required(becomes, made).row();
            return operations.made(table, row, select, scope.records());
        };
    }

    private static @Nullable String select(@Nullable Object columnSet) {
        return columnSet instanceof Map<?, ?> set
                        && !Boolean.TRUE.equals(set.get("AllColumns"))
                        && set.get("Columns") instanceof List<?> columns
                ? String.join(",", columns.stream().map(String::valueOf).toList())
                : null;
    }

    /** The old quote is closed as revised; the new draft keeps its number and has the next revision. */
    private UUID revise(WriteScope scope, UUID id) {
        DataverseStore.Found quote = actions.required(SalesDocument.QUOTE, id);
        Object state = quote.value("statecode");
        if (Objects.equals(state, DocumentActions.WON)) {
            throw DataverseError.readOnly("quote", id);
        }
        long revision = 0;
        for (Row other : quote.table()
                .rows()
                .rowsWith(quote.table().required("quotenumber"), String.valueOf(quote.value("quotenumber")))) {
            boolean open = !Objects.equals(quote.table().value(other, "statecode"), DocumentActions.CLOSED);
            if (open && (!other.id().equals(id) || Objects.equals(state, 0L))) {
                throw new DataverseError(
                        400,
                        "0x80048d00",
                        "The quote cannot be revised: a draft or active quote of its number exists already.");
            }
            revision = quote.table().value(other, "revisionnumber") instanceof Long number
                    ? Math.max(revision, number)
                    : revision;
        }
        RowDraft draft = copy.header(quote, SalesDocument.QUOTE);
        RowRules.put(quote.table(), draft, "revisionnumber", revision + 1);
        if (Objects.equals(state, 1L)) {
            actions.close(scope, SalesDocument.QUOTE, quote, DocumentActions.CLOSED, REVISED);
        }
        copy.insert(scope, SalesDocument.QUOTE, draft);
        copy.lines(scope, quote, SalesDocument.QUOTE, draft.id(), SalesDocument.QUOTE);
        return draft.id();
    }

    /** An order of a quote, which is won by it. */
    private UUID order(WriteScope scope, UUID id) {
        DataverseStore.Found quote = actions.required(SalesDocument.QUOTE, id);
        if (!Objects.equals(quote.value("statecode"), DocumentActions.WON)) {
            actions.close(scope, SalesDocument.QUOTE, quote, DocumentActions.WON, -1);
        }
        RowDraft draft = copy.header(quote, SalesDocument.ORDER);
        put(SalesDocument.ORDER, draft, "quoteid", id);
        copy.insert(scope, SalesDocument.ORDER, draft);
        copy.lines(scope, quote, SalesDocument.QUOTE, draft.id(), SalesDocument.ORDER);
        return draft.id();
    }

    /** An invoice of an order, whose state stays. */
    private UUID invoice(WriteScope scope, UUID id) {
        DataverseStore.Found order = actions.required(SalesDocument.ORDER, id);
        RowDraft draft = copy.header(order, SalesDocument.INVOICE);
        put(SalesDocument.INVOICE, draft, "salesorderid", id);
        copy.insert(scope, SalesDocument.INVOICE, draft);
        copy.lines(scope, order, SalesDocument.ORDER, draft.id(), SalesDocument.INVOICE);
        return draft.id();
    }

    /** A document of an opportunity: the sandbox has no products of opportunities, so it has no lines. */
    private Write fromOpportunity(SandboxRequest request, SalesDocument becomes) {
        return of(request, "OpportunityId", becomes, (scope, id) -> {
            DataverseStore.Found opportunity = store.forWrite("opportunity", id);
            if (opportunity == null) {
                throw DataverseError.notFound("opportunity", id);
            }
            if (opportunity.value("pricelevelid") == null) {
                throw new DataverseError(400, "0x80100010", "A document of Sales needs a price list.");
            }
            RowDraft draft = copy.header(opportunity, becomes);
            put(becomes, draft, "opportunityid", id);
            new PriceCalculation(store).totals(becomes, store.table(becomes.table()), draft);
            copy.insert(scope, becomes, draft);
            return draft.id();
        });
    }

    private void put(SalesDocument document, RowDraft draft, String column, Object value) {
        RowRules.put(store.table(document.table()), draft, column, value);
    }
}
