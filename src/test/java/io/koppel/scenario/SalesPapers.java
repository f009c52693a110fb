package io.koppel.scenario;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.job.RunStatus;
import io.koppel.journal.Runs;
import io.koppel.sales.order.SubmittedOrders;
import io.koppel.sales.quote.ProcessedQuotes;
import io.koppel.testing.Scene;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Quotes and orders of Sales, what people do with them on both sides, and the jobs that carry them. */
public final class SalesPapers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Scene scene;
    private String priceList;

    public SalesPapers(Scene scene) {
        this.scene = scene;
    }

    /** A line with a coupled product. */
    Map<String, Object> product(String product, double quantity, double price, Object... more) {
        JsonNode row = scene.person().dataverse("products(" + product + ")");
        Map<String, Object> line = values(
                "productid@odata.bind",
                "/products(" + product + ")",
                "uomid@odata.bind",
                "/uoms(" + row.get("_defaultuomid_value").asText() + ")",
                "quantity",
                quantity,
                "ispriceoverridden",
                true,
                "priceperunit",
                price);
        line.putAll(values(more));
        return line;
    }

    /** A line with a product written in by hand. */
    public Map<String, Object> writeIn(String text, double price) {
        return values("isproductoverridden", true, "productdescription", text, "quantity", 1, "priceperunit", price);
    }

    public String quote(String account, List<Map<String, Object>> lines, Object... more) {
        return document("quotes", "quoteid", "quote_details", account, lines, more);
    }

    public String order(String account, List<Map<String, Object>> lines, Object... more) {
        return document("salesorders", "salesorderid", "order_details", account, lines, more);
    }

    private String document(
            String set, String key, String details, String account, List<Map<String, Object>> lines, Object... more) {
        Map<String, Object> body = values(
                "name", "Document of " + account.substring(0, 8),
                "customerid_account@odata.bind", "/accounts(" + account + ")");
        body.putAll(values(more));
        if (!body.containsKey("pricelevelid@odata.bind")) {
            body.put("pricelevelid@odata.bind", "/pricelevels(" + priceList() + ")");
        }
        if (!lines.isEmpty()) {
            body.put(details, lines);
        }
        return scene.person().dataverseCreate(set, body).get(key).asText();
    }

    /** A price list in the base currency. */
    public String priceList() {
        if (priceList == null) {
            priceList = scene.person()
                    .dataverseCreate("pricelevels", values("name", "Papers " + UUID.randomUUID()))
                    .get("pricelevelid")
                    .asText();
        }
        return priceList;
    }

    public JsonNode quoteNow(String id) {
        return scene.person().dataverse("quotes(" + id + ")");
    }

    public JsonNode orderNow(String id) {
        return scene.person().dataverse("salesorders(" + id + ")");
    }

    public void activate(String quote) {
        scene.person().dataverseChange("quotes", quote, values("statecode", 1, "statuscode", 2));
    }

    public void submit(String order) {
        scene.person().dataverseChange("salesorders", order, values("statecode", 1, "statuscode", 3));
    }

    /** An action of Sales; answers its body. */
    JsonNode action(String name, Map<String, Object> body) {
        HttpResponse<String> answer =
                scene.person().send("POST", "/api/data/v9.2/" + name, JSON.valueToTree(body), null);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        try {
            return JSON.readTree(answer.body());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    /** A new draft of a quote; the old one is closed as revised. */
    String revise(String quote) {
        return action("ReviseQuote", values("QuoteId", quote, "ColumnSet", values("AllColumns", true)))
                .get("quoteid")
                .asText();
    }

    void win(String quote) {
        action(
                "WinQuote",
                values(
                        "Status",
                        -1,
                        "QuoteClose",
                        values("subject", "won", "quoteid@odata.bind", "/quotes(" + quote + ")")));
    }

    void lose(String quote) {
        action(
                "CloseQuote",
                values(
                        "Status",
                        5,
                        "QuoteClose",
                        values("subject", "lost", "quoteid@odata.bind", "/quotes(" + quote + ")")));
    }

    /** The order that is made of a quote, which is won by it. */
    String orderOf(String quote) {
        return action("ConvertQuoteToSalesOrder", values("QuoteId", quote, "ColumnSet", values("AllColumns", true)))
                .get("salesorderid")
                .asText();
    }

    /** Takes a submitted order over into Business Central and answers its id there. */
    String takenOver(String order) {
        SubmittedOrders.Outcome outcome = scene.rig().koppel().sales().orders().create(UUID.fromString(order), "test");
        assertThat(outcome.businessCentralId()).as(outcome.message()).isNotNull();
        return outcome.businessCentralId().toString();
    }

    /** A submitted order of an account, taken over. */
    String[] coupledOrder(String account, List<Map<String, Object>> lines) {
        String order = order(account, lines);
        submit(order);
        return new String[] {order, takenOver(order)};
    }

    /** An action of a document in Business Central. */
    void bc(String path, String action) {
        HttpResponse<String> answer = scene.person()
                .send(
                        "POST",
                        "/v2.0/sandbox/api/koppel/sync/v1.0/companies("
                                + scene.person().companyId() + ")/" + path + "/Microsoft.NAV." + action,
                        JSON.createObjectNode(),
                        null);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }

    /** Creates something through API v2.0, as a person's program does. */
    JsonNode v2(String set, Map<String, Object> body) {
        return v2("POST", set, body, null);
    }

    /** Reads something through API v2.0. */
    JsonNode v2(String path) {
        return v2("GET", path, null, null);
    }

    /** Changes the first line of a document through API v2.0. */
    void v2Change(String lines, String document, Map<String, Object> body) {
        JsonNode line = v2("GET", lines + "?$filter=documentId%20eq%20" + document, null, null)
                .get("value")
                .get(0);
        v2("PATCH", lines + "(" + line.get("id").asText() + ")", body, "*");
    }

    /** Changes something through API v2.0. */
    void v2Patch(String set, String id, Map<String, Object> body) {
        v2("PATCH", set + "(" + id + ")", body, "*");
    }

    private JsonNode v2(String method, String path, Map<String, Object> body, String ifMatch) {
        HttpResponse<String> answer = scene.person()
                .send(
                        method,
                        "/v2.0/sandbox/api/v2.0/companies(" + scene.person().companyId() + ")/" + path,
                        body == null ? null : JSON.valueToTree(body),
                        ifMatch);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        try {
            return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** An order that a person writes in Business Central itself. */
    String bcOrder(String customer, String item, int quantity) {
        return scene.person()
                .bcCreate(
                        "salesOrders",
                        values(
                                "customerId",
                                customer,
                                "salesOrderLines",
                                List.of(values("type", "Item", "number", item, "quantity", quantity))))
                .get("systemId")
                .asText();
    }

    /** Runs a job now. */
    RunStatus run(String job) {
        scene.rig().koppel().jobs().run(job);
        Runs.Run run = scene.engine().runs().ofJob("CRONUS", job, null, 1).get(0);
        return new RunStatus(run, scene.engine().jobLog().ofRun(run.id()));
    }

    /** A note of Sales on an order. */
    String annotation(String order, String text, Object... more) {
        Map<String, Object> body = values(
                "subject", "Note", "notetext", text, "objectid_salesorder@odata.bind", "/salesorders(" + order + ")");
        body.putAll(values(more));
        return scene.person()
                .dataverseCreate("annotations", body)
                .get("annotationid")
                .asText();
    }

    List<JsonNode> annotations(String order) {
        return scene.person().dataverseList("annotations", "_objectid_value eq " + order);
    }

    /** A note in Business Central on an order. */
    String note(String order, String text) {
        Map<String, Object> body = new LinkedHashMap<>(
                values("parentType", "salesOrder", "parentId", order, "description", "Note", "text", text));
        return scene.person().bcCreate("recordNotes", body).get("systemId").asText();
    }

    /** Texts of the notes of a document in Business Central. */
    List<String> notes(String document) {
        List<String> texts = new ArrayList<>();
        // Which record a note is on, Business Central cannot be asked for.
        for (JsonNode note : scene.person().bcList("recordNotes", null)) {
            if (note.get("parentId").asText().equals(document)) {
                texts.add(note.get("text").asText());
            }
        }
        return texts;
    }

    /** Texts of the posts about an order, an account or another row. */
    List<String> posts(String about) {
        List<String> texts = new ArrayList<>();
        scene.person()
                .dataverseList("posts", "_regardingobjectid_value eq " + about)
                .forEach(post -> texts.add(post.get("text").asText()));
        return texts;
    }

    /** Processes a quote now and expects its document. */
    ProcessedQuotes.Outcome processed(String quote) {
        ProcessedQuotes.Outcome outcome = process(quote);
        assertThat(outcome.businessCentralId()).as(outcome.message()).isNotNull();
        return outcome;
    }

    ProcessedQuotes.Outcome process(String quote) {
        return scene.rig().koppel().sales().quotes().process(UUID.fromString(quote), "test");
    }

    /** Quotes of Business Central that bear a quote's number. */
    List<JsonNode> madeQuotes(String quote) {
        return scene.person()
                .bcList(
                        "salesQuotes",
                        "yourReference eq '"
                                + quoteNow(quote).get("quotenumber").asText() + "'");
    }

    JsonNode onlyMadeQuote(String quote) {
        List<JsonNode> made = madeQuotes(quote);
        assertThat(made).hasSize(1);
        return made.get(0);
    }

    /** Lines of the quote of Business Central, in the order of their numbers. */
    List<JsonNode> quoteLines(String quote) {
        List<JsonNode> lines = new ArrayList<>(scene.person()
                .bcList(
                        "salesQuoteLines",
                        "documentNumber eq '"
                                + onlyMadeQuote(quote).get("number").asText() + "'"));
        lines.sort(Comparator.comparingLong(line -> line.get("lineNumber").asLong()));
        return lines;
    }

    /** Archived versions of a quote of Business Central. */
    List<JsonNode> archived(JsonNode document) {
        return scene.person()
                .bcList(
                        "archivedSalesQuotes",
                        "number eq '" + document.get("number").asText() + "'");
    }

    /** Changes the one row of the sales set-up. */
    public void setup(Object... values) {
        JsonNode row = scene.person().bcList("salesSetup", null).get(0);
        scene.person().bcChange("salesSetup", row.get("systemId").asText(), values(values));
    }
}
