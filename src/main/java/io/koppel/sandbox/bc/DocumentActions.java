package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.Json;
import io.koppel.sandbox.http.SandboxResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Actions of orders and quotes: those of API v2.0 (business-central-api.md §14), and those it lacks and the companion
 * has (§19).
 */
final class DocumentActions {
    private final BcSession session;

    DocumentActions(BcSession session) {
        this.session = session;
    }

    SandboxResponse run(Exchange exchange, EntitySet set, Row row, String name) {
        SalesDocument kind = SalesDocument.of(set.table());
        switch (name) {
            case "release" -> DocumentStatus.release(session, kind, row);
            case "releaseUnlessPrepaymentDue" -> DocumentStatus.releaseUnlessPrepaymentDue(session, row);
            case "reopen" -> DocumentStatus.reopen(session, kind, row);
            case "archive" -> DocumentArchive.archive(session, kind, row, false, false);
            case "autoReserve" -> Reservations.reserve(session, row);
            case "invoicePrepayment" -> Prepayments.invoice(session, row);
            case "makeOrder" -> {
                return BcActions.made(
                        exchange,
                        "salesOrders",
                        new QuoteToOrder(session).make(row).id());
            }
            case "ship" -> new OrderPosting(session).post(row, true, false);
            case "invoice" -> {
                return posted(exchange, set, new OrderPosting(session).post(row, false, true), row);
            }
            case "shipAndInvoice" -> {
                return posted(exchange, set, new OrderPosting(session).post(row, true, true), row);
            }
            case "addNote" -> {
                Map<String, @Nullable Object> given = body(exchange);
                String text = text(given, "text");
                if (text.isEmpty()) {
                    throw new BcException(400, "BadRequest_RequiredParamNotProvided", "A note needs a text.");
                }
                String parent = kind == SalesDocument.ORDER ? "salesOrder" : "salesQuote";
                Row note = NoteRules.add(session, parent, row.id(), text(given, "description"), text);
                return BcActions.made(exchange, "recordNotes", note.id());
            }
            case "deleteNotes" -> NoteRules.deleteOf(session, row.id());
            default -> throw BcException.notImplemented("The action '" + name + "' is not served here.");
        }
        return BcActions.done();
    }

    /** The posted invoice, or the order while something of it is left (§14). */
    private SandboxResponse posted(Exchange exchange, EntitySet set, @Nullable Row invoice, Row order) {
        if (invoice == null || set.table().rows().findForWrite(order.id()) != null) {
            return BcActions.made(exchange, "salesOrders", order.id());
        }
        return BcActions.made(
                exchange, set.surface() == Surface.COMPANION ? "postedSalesInvoices" : "salesInvoices", invoice.id());
    }

    private static Map<String, @Nullable Object> body(Exchange exchange) {
        try {
            return exchange.request().body().length == 0
                    ? Map.of()
                    : Json.object(exchange.request().body());
        } catch (Json.MalformedJsonException e) {
            throw BcException.badRequest("Cannot read the action's body: " + e.getMessage() + ".");
        }
    }

    private static String text(Map<String, @Nullable Object> given, String name) {
        return given.get(name) instanceof String text ? text : "";
    }
}
