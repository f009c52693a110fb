package io.koppel.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Invoices with their lines: each nested in one create in a change set of its own, many in a request. */
final class CeilingInvoices implements CeilingWork {
    private static final String COMPANION = "/v2.0/sandbox/api/koppel/sync/v1.0/";
    private static final String COMPANY = "companies(c0000000-0000-4000-8000-00000000c0de)/";
    private static final List<String> LINES = List.of(
            "systemId",
            "documentNumber",
            "lineNumber",
            "itemId",
            "description",
            "quantity",
            "unitPrice",
            "discountAmount",
            "invoiceDiscountAmount",
            "netAmount",
            "netAmountIncludingTax");
    private static final int NUMBERS = 100;

    private final CeilingHttp http;
    private final Ledger ledger;
    private final CeilingItems items;
    private final CeilingRows invoices;
    private final int customer = columns().source().indexOf("customerId");
    private final int shipped = columns().source().indexOf("shipmentDate");
    private CeilingConstants constants;

    /**
     * @param ledger null where nothing is remembered
     * @param items those that were brought over before
     */
    CeilingInvoices(CeilingHttp http, Ledger ledger, CeilingItems items) {
        this.http = http;
        this.ledger = ledger;
        this.items = items;
        this.invoices = new CeilingRows(http, "invoices", "invoice", columns());
    }

    @Override
    public CeilingColumns columns() {
        return CeilingColumns.INVOICES;
    }

    @Override
    public String set() {
        return "postedSalesInvoices";
    }

    @Override
    public String filter() {
        return "";
    }

    @Override
    public void prepare() {
        constants = CeilingConstants.read(http);
    }

    @Override
    public int create(List<Object[]> batch) {
        Map<Object, List<Object[]>> lines = lines(batch);
        if (ledger != null) {
            ledger.intend(batch);
        }
        List<Object[]> created = new ArrayList<>();
        List<Object[]> coupled = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream(batch.size() * 3000);
        int part = 0;
        for (Object[] invoice : batch) {
            part++;
            CeilingRows.write(
                    body,
                    "--batch\r\nContent-Type: multipart/mixed; boundary=set" + part + "\r\n\r\n--set" + part
                            + "\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: "
                            + part
                            + "\r\n\r\nPOST " + CeilingRows.ROOT
                            + "invoices HTTP/1.1\r\nContent-Type: application/json\r\nPrefer: return=representation\r\n\r\n");
            List<Object[]> ofInvoice = lines.getOrDefault(invoice[1], List.of());
            body.writeBytes(CeilingRows.json(
                    List.<Object[]>of(invoice), (json, one) -> document(json, one, ofInvoice, coupled)));
            CeilingRows.write(body, "\r\n--set" + part + "--\r\n");
            created.add(target(invoice));
        }
        CeilingRows.write(body, "--batch--\r\n");
        int taken = CeilingRows.take(CeilingRows.send(http, body, batch.size()), created);
        if (ledger != null) {
            ledger.confirm(batch, created, "POSTEDSALESLINE-INV", coupled);
        }
        return taken;
    }

    private Map<Object, List<Object[]>> lines(List<Object[]> batch) {
        byte[] body = CeilingRows.json(List.<Object[]>of(new Object[0]), (json, none) -> {
            json.writeStartObject();
            json.writeArrayFieldStart("requests");
            for (int from = 0; from < batch.size(); from += NUMBERS) {
                StringBuilder filter = new StringBuilder();
                for (Object[] invoice : batch.subList(from, Math.min(batch.size(), from + NUMBERS))) {
                    filter.append(filter.isEmpty() ? "documentNumber eq '" : " or documentNumber eq '")
                            .append(invoice[1])
                            .append('\'');
                }
                json.writeStartObject();
                json.writeStringField("id", Integer.toString(from));
                json.writeStringField("method", "GET");
                json.writeStringField(
                        "url",
                        COMPANY + "postedSalesInvoiceLines?$select=" + String.join(",", LINES) + "&$filter="
                                + CeilingHttp.encode(filter.toString()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
        Map<Object, List<Object[]>> lines = new HashMap<>();
        for (Object[] line : http.rowsOfBatch(COMPANION + "$batch", body, LINES)) {
            lines.computeIfAbsent(line[1], number -> new ArrayList<>()).add(line);
        }
        return lines;
    }

    private void document(JsonGenerator json, Object[] invoice, List<Object[]> lines, List<Object[]> coupled)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("invoiceid", (String) invoice[0]);
        json.writeStringField("name", (String) invoice[1]);
        invoices.values(json, invoice);
        json.writeStringField("datedelivered", invoice[shipped] + "T00:00:00Z");
        json.writeStringField("customerid_account@odata.bind", "/accounts(" + invoice[customer] + ")");
        json.writeStringField("transactioncurrencyid@odata.bind", constants.currency());
        json.writeStringField("pricelevelid@odata.bind", items.list());
        json.writeStringField("bcbi_CompanyId@odata.bind", constants.company());
        json.writeStringField("ownerid@odata.bind", constants.team());
        json.writeNumberField("statuscode", 4);
        json.writeArrayFieldStart("invoice_details");
        for (Object[] line : lines) {
            UUID id = UUID.randomUUID();
            coupled.add(new Object[] {UUID.fromString((String) line[0]), id, invoice[1] + " " + line[2]});
            json.writeStartObject();
            json.writeStringField("invoicedetailid", id.toString());
            json.writeStringField("productid@odata.bind", "/products(" + line[3] + ")");
            json.writeStringField("uomid@odata.bind", items.unit());
            json.writeBooleanField("ispriceoverridden", true);
            CeilingRows.value(json, "lineitemnumber", line[2]);
            CeilingRows.value(json, "quantity", line[5]);
            CeilingRows.value(json, "priceperunit", line[6]);
            CeilingRows.value(json, "manualdiscountamount", line[7]);
            json.writeNumberField("tax", ((BigDecimal) line[10]).subtract((BigDecimal) line[9]));
            for (int column = 5; column < 12; column++) {
                String name = columns().target().get(column);
                if (name.startsWith("shipto_")) {
                    CeilingRows.value(json, name, invoice[columns().source().indexOf(sourceOf(name))]);
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private String sourceOf(String target) {
        return columns().pairs().stream()
                .filter(pair -> pair[1].equals(target))
                .findFirst()
                .orElseThrow()[0];
    }

    /** The row as it was sent; its time and version come with the answer. */
    private Object[] target(Object[] invoice) {
        Object[] row = new Object[columns().target().size() + 1];
        row[0] = invoice[0];
        row[1] = invoice[1];
        for (String[] pair : columns().pairs()) {
            row[columns().target().indexOf(pair[1])] =
                    invoice[columns().source().indexOf(pair[0])];
        }
        return row;
    }

    @Override
    public int update(List<Object[]> records) {
        throw new UnsupportedOperationException("invoices are measured on the first synchronization only");
    }
}
