package io.koppel.sandbox.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.sandbox.core.Caller;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What salespeople do in Sales as soon as products and customers are there: quotes and orders in several states. They are made
 * by an ordinary user through the Web API, so the service reckons and refuses as it does for everybody.
 */
public final class SalesDesk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API = "/api/data/v9.2/";
    private static final String BIND = "@odata.bind";
    private static final int QUOTES = 12;
    private static final int ORDERS = 12;
    /** How many products and accounts the documents are about. */
    private static final int CHOICE = 12;

    private final Function<SandboxRequest, SandboxResponse> service;
    private final String authorization;

    /** How many documents there are now. */
    public record Made(int quotes, int orders) {}

    /** @param service answers requests, both services' and that for a token */
    public SalesDesk(Function<SandboxRequest, SandboxResponse> service) {
        this.service = service;
        this.authorization = "Bearer " + token();
    }

    /** Makes the documents; none where no product has a price list yet, or no account belongs to the company. */
    public Made work() {
        List<JsonNode> products = rows("products?$select=productid,_defaultuomid_value,_pricelevelid_value"
                + "&$filter=statecode eq 0 and producttypecode eq 1 and _pricelevelid_value ne null"
                + "&$orderby=productnumber&$top=" + CHOICE);
        List<JsonNode> accounts = rows("accounts?$select=accountid,name"
                + "&$filter=statecode eq 0 and customertypecode eq 3 and _bcbi_companyid_value ne null"
                + "&$orderby=name&$top=" + CHOICE);
        if (products.isEmpty() || accounts.isEmpty()) {
            return new Made(0, 0);
        }
        int orders = 0;
        for (int i = 0; i < QUOTES; i++) {
            orders += quote(i, accounts.get(i % accounts.size()), products);
        }
        for (int i = 0; i < ORDERS; i++) {
            order(i, accounts.get((i * 5 + 3) % accounts.size()), products);
        }
        return new Made(QUOTES, orders + ORDERS);
    }

    /** A quote in one of five states; a won one has become a submitted order. Answers how many orders came of it. */
    private int quote(int turn, JsonNode account, List<JsonNode> products) {
        String quote = create("quotes", "quoteid", "Angebot", "quote_details", turn, account, products);
        if (turn % 5 > 0) {
            change("quotes(" + quote + ")", Map.of("statecode", 1, "statuscode", 2));
        }
        if (turn % 5 == 2) {
            JsonNode order =
                    act("ConvertQuoteToSalesOrder", Map.of("QuoteId", quote, "ColumnSet", Map.of("AllColumns", true)));
            submit(order.path("salesorderid").asText());
            return 1;
        }
        if (turn % 5 == 4) {
            Map<String, Object> close = Map.of("subject", "Zu teuer", "quoteid" + BIND, "/quotes(" + quote + ")");
            act("CloseQuote", Map.of("Status", 5, "QuoteClose", close));
        }
        return 0;
    }

    /** Every second order is submitted. */
    private void order(int turn, JsonNode account, List<JsonNode> products) {
        String order = create("salesorders", "salesorderid", "Auftrag", "order_details", turn, account, products);
        if (turn % 2 == 0) {
            submit(order);
        }
    }

    private void submit(String order) {
        change("salesorders(" + order + ")", Map.of("statecode", 1, "statuscode", 3));
    }

    private String create(
            String set, String key, String word, String details, int turn, JsonNode account, List<JsonNode> products) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int line = 0; line <= turn % 3; line++) {
            JsonNode product = products.get((turn * 5 + line * 3) % products.size());
            Map<String, Object> values = new LinkedHashMap<>();
            values.put(
                    "productid" + BIND, "/products(" + product.path("productid").asText() + ")");
            values.put(
                    "uomid" + BIND,
                    "/uoms(" + product.path("_defaultuomid_value").asText() + ")");
            values.put("quantity", 1 + (turn + line) % 8);
            lines.add(values);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", word + " " + account.path("name").asText());
        body.put(
                "customerid_account" + BIND,
                "/accounts(" + account.path("accountid").asText() + ")");
        body.put(
                "pricelevelid" + BIND,
                "/pricelevels(" + products.get(0).path("_pricelevelid_value").asText() + ")");
        body.put(details, lines);
        return send("POST", set, body).path(key).asText();
    }

    private void change(String path, Map<String, Object> values) {
        send("PATCH", path, values);
    }

    private JsonNode act(String action, Map<String, Object> parameters) {
        return send("POST", action, parameters);
    }

    private List<JsonNode> rows(String path) {
        List<JsonNode> rows = new ArrayList<>();
        send("GET", path, null).path("value").forEach(rows::add);
        return rows;
    }

    private JsonNode send(String method, String path, @Nullable Map<String, Object> body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", authorization);
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/json");
        headers.put("Prefer", "return=representation");
        return answer(SandboxRequest.of(method, API + path, headers, bytes(body)));
    }

    private String token() {
        String form = "grant_type=client_credentials&client_id=" + Caller.PERSON.clientId() + "&client_secret="
                + Caller.PERSON.secret() + "&scope=sandbox/.default";
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        return answer(SandboxRequest.of("POST", "/oauth2/v2.0/token", Map.of(), body))
                .path("access_token")
                .asText();
    }

    private JsonNode answer(SandboxRequest request) {
        SandboxResponse response = service.apply(request);
        String text = new String(response.body(), StandardCharsets.UTF_8);
        if (response.status() >= 300) {
            throw new IllegalStateException(request.method() + " " + request.target() + ": " + text);
        }
        try {
            return text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(request.target() + ": " + text, e);
        }
    }

    private static byte[] bytes(@Nullable Map<String, Object> body) {
        try {
            return body == null ? new byte[0] : JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
