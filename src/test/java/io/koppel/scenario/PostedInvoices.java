package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.testing.Scene;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Posted sales invoices as they come into being in life: a draft with lines, and the action that posts it. */
final class PostedInvoices {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Scene scene;
    private final String api;

    PostedInvoices(Scene scene) {
        this.scene = scene;
        this.api = "/v2.0/sandbox/api/v2.0/companies(" + scene.person().companyId() + ")/";
    }

    static Map<String, Object> comment(String text) {
        return Scene.values("lineType", "Comment", "description", text);
    }

    static Map<String, Object> account(String text, Object quantity, Object price) {
        return Scene.values(
                "lineType",
                "Account",
                "lineObjectNumber",
                "40450",
                "description",
                text,
                "quantity",
                quantity,
                "unitPrice",
                price);
    }

    static Map<String, Object> item(String number, Object quantity, Object... more) {
        Map<String, Object> line = Scene.values("lineType", "Item", "lineObjectNumber", number, "quantity", quantity);
        line.putAll(Scene.values(more));
        return line;
    }

    static Map<String, Object> resource(String number, Object quantity, Object price) {
        return Scene.values(
                "lineType", "Resource", "lineObjectNumber", number, "quantity", quantity, "unitPrice", price);
    }

    /** A posted invoice of a customer; answers its SystemId. */
    @SafeVarargs
    final String post(String customerId, Map<String, Object>... lines) {
        return postWith(Map.of(), customerId, lines);
    }

    @SafeVarargs
    final String postWith(Map<String, Object> header, String customerId, Map<String, Object>... lines) {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("customerId", customerId);
        draft.put("invoiceDate", "2026-03-02");
        draft.put("postingDate", "2026-03-02");
        draft.putAll(header);
        draft.put("salesInvoiceLines", List.of(lines));
        String id = expect(201, send("POST", "salesInvoices", draft)).get("id").asText();
        expect(204, send("POST", "salesInvoices(" + id + ")/Microsoft.NAV.post", null));
        return id;
    }

    /** A posted invoice with any number of lines. */
    String postAll(String customerId, List<Map<String, Object>> lines) {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("customerId", customerId);
        draft.put("salesInvoiceLines", lines);
        String id = expect(201, send("POST", "salesInvoices", draft)).get("id").asText();
        expect(204, send("POST", "salesInvoices(" + id + ")/Microsoft.NAV.post", null));
        return id;
    }

    void cancel(String id) {
        expect(204, send("POST", "salesInvoices(" + id + ")/Microsoft.NAV.cancel", null));
    }

    /** Registers a payment of the open amount, or of a part; a negative one takes a payment back. */
    void pay(String id, Object amount) {
        String path = api.replace("api/v2.0", "api/koppel/sync/v1.0") + "postedSalesInvoices(" + id
                + ")/Microsoft.NAV.registerPayment";
        HttpResponse<String> answer = scene.rig()
                .integrationUser()
                .send("POST", path, amount == null ? null : JSON.valueToTree(Map.of("amount", amount)), null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    JsonNode header(String id) {
        return scene.person().bc("postedSalesInvoices(" + id + ")");
    }

    List<JsonNode> lines(String id) {
        List<JsonNode> lines = new ArrayList<>(scene.person()
                .bcList(
                        "postedSalesInvoiceLines",
                        "documentNumber eq '" + header(id).get("number").asText() + "'"));
        lines.sort(java.util.Comparator.comparingLong(
                line -> line.get("lineNumber").asLong()));
        return lines;
    }

    /** The lines of the invoice in Dataverse, in the order of their numbers. */
    List<JsonNode> details(String invoice) {
        List<JsonNode> lines =
                new ArrayList<>(scene.person().dataverseList("invoicedetails", "_invoiceid_value eq " + invoice));
        lines.sort(java.util.Comparator.comparingLong(
                line -> line.get("lineitemnumber").asLong()));
        return lines;
    }

    private HttpResponse<String> send(String method, String path, Map<String, Object> body) {
        return scene.rig()
                .integrationUser()
                .send(method, api + path, body == null ? null : JSON.valueToTree(body), null);
    }

    private static JsonNode expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        try {
            return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
