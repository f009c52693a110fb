package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.Values;
import org.jspecify.annotations.Nullable;

/** Computed properties of opportunities, invoices and ledgers. */
final class ComputedSales {
    private ComputedSales() {}

    static FieldKind kind(String computed) {
        return switch (computed) {
            case "activeEntry:Estimated Close Date" -> FieldKind.DATE;
            case "invoiceClosed" -> FieldKind.BOOLEAN;
            case "customerOf:Contact Company No.", "invoiceOfEntry" -> FieldKind.GUID;
            default -> FieldKind.DECIMAL;
        };
    }

    /** The value a row shows; never null. */
    static Object value(BcData data, BcTable table, Property property, Row row) {
        return switch (property.computedName()) {
            case "activeEntry" -> {
                Row entry = OpportunityRules.active(data, table.text(row, "No."));
                BcTable entries = data.table("Opportunity Entry");
                Object value = entry == null
                        ? null
                        : entry.get(entries.column(property.words().get(1)));
                yield value == null ? property.kind().empty() : value;
            }
            case "remaining" -> {
                Row entry = CustomerLedger.ofInvoice(data, table.text(row, "No."));
                yield entry != null
                        ? CustomerLedger.remaining(data, entry)
                        : InvoiceAmounts.amount(table, row, "Amount Including VAT");
            }
            case "invoiceClosed" -> {
                Row entry = CustomerLedger.ofInvoice(data, table.text(row, "No."));
                yield entry != null && CustomerLedger.remaining(data, entry).signum() == 0;
            }
            case "ledger" ->
                property.words().get(1).equals("remaining")
                        ? CustomerLedger.remaining(data, row)
                        : CustomerLedger.original(data, row);
            case "invoiceOfEntry" -> invoice(data, table, row);
            case "customerOf" -> {
                Row company =
                        data.byKey("Contact", table.text(row, property.words().get(1)));
                yield company == null
                        ? Values.ZERO_ID
                        : data.idOf("Customer", data.table("Contact").text(company, "Customer Number"));
            }
            default -> property.kind().empty();
        };
    }

    /** The posted invoice whose entry a detailed entry belongs to. */
    private static Object invoice(BcData data, BcTable table, Row detail) {
        BcTable entries = data.table("Cust. Ledger Entry");
        @Nullable Object number = detail.get(table.column("Cust. Ledger Entry No."));
        Row entry = number == null ? null : entries.rows().findBy(entries.column("Entry No."), number);
        return entry == null || !entries.text(entry, "Document Type").equals("Invoice")
                ? Values.ZERO_ID
                : data.idOf("Sales Invoice Header", entries.text(entry, "Document No."));
    }
}
