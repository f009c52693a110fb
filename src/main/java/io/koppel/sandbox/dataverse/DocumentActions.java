package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.dataverse.RowOperations.Write;
import io.koppel.sandbox.http.Json;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The actions that end documents: a quote won or closed, an order fulfilled or cancelled; and those that lock prices
 * (dataverse-web-api.md §10.5, §11.1, §11.2).
 */
final class DocumentActions {
    static final long WON = 2;
    static final long CLOSED = 3;
    static final long CANCELED = 2;
    static final long FULFILLED = 3;

    private final DataverseStore store;
    private final RowWriter writer;
    private final References references;

    DocumentActions(DataverseStore store, RowWriter writer, References references) {
        this.store = store;
        this.writer = writer;
        this.references = references;
    }

    /** The unbound action of that name, or null. */
    @Nullable
    Write unbound(String name, SandboxRequest request) {
        return switch (name) {
            case "WinQuote" -> close(SalesDocument.QUOTE, "QuoteClose", WON, request);
            case "CloseQuote" -> close(SalesDocument.QUOTE, "QuoteClose", CLOSED, request);
            case "CancelSalesOrder" -> close(SalesDocument.ORDER, "OrderClose", CANCELED, request);
            case "UnlockSalesOrderPricing" -> unlock(SalesDocument.ORDER, "SalesOrderId", request);
            case "UnlockInvoicePricing" -> unlock(SalesDocument.INVOICE, "InvoiceId", request);
            default -> null;
        };
    }

    /** The action of that name bound to a set, or null. */
    @Nullable
    Write ofSet(String name, DataverseTable table, SandboxRequest request) {
        return name.equals("FulfillSalesOrder") && table.logicalName().equals("salesorder")
                ? close(SalesDocument.ORDER, "OrderClose", FULFILLED, request)
                : null;
    }

    /** The action of that name bound to a row, or null. */
    @Nullable
    Write ofRow(String name, RowAddress address) {
        String table = address.table().table().logicalName();
        boolean order = name.equals("LockSalesOrderPricing") && table.equals("salesorder");
        boolean invoice = name.equals("LockInvoicePricing") && table.equals("invoice");
        return !order && !invoice
                ? null
                : scope -> {
                    var row = address.findForWrite(store);
                    if (row == null) {
                        throw address.missing();
                    }
                    return lock(scope, new DataverseStore.Found(address.table(), row), true);
                };
    }

    private Write close(SalesDocument document, String parameter, long state, SandboxRequest request) {
        Map<String, @Nullable Object> body = Json.object(request.body());
        long status = body.get("Status") instanceof Long number ? number : -1;
        String bind = document.lookup() + "@odata.bind";
        if (!(body.get(parameter) instanceof Map<?, ?> activity) || !(activity.get(bind) instanceof String bound)) {
            throw DataverseError.payload(
                    "'" + parameter + "' must hold '" + bind + "' with the address of a " + document.table() + ".");
        }
        UUID id = references.resolve(bound).id();
        return scope -> {
            close(scope, document, required(document, id), state, status);
            return Answers.version(SandboxResponse.of(204)).withRecords(scope.records());
        };
    }

    /** The document of that id, as the next write must see it. */
    DataverseStore.Found required(SalesDocument document, UUID id) {
        DataverseStore.Found found = store.forWrite(document.table(), id);
        if (found == null) {
            throw DataverseError.notFound(document.table(), id);
        }
        return found;
    }

    /** Brings a document into a state that only actions reach; `status` -1 stands for the state's own. */
    void close(WriteScope scope, SalesDocument document, DataverseStore.Found found, long state, long status) {
        StoredTable table = found.table();
        Privileges.check(scope.transaction().author().caller(), table.table(), "Write");
        open(document, found);
        long own = status >= 0 ? status : StateRules.firstStatus(document.table(), state);
        StateRules.check(document.table(), state, own);
        RowDraft draft = found.row().edit(table.rows().schema());
        RowRules.put(table, draft, "statecode", state);
        RowRules.put(table, draft, "statuscode", own);
        LocalDate today = scope.transaction().now().atZone(ZoneOffset.UTC).toLocalDate();
        if (document == SalesDocument.QUOTE) {
            RowRules.put(table, draft, "closedon", today);
        } else if (state == FULFILLED && RowRules.get(table, draft, "datefulfilled") == null) {
            RowRules.put(
                    table, draft, "datefulfilled", scope.transaction().now().truncatedTo(ChronoUnit.SECONDS));
        }
        writer.change(scope, table, found.row(), draft);
    }

    /** Quotes are closed while active, orders while active or submitted. */
    private static void open(SalesDocument document, DataverseStore.Found found) {
        Object state = found.value("statecode");
        if (document == SalesDocument.QUOTE && Objects.equals(state, 0L)) {
            throw DataverseError.stateInvalid("A draft quote must be activated before it is won or closed.");
        }
        boolean isOpen = Objects.equals(state, 1L) || (document == SalesDocument.ORDER && Objects.equals(state, 0L));
        if (!isOpen) {
            throw DataverseError.readOnly(document.table(), found.row().id());
        }
    }

    private Write unlock(SalesDocument document, String parameter, SandboxRequest request) {
        UUID id = id(Json.object(request.body()), parameter);
        return scope -> lock(scope, required(document, id), false);
    }

    private SandboxResponse lock(WriteScope scope, DataverseStore.Found found, boolean locked) {
        StoredTable table = found.table();
        Privileges.check(scope.transaction().author().caller(), table.table(), "Write");
        if (!SalesDocument.WRITABLE.equals(found.value("statecode"))) {
            throw DataverseError.readOnly(
                    table.table().logicalName(), found.row().id());
        }
        RowDraft draft = found.row().edit(table.rows().schema());
        RowRules.put(table, draft, "ispricelocked", locked);
        writer.change(scope, table, found.row(), draft);
        return Answers.version(SandboxResponse.of(204)).withRecords(1);
    }

    /** A parameter that is an id. */
    static UUID id(Map<String, @Nullable Object> body, String parameter) {
        try {
            return UUID.fromString(String.valueOf(body.get(parameter)));
        } catch (IllegalArgumentException e) {
            throw DataverseError.payload(
                    "'" + parameter + "' takes the id of a record; the body has '" + body.get(parameter) + "'.");
        }
    }
}
