package io.koppel.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Customers copied into accounts column by column: creates by CreateMultiple, updates by a multipart batch. */
final class CeilingWrites {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String ROOT = "/api/data/v9.2/";
    private static final String STATUS = "HTTP/1.1 200";

    private final CeilingHttp http;
    private final int[] places = CeilingColumns.PAIRS.stream()
            .mapToInt(pair -> CeilingColumns.CUSTOMERS.indexOf(pair[0]))
            .toArray();
    private String currency;
    private String company;
    private String team;

    CeilingWrites(CeilingHttp http) {
        this.http = http;
    }

    private synchronized void constants() {
        if (currency == null) {
            currency = "/transactioncurrencies(" + http.first(ROOT + "transactioncurrencies", "transactioncurrencyid")
                    + ")";
            company = "/bcbi_companies(" + http.first(ROOT + "bcbi_companies", "bcbi_companyid") + ")";
            team = "/teams(" + http.first(ROOT + "bcbi_companies", "_bcbi_defaultowningteam_value") + ")";
        }
    }

    void create(List<Object[]> customers) {
        constants();
        byte[] body = json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("Targets");
            for (Object[] customer : customers) {
                json.writeStartObject();
                json.writeStringField("@odata.type", "Microsoft.Dynamics.CRM.account");
                json.writeStringField("accountid", (String) customer[0]);
                columns(json, customer, true);
                json.writeNumberField("customertypecode", 3);
                json.writeStringField("transactioncurrencyid@odata.bind", currency);
                json.writeStringField("bcbi_CompanyId@odata.bind", company);
                json.writeStringField("ownerid@odata.bind", team);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
        http.post(ROOT + "accounts/Microsoft.Dynamics.CRM.CreateMultiple", "application/json", body, 1);
    }

    /** @param accounts as they are, with their ETags; answers how many were updated */
    int update(List<Object[]> customers, List<Object[]> accounts) {
        Map<Object, Object> versions = new HashMap<>();
        accounts.forEach(account -> versions.put(account[0], account[account.length - 1]));
        ByteArrayOutputStream body = new ByteArrayOutputStream(customers.size() * 1000);
        int part = 0;
        for (Object[] customer : customers) {
            write(
                    body,
                    "--batch\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: "
                            + ++part + "\r\n\r\nPATCH " + ROOT + "accounts(" + customer[0]
                            + ") HTTP/1.1\r\nContent-Type: application/json\r\nPrefer: return=representation\r\nIf-Match: "
                            + versions.get(customer[0]) + "\r\n\r\n");
            body.writeBytes(json(json -> {
                json.writeStartObject();
                columns(json, customer, false);
                json.writeEndObject();
            }));
            write(body, "\r\n");
        }
        write(body, "--batch--\r\n");
        byte[] answer =
                http.post(ROOT + "$batch", "multipart/mixed; boundary=batch", body.toByteArray(), customers.size());
        String text = new String(answer, StandardCharsets.UTF_8);
        int updated = 0;
        for (int at = text.indexOf(STATUS); at >= 0; at = text.indexOf(STATUS, at + 1)) {
            updated++;
        }
        return updated;
    }

    private void columns(JsonGenerator json, Object[] customer, boolean all) throws IOException {
        for (int i = 0; i < places.length; i++) {
            Object value = customer[places[i]];
            String column = CeilingColumns.PAIRS.get(i)[1];
            if (value instanceof BigDecimal number) {
                json.writeNumberField(column, number);
            } else if (value instanceof String text && !text.isEmpty() && (all || column.equals("telephone1"))) {
                json.writeStringField(column, text);
            }
        }
    }

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] json(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
