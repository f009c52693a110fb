package io.koppel.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Submitted orders by hand: a hundred with their lines in two reads, each nested in one create, all of them in one batch, and
 * one change set each that tells Sales. Accounts and products have the ids of their customers and items, so nothing has to be
 * looked up.
 */
final class CeilingOrders implements CeilingWork {
    private static final String COMPANION = "/v2.0/sandbox/api/koppel/sync/v1.0/";
    private static final String COMPANY = "companies(c0000000-0000-4000-8000-00000000c0de)/";
    private static final Pattern NUMBER = Pattern.compile("\"number\":\"([^\"]*)\",\"status\"");
    private static final int BATCH = 100;
    private static final String STATE =
            "statecode eq 1 and (lastbackofficesubmit eq null or (lastbackofficesubmit ge 1900-01-01T00:00:00Z and"
                    + " lastbackofficesubmit lt 1900-01-02T00:00:00Z))";
    private static final List<String> ORDERS = List.of(
            "salesorderid",
            "ordernumber",
            "modifiedon",
            "name",
            "statecode",
            "statuscode",
            "_customerid_value",
            "_transactioncurrencyid_value",
            "requestdeliveryby",
            "discountpercentage",
            "discountamount",
            "freightamount",
            "totallineitemamount",
            "totalamountlessfreight",
            "lastbackofficesubmit");
    private static final List<String> LINES = List.of(
            "salesorderdetailid",
            "_salesorderid_value",
            "sequencenumber",
            "_productid_value",
            "_uomid_value",
            "quantity",
            "priceperunit",
            "volumediscountamount",
            "manualdiscountamount");

    private final CeilingHttp http;
    private final OrderLedger ledger;
    private CeilingConstants constants;

    /** @param ledger null where nothing is remembered */
    CeilingOrders(CeilingHttp http, OrderLedger ledger) {
        this.http = http;
        this.ledger = ledger;
    }

    @Override
    public CeilingColumns columns() {
        return new CeilingColumns(ORDERS, List.of(), List.of());
    }

    @Override
    public String set() {
        return "salesorders";
    }

    @Override
    public String filter() {
        return STATE;
    }

    @Override
    public String address(Instant from) {
        return CeilingRows.ROOT + set() + "?$select=" + String.join(",", ORDERS) + "&$filter="
                + CeilingHttp.encode(filter());
    }

    @Override
    public int most() {
        return BATCH;
    }

    @Override
    public void prepare() {
        constants = CeilingConstants.read(http);
    }

    @Override
    public int create(List<Object[]> orders) {
        Map<Object, List<Object[]>> lines = lines(orders);
        List<OrderLedger.Entry> entries = new ArrayList<>();
        for (Object[] order : orders) {
            entries.add(new OrderLedger.Entry(
                    UUID.fromString((String) order[0]), UUID.randomUUID(), (String) order[1], null));
        }
        if (ledger != null) {
            ledger.intend(entries);
        }
        List<OrderLedger.Entry> created = made(orders, entries, lines);
        if (ledger != null) {
            ledger.created(created);
        }
        int told = tell(orders);
        if (ledger != null) {
            ledger.settled(created);
        }
        return told;
    }

    private Map<Object, List<Object[]>> lines(List<Object[]> orders) {
        StringBuilder filter =
                new StringBuilder("Microsoft.Dynamics.CRM.In(PropertyName='salesorderid',PropertyValues=[");
        for (int i = 0; i < orders.size(); i++) {
            filter.append(i == 0 ? "'" : ",'").append(orders.get(i)[0]).append('\'');
        }
        String address = CeilingRows.ROOT + "salesorderdetails?$select=" + String.join(",", LINES) + "&$filter="
                + CeilingHttp.encode(filter.append("])").toString());
        Map<Object, List<Object[]>> lines = new HashMap<>();
        for (Object[] line : http.page(address, LINES, 5_000).rows()) {
            lines.computeIfAbsent(line[1], order -> new ArrayList<>()).add(line);
        }
        return lines;
    }

    private List<OrderLedger.Entry> made(
            List<Object[]> orders, List<OrderLedger.Entry> entries, Map<Object, List<Object[]>> lines) {
        byte[] body = CeilingRows.json(List.<Object[]>of(new Object[0]), (json, none) -> {
            json.writeStartObject();
            json.writeArrayFieldStart("requests");
            for (int i = 0; i < orders.size(); i++) {
                json.writeStartObject();
                json.writeStringField("id", Integer.toString(i));
                json.writeStringField("method", "POST");
                json.writeStringField("url", COMPANY + "salesOrders");
                json.writeObjectFieldStart("headers");
                json.writeStringField("Content-Type", "application/json");
                json.writeEndObject();
                json.writeFieldName("body");
                document(json, orders.get(i), entries.get(i), lines.getOrDefault(orders.get(i)[0], List.of()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
        String answer = new String(
                http.post(COMPANION + "$batch", "application/json", body, orders.size()), StandardCharsets.UTF_8);
        List<OrderLedger.Entry> created = new ArrayList<>();
        Matcher number = NUMBER.matcher(answer);
        for (OrderLedger.Entry entry : entries) {
            if (!number.find()) {
                throw new IllegalStateException("an order was not created: " + answer);
            }
            created.add(new OrderLedger.Entry(entry.order(), entry.businessCentralId(), entry.name(), number.group(1)));
        }
        return created;
    }

    private static void document(JsonGenerator json, Object[] order, OrderLedger.Entry entry, List<Object[]> lines)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("systemId", entry.businessCentralId().toString());
        json.writeStringField("dataverseId", (String) order[0]);
        json.writeStringField("customerId", (String) order[6]);
        json.writeStringField("yourReference", (String) order[1]);
        json.writeStringField("currencyCode", "");
        json.writeStringField("externalDocumentNumber", (String) order[3]);
        json.writeArrayFieldStart("salesOrderLines");
        int number = 0;
        for (Object[] line : lines) {
            number += 10_000;
            json.writeStartObject();
            json.writeStringField("systemId", UUID.randomUUID().toString());
            json.writeNumberField("lineNumber", number);
            json.writeStringField("type", "Item");
            json.writeStringField("itemId", (String) line[3]);
            CeilingRows.value(json, "quantity", line[5]);
            CeilingRows.value(json, "unitPrice", line[6]);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Opened, changed and submitted again, in one change set each. */
    private int tell(List<Object[]> orders) {
        String today = LocalDate.now(ZoneOffset.UTC) + "T00:00:00Z";
        String[] steps = {
            "{\"statecode\":0,\"statuscode\":1}",
            "{\"bcbi_CompanyId@odata.bind\":\"" + constants.company() + "\",\"lastbackofficesubmit\":\"" + today
                    + "\"}",
            "{\"statecode\":1,\"statuscode\":3}"
        };
        ByteArrayOutputStream body = new ByteArrayOutputStream(orders.size() * 1500);
        int set = 0;
        int part = 0;
        for (Object[] order : orders) {
            set++;
            CeilingRows.write(body, "--batch\r\nContent-Type: multipart/mixed; boundary=set" + set + "\r\n\r\n");
            for (int step = 0; step < steps.length; step++) {
                CeilingRows.write(
                        body,
                        "--set" + set
                                + "\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: "
                                + ++part + "\r\n\r\nPATCH " + CeilingRows.ROOT + "salesorders(" + order[0]
                                + ") HTTP/1.1\r\nContent-Type: application/json\r\nIf-Match: "
                                + (step == 0 ? order[order.length - 1] : "*") + "\r\n\r\n" + steps[step] + "\r\n");
            }
            CeilingRows.write(body, "--set" + set + "--\r\n");
        }
        CeilingRows.write(body, "--batch--\r\n");
        Matcher done = Pattern.compile("HTTP/1\\.1 20[04]").matcher(CeilingRows.send(http, body, part));
        int told = 0;
        while (done.find()) {
            told++;
        }
        return told / steps.length;
    }

    void close() {
        if (ledger != null) {
            ledger.close();
        }
    }

    @Override
    public int update(List<Object[]> orders) {
        throw new UnsupportedOperationException("orders are measured once");
    }
}
