package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.Transaction;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.Json;
import io.koppel.sandbox.http.SandboxResponse;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Business actions bound to a row: {@code POST …/Microsoft.NAV.name} (business-central-api.md §14). */
final class BcActions {
    static final String NAMESPACE = "Microsoft.NAV.";

    private final BcData data;

    BcActions(BcData data) {
        this.data = data;
    }

    SandboxResponse run(Exchange exchange, EntitySet set, Row row, String name, Transaction transaction) {
        if (!set.actions().contains(name)) {
            throw BcException.notImplemented("The action '" + name + "' of " + set.name() + " is not served here.");
        }
        BcSession session = new BcSession(data, transaction);
        if (set.table().name().startsWith("Sales Header")
                || set.table().name().startsWith("Sales Quote Header")
                || set.table().name().equals("Sales Line")) {
            return new DocumentActions(session).run(exchange, set, row, name);
        }
        switch (name) {
            case "post" -> {
                Row posted = new InvoicePosting(session).post(row);
                return made(exchange, "", posted.id());
            }
            case "cancel" -> new InvoicePosting(session).cancel(row);
            case "addToInvoice" -> {
                new CollectedShipments(session)
                        .add(row, invoiceId(exchange.request().body()));
                return made(exchange, "", row.id());
            }
            case "unapplyPayment" -> new CustomerLedger(session).unapply(row.id());
            case "registerPayment" -> pay(session, row.id(), exchange.request().body());
            default -> throw BcException.notImplemented("The action '" + name + "' is not served here.");
        }
        return done();
    }

    /** Done, and where what came of it stands (§14): in the set of that name beside the row's own, or in the same set. */
    static SandboxResponse made(Exchange exchange, String set, UUID id) {
        String collection = exchange.request().path().replaceAll("\\([^()]*\\)/[^/]*$", "");
        String place = set.isEmpty() ? collection : collection.substring(0, collection.lastIndexOf('/') + 1) + set;
        return done().withHeader("Location", exchange.baseUrl() + place + "(" + id + ")");
    }

    static SandboxResponse done() {
        return SandboxResponse.of(204).withRecords(1);
    }

    /** A payment of all that is open, or of the amount in the body; a negative one takes a payment back. */
    private void pay(BcSession session, UUID invoice, byte[] body) {
        BcTable headers = data.table("Sales Invoice Header");
        Row header = headers.rows().findForWrite(invoice);
        Row entry = header == null ? null : CustomerLedger.ofInvoice(data, headers.text(header, "No."));
        if (header == null || entry == null) {
            throw BcException.notFound();
        }
        BigDecimal open = CustomerLedger.remaining(data, entry);
        BigDecimal amount = amount(body, open);
        if (amount.signum() == 0 || amount.compareTo(open) > 0) {
            throw BcException.dialog("The amount " + amount + " cannot be applied to invoice "
                    + headers.text(header, "No.") + ", of which " + open + " is open.");
        }
        new CustomerLedger(session).pay(invoice, amount);
    }

    private static @Nullable UUID invoiceId(byte[] body) {
        try {
            Object id = body.length == 0 ? null : Json.object(body).get("invoiceId");
            return id == null ? null : UUID.fromString(id.toString());
        } catch (Json.MalformedJsonException | IllegalArgumentException e) {
            throw BcException.badRequest("Cannot read the action's body: " + e.getMessage() + ".");
        }
    }

    private static BigDecimal amount(byte[] body, BigDecimal open) {
        if (body.length == 0) {
            return open;
        }
        try {
            Map<String, @Nullable Object> given = Json.object(body);
            Object amount = given.get("amount");
            return amount == null ? open : new BigDecimal(amount.toString());
        } catch (Json.MalformedJsonException | NumberFormatException e) {
            throw BcException.badRequest("Cannot read the action's body: " + e.getMessage() + ".");
        }
    }
}
