package io.koppel.scenario;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.sales.DocumentKind;
import io.koppel.sales.quote.ProcessedQuotes;
import io.koppel.testing.Rest;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Quotes of Sales in Business Central: content, revisions, winning (sales-documents.md §3). */
class QuoteTest {
    private static final String JOB = "AUTO-PROCESS-QUOTES";

    private static QuoteDesk desk;
    private static Scene scene;
    private static SalesPapers papers;
    private static Goods goods;
    private static Pair customer;
    private static Pair item;
    private static Pair resource;
    private static String service;

    @BeforeAll
    static void start() {
        desk = QuoteDesk.start("Asks for quotes");
        scene = desk.scene;
        papers = desk.papers;
        goods = desk.goods;
        item = desk.item;
        customer = desk.customer;
        resource = goods.resourcePair("Assembly", "PCS", "unitPrice", 30);
        service = number("items", goods.item("Anything", "PCS", "type", "Service"));
    }

    @AfterEach
    void asBefore() {
        scene.person().admin("DELETE", "faults", null);
        papers.setup("writeInProductType", "Item", "writeInProductNumber", "");
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    private static String number(String set, String id) {
        return scene.person().bc(set + "(" + id + ")").get("number").asText();
    }

    @Test
    @Scenario("QU-03")
    void aQuoteInLocalCurrencyHasNoCurrencyAndStaysAsItIs() {
        String quote = desk.active(List.of(), "effectiveto", "2027-03-31T00:00:00Z");
        JsonNode before = papers.quoteNow(quote);

        papers.processed(quote);

        JsonNode made = papers.onlyMadeQuote(quote);
        assertThat(made.get("currencyCode").asText()).isEmpty();
        assertThat(made.get("validUntilDate").asText()).isEqualTo("2027-03-31");
        assertThat(made.get("status").asText()).isEqualTo("Open");
        assertThat(papers.quoteNow(quote)).isEqualTo(before);
    }

    @Test
    @Scenario("QU-01")
    void aQuoteInForeignCurrencyHasItsCode() {
        scene.person().bcCreate("currencies", values("code", "SEK", "displayName", "Swedish Krona"));
        scene.person()
                .bcCreate(
                        "currencyExchangeRates",
                        values(
                                "currencyCode",
                                "SEK",
                                "startingDate",
                                "2020-01-01",
                                "exchangeRateAmount",
                                100,
                                "relationalExchangeRateAmount",
                                9));
        String currency = scene.rig()
                .integrationUser()
                .dataverseCreate(
                        "transactioncurrencies",
                        values(
                                "isocurrencycode",
                                "SEK",
                                "currencyname",
                                "Krona",
                                "currencysymbol",
                                "kr",
                                "currencyprecision",
                                2,
                                "exchangerate",
                                11.1))
                .get("transactioncurrencyid")
                .asText();
        String list = scene.person()
                .dataverseCreate(
                        "pricelevels",
                        values(
                                "name",
                                "Sweden",
                                "transactioncurrencyid@odata.bind",
                                "/transactioncurrencies(" + currency + ")"))
                .get("pricelevelid")
                .asText();
        String quote = desk.active(
                List.of(desk.table()),
                "pricelevelid@odata.bind",
                "/pricelevels(" + list + ")",
                "transactioncurrencyid@odata.bind",
                "/transactioncurrencies(" + currency + ")");

        papers.processed(quote);

        assertThat(papers.onlyMadeQuote(quote).get("currencyCode").asText()).isEqualTo("SEK");
    }

    @Test
    @Scenario("QU-04")
    void freightNeedsAnAccount() {
        String quote = desk.active(List.of(desk.table()), "freightamount", 12);

        assertThat(desk.refused(quote)).contains("Freight G/L Acc. No. must have a value in Sales & Receivables Setup");
    }

    @Test
    @Scenario("QU-05")
    void aWriteInNeedsAProduct() {
        String quote = desk.active(List.of(papers.writeIn("Something special", 10)));

        assertThat(desk.refused(quote))
                .contains(papers.quoteNow(quote).get("quotenumber").asText())
                .contains("choose a default write-in product");
    }

    @Test
    @Scenario("QU-06")
    void aWriteInBecomesTheItemOfTheSetUp() {
        papers.setup("writeInProductNumber", service);
        String quote = desk.active(List.of(papers.writeIn("Something special", 10)));

        papers.processed(quote);

        JsonNode line = papers.quoteLines(quote).get(0);
        assertThat(line.get("type").asText()).isEqualTo("Item");
        assertThat(line.get("number").asText()).isEqualTo(service);
        assertThat(line.get("description").asText()).isEqualTo("Something special");
    }

    @Test
    @Scenario("QU-07")
    void aWriteInBecomesTheResourceOfTheSetUp() {
        String free = number("resources", goods.resource("Free", "PCS"));
        papers.setup("writeInProductType", "Resource", "writeInProductNumber", free);
        String quote = desk.active(List.of(papers.writeIn("Help", 10)));

        papers.processed(quote);

        JsonNode line = papers.quoteLines(quote).get(0);
        assertThat(line.get("type").asText()).isEqualTo("Resource");
        assertThat(line.get("number").asText()).isEqualTo(free);
    }

    /** The lines behind the first: comments attached to it. */
    private static String comments(String quote) {
        List<JsonNode> lines = papers.quoteLines(quote);
        long first = lines.get(0).get("lineNumber").asLong();
        List<JsonNode> comments = lines.subList(1, lines.size());
        assertThat(comments).allSatisfy(line -> {
            assertThat(line.get("number").asText()).isEmpty();
            assertThat(line.get("attachedToLineNumber").asLong()).isEqualTo(first);
            assertThat(line.get("description").asText().length()).isLessThanOrEqualTo(100);
        });
        return comments.stream().map(line -> line.get("description").asText()).collect(Collectors.joining());
    }

    private static final String LONG = "0123456789".repeat(25);

    @Test
    @Scenario({"QU-08", "QU-09", "QU-11"})
    void longDescriptionsGoIntoComments() {
        String first = "a".repeat(99) + "b".repeat(99) + "c".repeat(50);
        String ofItem = desk.active(List.of(desk.table("description", first)));
        String ofResource = desk.active(List.of(papers.product(resource.dataverse(), 1, 30, "description", LONG)));
        papers.processed(ofItem);
        papers.processed(ofResource);

        assertThat(comments(ofItem)).isEqualTo(first);
        assertThat(papers.quoteLines(ofItem).get(0).get("description").asText()).isEqualTo("Table");
        assertThat(comments(ofResource)).isEqualTo(LONG);
        assertThat(papers.quoteLines(ofResource).get(0).get("type").asText()).isEqualTo("Resource");
    }

    @Test
    @Scenario("QU-10")
    void aLongWriteInGoesOnInComments() {
        papers.setup("writeInProductNumber", service);
        String quote = desk.active(List.of(papers.writeIn(LONG, 10)));

        papers.processed(quote);

        assertThat(papers.quoteLines(quote).get(0).get("description").asText()).isEqualTo(LONG.substring(0, 100));
        assertThat(comments(quote)).isEqualTo(LONG.substring(100));
    }

    @Test
    @Scenario("QU-13")
    void theJobProcessesActiveQuotesOnce() {
        String quote = desk.active(List.of(desk.table()));
        String draft = papers.quote(customer.dataverse(), List.of(desk.table()));

        papers.run(JOB);
        RunStatus again = papers.run(JOB);

        assertThat(papers.onlyMadeQuote(quote).get("customerNumber").asText())
                .isEqualTo(number("customers", customer.businessCentral()));
        assertThat(scene.coupling(ProcessedQuotes.MAPPING, quote)).isNotNull();
        assertThat(papers.madeQuotes(draft)).isEmpty();
        assertThat(again.counters().inserted()).isZero();
    }

    @Test
    @Scenario("QU-15")
    void theNameIsCutToTheExternalDocumentNumber() {
        String name = "QUOTE FOR A VERY LARGE CUSTOMER WITH A LONG NAME".repeat(4);
        String quote = desk.active(List.of(desk.table()), "name", name);

        papers.processed(quote);

        JsonNode made = papers.onlyMadeQuote(quote);
        assertThat(made.get("externalDocumentNumber").asText()).isEqualTo(name.substring(0, 35));
        assertThat(made.get("yourReference").asText())
                .isEqualTo(papers.quoteNow(quote).get("quotenumber").asText());
    }

    /** Totals agree to the cent: line discounts and the header's percentage and amount. */
    @Test
    void discountsAndTotalsAgree() {
        String quote = desk.active(
                List.of(desk.table("manualdiscountamount", 3.33), papers.product(resource.dataverse(), 1.5, 30.1)),
                "discountpercentage",
                2.5,
                "discountamount",
                1.11);

        papers.processed(quote);

        JsonNode sales = papers.quoteNow(quote);
        JsonNode made = papers.onlyMadeQuote(quote);
        assertThat(made.get("totalAmountExcludingTax").decimalValue())
                .isEqualByComparingTo(sales.get("totalamountlessfreight").decimalValue());
    }

    /** §3.2: a revision archives the document of the one before it, and writes it anew. */
    @Test
    void aRevisionTakesOverTheDocument() {
        String first = desk.active(List.of(desk.table(), papers.product(resource.dataverse(), 1, 30)), "name", "First");
        scene.person()
                .dataverseCreate(
                        "annotations",
                        values("notetext", "Call first", "objectid_quote@odata.bind", "/quotes(" + first + ")"));
        String document = papers.processed(first).businessCentralId().toString();
        assertThat(papers.notes(document)).containsExactly("Call first");
        String second = papers.revise(first);
        scene.person().dataverseChange("quotes", second, values("name", "Second", "discountamount", 5));
        String line = scene.person()
                .dataverseList("quotedetails", "_quoteid_value eq " + second)
                .get(0)
                .get("quotedetailid")
                .asText();
        scene.person().dataverseDelete("quotedetails", line);
        papers.activate(second);

        ProcessedQuotes.Outcome outcome = papers.processed(second);
        ProcessedQuotes.Outcome again = papers.processed(second);

        assertThat(outcome.businessCentralId()).hasToString(document);
        assertThat(again.processed()).isFalse();
        JsonNode made = papers.onlyMadeQuote(second);
        assertThat(made.get("externalDocumentNumber").asText()).isEqualTo("Second");
        assertThat(made.get("status").asText()).isEqualTo("Open");
        assertThat(papers.quoteLines(second)).hasSize(1);
        assertThat(papers.notes(document)).isEmpty();
        List<JsonNode> archived = papers.archived(made);
        assertThat(archived).hasSize(1);
        assertThat(archived.get(0).get("externalDocumentNumber").asText()).isEqualTo("First");
        assertThat(scene.coupling(ProcessedQuotes.MAPPING, first)).isNull();
        assertThat(scene.coupling(ProcessedQuotes.MAPPING, second)).isNotNull();
        assertThat(made.get("totalAmountExcludingTax").decimalValue())
                .isEqualByComparingTo(
                        papers.quoteNow(second).get("totalamountlessfreight").decimalValue());
    }

    /** §3.2: a revision of a quote that was never processed gets a document of its own. */
    @Test
    void aRevisionOfAnUnknownQuoteIsCreated() {
        String first = desk.active(List.of(desk.table()));
        String second = papers.revise(first);
        papers.activate(second);

        papers.run(JOB);

        assertThat(papers.archived(papers.onlyMadeQuote(second))).isEmpty();
    }

    @Test
    @Scenario({"QU-16", "CR-15"})
    void aWonQuoteBecomesTheSubmittedOrder() {
        String quote = desk.active(List.of(desk.table()));
        papers.processed(quote);
        JsonNode document = papers.onlyMadeQuote(quote);
        String order = papers.orderOf(quote);
        papers.submit(order);

        papers.run(JOB);
        papers.run(JOB);

        List<JsonNode> made = scene.person().bcList("salesOrders", "dataverseId eq " + order);
        assertThat(made).hasSize(1);
        assertThat(made.get(0).get("yourReference").asText())
                .isEqualTo(papers.orderNow(order).get("ordernumber").asText());
        assertThat(made.get(0).get("quoteNumber").asText())
                .isEqualTo(document.get("number").asText());
        assertThat(papers.archived(document)).hasSize(1);
        assertThat(mark(quote)).contains("became an order");
        assertThat(scene.rig().koppel().sales().ledger().find(DocumentKind.WON_QUOTE, UUID.fromString(quote)))
                .hasValueSatisfying(
                        entry -> assertThat(entry.businessCentralId()).isNull());
    }

    private static String mark(String quote) {
        return scene.rig()
                .koppel()
                .sales()
                .ledger()
                .find(DocumentKind.WON_QUOTE, UUID.fromString(quote))
                .map(entry -> String.valueOf(entry.message()))
                .orElse("");
    }

    @Test
    @Scenario("QU-17")
    void aQuoteThatIsWonBeforeItWasProcessedIsCreatedFirst() {
        String quote = desk.active(List.of(desk.table()));
        String order = papers.orderOf(quote);
        papers.submit(order);

        papers.run(JOB);

        JsonNode document = papers.onlyMadeQuote(quote);
        List<JsonNode> made = scene.person().bcList("salesOrders", "dataverseId eq " + order);
        assertThat(made).hasSize(1);
        assertThat(made.get(0).get("quoteNumber").asText())
                .isEqualTo(document.get("number").asText());
        assertThat(papers.archived(document)).hasSize(1);
        assertThat(mark(quote)).contains("became an order");
    }

    /** §3.4: an order that is not submitted leaves the quote released; its creation archives the quote later. */
    @Test
    void aWonQuoteWhoseOrderIsToComeIsReleased() {
        String quote = desk.active(List.of(desk.table()));
        papers.processed(quote);
        String order = papers.orderOf(quote);

        papers.run(JOB);

        JsonNode document = papers.onlyMadeQuote(quote);
        assertThat(document.get("status").asText()).isEqualTo("Released");
        assertThat(mark(quote)).contains("released");
        papers.submit(order);
        papers.takenOver(order);
        assertThat(papers.archived(document)).hasSize(1);
        assertThat(scene.person()
                        .bcList("salesOrders", "dataverseId eq " + order)
                        .get(0)
                        .get("quoteNumber")
                        .asText())
                .isEqualTo(document.get("number").asText());
    }

    /** §3.4: an order that was created before its quote was processed gets the quote's number afterwards. */
    @Test
    void anOrderThatWasCreatedBeforeGetsTheNumber() {
        String quote = desk.active(List.of(desk.table()));
        String order = papers.orderOf(quote);
        papers.submit(order);
        String made = papers.takenOver(order);
        assertThat(scene.person()
                        .bc("salesOrders(" + made + ")")
                        .get("quoteNumber")
                        .asText())
                .isEmpty();

        papers.run(JOB);

        JsonNode document = papers.onlyMadeQuote(quote);
        assertThat(scene.person()
                        .bc("salesOrders(" + made + ")")
                        .get("quoteNumber")
                        .asText())
                .isEqualTo(document.get("number").asText());
        assertThat(papers.archived(document)).hasSize(1);
    }

    /** §3.4: a won quote without an order is an error, each time, until there is one. */
    @Test
    void aWonQuoteWithoutAnOrderIsAnError() {
        String quote = desk.active(List.of(desk.table()));
        papers.win(quote);

        RunStatus run = papers.run(JOB);

        assertThat(scene.errors(run))
                .anySatisfy(error -> assertThat(error.message()).contains("no order was made of it"));
        assertThat(papers.madeQuotes(quote)).hasSize(1);
        assertThat(mark(quote)).isEmpty();
        papers.order(customer.dataverse(), List.of(desk.table()), "quoteid@odata.bind", "/quotes(" + quote + ")");
        papers.run(JOB);
        assertThat(mark(quote)).contains("released");
    }

    /** By hand, over REST: the list tells what waits, processing it answers the same when repeated. */
    @Test
    void aPersonProcessesAQuote() {
        String quote = desk.active(List.of(desk.table()), "name", "By hand");
        assertThat(listed(quote).get("state").asText()).isEqualTo("waiting");

        JsonNode first = scene.rest().post("/api/quotes/" + quote + "/process", null);
        JsonNode second = scene.rest().post("/api/quotes/" + quote + "/process", null);

        assertThat(first.get("processed").asBoolean()).isTrue();
        assertThat(second.get("processed").asBoolean()).isFalse();
        assertThat(second.get("number")).isEqualTo(first.get("number"));
        assertThat(listed(quote).get("state").asText()).isEqualTo("settled");
        assertThat(listed(quote).get("businessCentralNumber").asText())
                .isEqualTo(papers.onlyMadeQuote(quote).get("number").asText());
        String draft = papers.quote(customer.dataverse(), List.of(desk.table()));
        Rest.Reply refused = scene.rest().send("POST", "/api/quotes/" + draft + "/process", null);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.detail()).contains("neither active nor won");
    }

    @Test
    void theConsoleListsWaitingQuotesAndProcessesOne() {
        String quote = desk.active(List.of(desk.table()), "name", "In the console");
        String number = listed(quote).get("number").asText();
        String behind = "&after=" + number.substring(0, number.length() - 1);
        String button = "/console/quotes/" + quote + "/process";
        assertThat(scene.rest().page("GET", "/quotes?state=waiting" + behind))
                .contains(number)
                .contains(button);

        String after = scene.rest().page("POST", button);

        String made = papers.onlyMadeQuote(quote).get("number").asText();
        assertThat(after).contains(made);
        assertThat(scene.rest().page("GET", "/quotes?state=settled" + behind))
                .contains(number)
                .contains(made)
                .doesNotContain(button);
        assertThat(scene.rest().page("GET", "/quotes?state=waiting" + behind)).doesNotContain(number);
    }

    private static JsonNode listed(String quote) {
        for (JsonNode row : scene.rest().get("/api/quotes?limit=1000").get("value")) {
            if (row.get("quoteid").asText().equals(quote)) {
                return row;
            }
        }
        throw new AssertionError("quote " + quote + " is not listed");
    }

    /** §3.1: a lost quote leaves its document as it is. */
    @Test
    void aLostQuoteChangesNothing() {
        String quote = desk.active(List.of(desk.table()));
        papers.processed(quote);
        JsonNode before = papers.onlyMadeQuote(quote);
        papers.lose(quote);

        papers.run(JOB);

        assertThat(papers.onlyMadeQuote(quote)).isEqualTo(before);
    }

    @Test
    void aLostAnswerMakesNoSecondQuote() {
        String quote = desk.active(List.of(desk.table()));
        scene.person()
                .admin(
                        "POST",
                        "faults",
                        List.of(Map.of(
                                "service",
                                "businessCentral",
                                "match",
                                "POST .*salesQuotes.*",
                                "fault",
                                "drop-after-apply",
                                "nth",
                                1)));

        papers.process(quote);
        papers.processed(quote);

        assertThat(papers.madeQuotes(quote)).hasSize(1);
    }

    /** Every write of a revision may lose its answer; in the end there is one document with one archived version. */
    @Test
    void aRevisionThatIsInterruptedAnywhereIsFinishedOnce() {
        for (String match : List.of(
                "POST .*Microsoft.NAV.archive",
                "DELETE .*salesQuoteLines.*",
                "PATCH .*salesQuotes.*",
                "POST .*salesQuoteLines.*")) {
            for (String fault : List.of("drop-before-apply", "drop-after-apply")) {
                String first = desk.active(List.of(desk.table(), papers.product(resource.dataverse(), 1, 30)));
                papers.processed(first);
                String second = papers.revise(first);
                papers.activate(second);
                scene.person()
                        .admin(
                                "POST",
                                "faults",
                                List.of(Map.of(
                                        "service",
                                        "businessCentral",
                                        "match",
                                        ".*" + match + ".*",
                                        "fault",
                                        fault,
                                        "nth",
                                        1)));

                papers.process(second);
                scene.person().admin("DELETE", "faults", null);
                papers.processed(second);

                assertThat(papers.archived(papers.onlyMadeQuote(second)))
                        .as(match + " " + fault)
                        .hasSize(1);
                assertThat(papers.quoteLines(second)).as(match + " " + fault).hasSize(2);
            }
        }
    }

    /** promises.md P1: the order is made once and its quote archived once, whatever answer about the archiving is lost. */
    @Test
    void anOrderWhoseQuoteIsArchivedWithoutAnAnswerIsFinishedOnce() {
        for (String fault : List.of("drop-before-apply", "drop-after-apply")) {
            String quote = desk.active(List.of(desk.table()));
            papers.processed(quote);
            String order = papers.orderOf(quote);
            papers.submit(order);
            scene.person()
                    .admin(
                            "POST",
                            "faults",
                            List.of(Map.of(
                                    "service",
                                    "businessCentral",
                                    "match",
                                    "POST .*Microsoft.NAV.archive",
                                    "fault",
                                    fault,
                                    "nth",
                                    1)));

            create(order);
            scene.person().admin("DELETE", "faults", null);
            papers.takenOver(order);

            assertThat(scene.person().bcList("salesOrders", "dataverseId eq " + order))
                    .as(fault)
                    .hasSize(1);
            assertThat(papers.archived(papers.onlyMadeQuote(quote))).as(fault).hasSize(1);
        }
    }

    private static void create(String order) {
        scene.rig().koppel().sales().orders().create(UUID.fromString(order), "test");
    }
}
