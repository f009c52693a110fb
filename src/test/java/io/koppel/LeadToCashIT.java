package io.koppel;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.sandbox.Sandbox;
import io.koppel.sandbox.SandboxOptions;
import io.koppel.testing.Packaged;
import io.koppel.testing.SandboxClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One deal from the quote to the payment through the packaged process, once undisturbed and once with three kills at moments
 * that a seed chooses (with {@code -Pkills} twenty, in two deals): after each step both sides show what sales-documents.md says, and both stories end alike (promises.md
 * P1, P9, P12).
 */
class LeadToCashIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = Long.getLong("koppel.seed", 20260311L);
    private static final int KILLS = Integer.getInteger("koppel.deal.kills", 3);
    private static final int JOB_RUNS = 17;
    private static final int KILLS_OF_A_STORY = 10;

    @TempDir
    private Path stories;

    private Path data;

    private Sandbox sandbox;
    private SandboxClient person;
    private Packaged koppel;
    private Map<String, String> environment;
    private Set<Integer> kills = Set.of();
    private int runs;
    private int killed;

    @Test
    void theDealEndsPaidInPartWithoutKills() throws Exception {
        story(Set.of());
        assertThat(killed).isZero();
    }

    @Test
    void killedAtSeededMomentsTheDealEndsAlike() throws Exception {
        Random random = new Random(SEED);
        for (int left = KILLS; left > 0; left -= KILLS_OF_A_STORY) {
            Set<Integer> chosen = new TreeSet<>();
            while (chosen.size() < Math.min(left, KILLS_OF_A_STORY)) {
                chosen.add(random.nextInt(JOB_RUNS));
            }
            story(chosen);
            assertThat(killed).as("kills of " + chosen + ", seed " + SEED).isEqualTo(chosen.size());
            System.out.println("killed at the job runs " + chosen + " of the deal, which ended alike; seed " + SEED);
        }
    }

    private void story(Set<Integer> moments) throws Exception {
        data = Files.createTempDirectory(stories, "story");
        runs = 0;
        killed = 0;
        environment = Map.of(
                "KOPPEL_SALES_ORDERS", "submitted",
                "KOPPEL_SALES_CREATE_ORDERS", "true",
                "KOPPEL_SALES_PROCESS_QUOTES", "true",
                "KOPPEL_ROUTES_FOLDER", invoicesByJob().toString(),
                "KOPPEL_JOBS_ENABLED", "false");
        try (Sandbox opened = Sandbox.start(SandboxOptions.demo(0))) {
            sandbox = opened;
            person = new SandboxClient(sandbox.baseUrl(), "person");
            koppel = Packaged.start(data, environment, "run", "--sandbox", sandbox.baseUrl(), "--full-sync");
            koppel.says("running; end it with Ctrl-C");
            kills = moments;
            deal();
            assertThat(runs).isEqualTo(JOB_RUNS);
        } finally {
            koppel.close();
        }
    }

    /** The shipped files, with a mapping of invoices that creates what is new. */
    private Path invoicesByJob() throws IOException {
        Path folder = Files.createDirectory(data.resolve("routes"));
        try (Stream<Path> files = Files.list(Packaged.HOME.resolve("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                Files.writeString(
                        folder.resolve(file.getFileName()),
                        file.endsWith("posted-sales-invoice.yaml")
                                ? text.replaceFirst("onlyCoupled: true", "onlyCoupled: false")
                                : text);
            }
        }
        return folder;
    }

    private void deal() throws Exception {
        // A quote is made and activated.
        String quote = quote();
        state("quotes", quote, 1, 2);
        job("AUTO-PROCESS-QUOTES");
        JsonNode offered = only("salesQuotes", "dataverseId eq " + quote);
        assertThat(offered.get("validUntilDate").asText()).isEqualTo("2027-01-31");
        assertThat(lines("salesQuoteLines", offered)).hasSize(1);
        String quoteNumber = offered.get("number").asText();

        // It is revised twice; each time the old version is archived first.
        for (int revision = 1; revision <= 2; revision++) {
            quote = revised(quote, 2 + revision);
            job("AUTO-PROCESS-QUOTES");
            JsonNode now = only("salesQuotes", "number eq '" + quoteNumber + "'");
            assertThat(lines("salesQuoteLines", now).get(0).get("quantity").asInt())
                    .isEqualTo(2 + revision);
            assertThat(person.bcList("archivedSalesQuotes", "number eq '" + quoteNumber + "'"))
                    .hasSize(revision);
        }

        // It is won by an order, which is submitted and taken over.
        String order = action(
                        "ConvertQuoteToSalesOrder", values("QuoteId", quote, "ColumnSet", values("AllColumns", true)))
                .get("salesorderid")
                .asText();
        assertThat(shown("quotes", quote)).isEqualTo("2/4");
        state("salesorders", order, 1, 3);
        job("AUTO-CREATE-ORDERS");
        JsonNode taken = only("salesOrders", "dataverseId eq " + order);
        String made = taken.get("systemId").asText();
        String number = taken.get("number").asText();
        assertThat(taken.get("quoteNumber").asText()).isEqualTo(quoteNumber);
        assertThat(taken.get("status").asText()).isEqualTo("Open");
        assertThat(shown("salesorders", order)).isEqualTo("1/3");
        assertThat(person.bcList("archivedSalesQuotes", "number eq '" + quoteNumber + "'"))
                .hasSize(3);
        job("AUTO-PROCESS-QUOTES");
        assertThat(person.bcList("salesOrders", "dataverseId eq " + order)).hasSize(1);

        // Released: the header goes back, the timeline tells it.
        bc("salesOrders(" + made + ")", "release", null);
        job("SALES-ORDER-STATUS");
        job("SALESORDER-ORDER");
        assertThat(order(order).get("bcbi_businesscentralordernumber").asText()).isEqualTo(number);
        assertThat(shown("salesorders", order)).isEqualTo("1/3");
        assertThat(posts(order)).filteredOn(text -> text.contains("Released")).hasSize(1);

        // Shipped in two parts: two posts more, and still submitted.
        JsonNode line = lines("salesOrderLines", taken).get(0);
        person.bcChange("salesOrderLines", line.get("systemId").asText(), values("shipQuantity", 1));
        bc("salesOrders(" + made + ")", "ship", null);
        job("SALES-ORDER-STATUS");
        job("FOLLOW-ORDERS");
        assertThat(shipments(order)).isEqualTo(1);
        bc("salesOrders(" + made + ")", "ship", null);
        job("SALES-ORDER-STATUS");
        job("FOLLOW-ORDERS");
        assertThat(shipments(order)).isEqualTo(2);
        assertThat(shown("salesorders", order)).isEqualTo("1/3");

        // Invoiced: the order is gone in Business Central and invoiced in Sales, and the invoice is billed.
        bc("salesOrders(" + made + ")", "invoice", null);
        assertThat(person.bcList("salesOrders", "dataverseId eq " + order)).isEmpty();
        job("SALES-ORDER-STATUS");
        job("FOLLOW-ORDERS");
        assertThat(shown("salesorders", order)).isEqualTo("4/100003");
        job("POSTEDSALESINV-INV");
        JsonNode posted = only("postedSalesInvoices", "orderNumber eq '" + number + "'");
        String invoice = onlyInvoice(posted);
        assertThat(shown("invoices", invoice)).isEqualTo("0/4");
        assertThat(person.dataverse("invoices(" + invoice + ")")
                        .get("_salesorderid_value")
                        .asText())
                .isEqualTo(order);

        // Paid in two parts, and one payment is taken back.
        String path = "postedSalesInvoices(" + posted.get("systemId").asText() + ")";
        double total = posted.get("totalAmountIncludingTax").asDouble();
        double half = Math.round(total * 50) / 100.0;
        bc(path, "registerPayment", values("amount", half));
        job("POSTEDSALESINV-INV");
        assertThat(shown("invoices", invoice)).isEqualTo("2/100002");
        bc(path, "registerPayment", null);
        job("POSTEDSALESINV-INV");
        assertThat(shown("invoices", invoice)).isEqualTo("2/100001");
        bc(path, "unapplyPayment", null);
        job("POSTEDSALESINV-INV");
        assertThat(shown("invoices", invoice)).isEqualTo("2/100002");

        end(order, number);
    }

    private void end(String order, String number) throws Exception {
        List<String> posts = posts(order);
        assertThat(posts).as("each post once").doesNotHaveDuplicates();
        assertThat(posts).filteredOn(text -> text.contains("Released")).hasSize(1);
        assertThat(shipments(order)).isEqualTo(2);
        assertThat(posts).filteredOn(text -> text.startsWith("Invoice")).hasSize(1);
        assertThat(person.bcList("postedSalesInvoices", "orderNumber eq '" + number + "'"))
                .hasSize(1);
        JsonNode again = koppel.rest("POST", "/api/orders/" + order + "/create", Map.of());
        assertThat(again.get("created").asBoolean()).isFalse();
        assertThat(again.get("number").asText()).isEqualTo(number);
    }

    // --- Koppel

    /** Runs a job; at a chosen moment the process is killed while the job writes, started again, and runs it once more. */
    private void job(String name) throws Exception {
        later();
        int run = runs++;
        if (kills.contains(run)) {
            person.admin("PUT", "limits", Map.of("latency", "PT0.1S"));
            long mark = person.journalEnd();
            CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> quietly(name));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> answer.isDone() || wrote(mark));
            koppel.kill();
            killed++;
            person.admin("PUT", "limits", Map.of("latency", "PT0S"));
            koppel = Packaged.start(data, environment, "run", "--sandbox", sandbox.baseUrl());
            koppel.says("running; end it with Ctrl-C");
        }
        JsonNode status = koppel.rest("POST", "/api/jobs/" + name + "/run?wait=PT120S", Map.of());
        assertThat(status.at("/status").asText()).as(name + " " + status).isIn("success", "records failed");
    }

    private boolean wrote(long mark) {
        return person.journal(mark).stream()
                .anyMatch(entry -> entry.get("caller").asText().equals("koppel"));
    }

    private void quietly(String name) {
        try {
            koppel.rest("POST", "/api/jobs/" + name + "/run?wait=PT60S", Map.of());
        } catch (IOException | InterruptedException | AssertionError e) {
            assertThat(e).isNotNull(); // the process was killed under the request
        }
    }

    private void later() {
        person.admin("PUT", "clock", Map.of("advance", "PT2S"));
    }

    // --- what people do and see

    private String quote() {
        JsonNode customer = koppelPair("CUSTOMER");
        JsonNode product = person.dataverse(
                "products(" + koppelPair("ITEM-PRODUCT").get("dataverseId").asText() + ")");
        String list = person.dataverseCreate("pricelevels", values("name", "Prices of the deal"))
                .get("pricelevelid")
                .asText();
        Map<String, Object> line = values(
                "productid@odata.bind",
                "/products(" + product.get("productid").asText() + ")",
                "uomid@odata.bind",
                "/uoms(" + product.get("_defaultuomid_value").asText() + ")",
                "quantity",
                2,
                "ispriceoverridden",
                true,
                "priceperunit",
                49.95);
        return person.dataverseCreate(
                        "quotes",
                        values(
                                "name",
                                "The deal",
                                "effectiveto",
                                "2027-01-31T00:00:00Z",
                                "customerid_account@odata.bind",
                                "/accounts(" + customer.get("dataverseId").asText() + ")",
                                "pricelevelid@odata.bind",
                                "/pricelevels(" + list + ")",
                                "quote_details",
                                List.of(line)))
                .get("quoteid")
                .asText();
    }

    private JsonNode koppelPair(String mapping) {
        try {
            return koppel.rows("/api/couplings?mapping=" + mapping + "&limit=5").get(0);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String revised(String quote, int quantity) {
        String draft = action("ReviseQuote", values("QuoteId", quote, "ColumnSet", values("AllColumns", true)))
                .get("quoteid")
                .asText();
        JsonNode line = person.dataverseList("quotedetails", "_quoteid_value eq " + draft)
                .get(0);
        person.dataverseChange("quotedetails", line.get("quotedetailid").asText(), values("quantity", quantity));
        state("quotes", draft, 1, 2);
        return draft;
    }

    private JsonNode action(String name, Map<String, Object> body) {
        HttpResponse<String> answer = person.send("POST", "/api/data/v9.2/" + name, JSON.valueToTree(body), null);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void bc(String path, String action, Map<String, Object> parameters) {
        HttpResponse<String> answer = new SandboxClient(sandbox.baseUrl(), "person")
                .send(
                        "POST",
                        "/v2.0/sandbox/api/koppel/sync/v1.0/companies(" + person.companyId() + ")/" + path
                                + "/Microsoft.NAV." + action,
                        parameters == null ? null : JSON.valueToTree(parameters),
                        null);
        assertThat(answer.statusCode()).as(action + ": " + answer.body()).isBetween(200, 204);
    }

    private void state(String set, String id, int state, int status) {
        person.dataverseChange(set, id, values("statecode", state, "statuscode", status));
    }

    private String shown(String set, String id) {
        JsonNode row = person.dataverse(set + "(" + id + ")");
        return row.get("statecode").asInt() + "/" + row.get("statuscode").asInt();
    }

    private JsonNode order(String id) {
        return person.dataverse("salesorders(" + id + ")");
    }

    private JsonNode only(String set, String filter) {
        List<JsonNode> rows = person.bcList(set, filter);
        assertThat(rows).as(set + " where " + filter).hasSize(1);
        return rows.get(0);
    }

    private List<JsonNode> lines(String set, JsonNode document) {
        return new ArrayList<>(person.bcList(
                set, "documentNumber eq '" + document.get("number").asText() + "'"));
    }

    private String onlyInvoice(JsonNode posted) {
        List<JsonNode> rows = person.dataverseList(
                "invoices", "invoicenumber eq '" + posted.get("number").asText() + "'");
        assertThat(rows).hasSize(1);
        return rows.get(0).get("invoiceid").asText();
    }

    private List<String> posts(String order) {
        return person.dataverseList("posts", "_regardingobjectid_value eq " + order).stream()
                .map(post -> post.get("text").asText())
                .collect(Collectors.toList());
    }

    private long shipments(String order) {
        return posts(order).stream().filter(text -> text.startsWith("Shipment")).count();
    }
}
