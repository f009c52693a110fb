package io.koppel.scenario;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.sales.quote.ProcessedQuotes;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sentences of sales-documents.md about quotes, each by itself: where they differ from orders, and what is refused (§3). */
class QuoteSentencesTest {
    private static QuoteDesk desk;
    private static Scene scene;
    private static SalesPapers papers;
    private static Goods goods;
    private static Pair customer;
    private static Pair item;

    @BeforeAll
    static void start() {
        desk = QuoteDesk.start("Wants to know");
        scene = desk.scene;
        papers = desk.papers;
        goods = desk.goods;
        item = desk.item;
        customer = desk.customer;
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    private static JsonNode made(String quote) {
        papers.processed(quote);
        return papers.onlyMadeQuote(quote);
    }

    private static BigDecimal amount(JsonNode row, String column) {
        return row.get(column).decimalValue();
    }

    // --- §3.1, §11: what is refused

    @Test
    void aQuoteThatIsClosedIsRefused() {
        String quote = desk.active(List.of(desk.table()));
        papers.lose(quote);

        assertThat(desk.refused(quote)).contains("neither active nor won");
    }

    @Test
    void aQuoteOfAnUncoupledAccountIsRefused() {
        String quote = papers.quote(scene.account("Stranger"), List.of(desk.table()));
        papers.activate(quote);

        assertThat(desk.refused(quote)).contains("'Stranger' is not coupled");
    }

    @Test
    void aCurrencyThatBusinessCentralDoesNotKnowFailsTheQuote() {
        String currency = scene.rig()
                .integrationUser()
                .dataverseCreate(
                        "transactioncurrencies",
                        values(
                                "isocurrencycode", "XAG",
                                "currencyname", "Silver",
                                "currencysymbol", "Ag",
                                "currencyprecision", 2,
                                "exchangerate", 0.05))
                .get("transactioncurrencyid")
                .asText();
        String list = scene.person()
                .dataverseCreate(
                        "pricelevels",
                        values(
                                "name",
                                "Silver " + UUID.randomUUID(),
                                "transactioncurrencyid@odata.bind",
                                "/transactioncurrencies(" + currency + ")"))
                .get("pricelevelid")
                .asText();
        String quote = desk.active(
                List.of(),
                "pricelevelid@odata.bind",
                "/pricelevels(" + list + ")",
                "transactioncurrencyid@odata.bind",
                "/transactioncurrencies(" + currency + ")");

        assertThat(desk.refused(quote)).contains("XAG");
    }

    @Test
    void aProductThatIsNotActiveFailsTheQuote() {
        Pair retired = goods.itemPair("Retired", "PCS");
        String quote = desk.active(List.of(papers.product(retired.dataverse(), 1, 10)));
        goods.changeProduct(retired.dataverse(), "statecode", 1, "statuscode", 2);

        assertThat(desk.refused(quote)).contains("must be Active");
    }

    /** A failing quote is tried again by every run, and holds up no other. */
    @Test
    void theJobGoesOnBehindAQuoteThatFails() {
        String bad = papers.quote(scene.account("Other stranger"), List.of(desk.table()));
        papers.activate(bad);
        String good = desk.active(List.of(desk.table()));

        var first = papers.run("AUTO-PROCESS-QUOTES");
        var second = papers.run("AUTO-PROCESS-QUOTES");

        assertThat(papers.madeQuotes(good)).hasSize(1);
        assertThat(scene.errors(first))
                .anySatisfy(error -> assertThat(error.message()).contains("'Other stranger' is not coupled"));
        assertThat(scene.errors(second))
                .anySatisfy(error -> assertThat(error.message()).contains("'Other stranger' is not coupled"));
        papers.lose(bad);
    }

    // --- §3.3: content

    /** Other than on an order, a text that equals the item's becomes a comment all the same. */
    @Test
    void aTextThatRepeatsTheItemIsAComment() {
        String quote = desk.active(List.of(desk.table("description", "Table")));
        papers.processed(quote);

        assertThat(papers.quoteLines(quote))
                .extracting(line -> line.get("description").asText())
                .containsExactly("Table", "Table");
    }

    /** Other than on an order, a price that contains VAT is sent as it is, and the percentage is no payment discount. */
    @Test
    void pricesAndPercentageAreNotAdjusted() {
        scene.changeCustomer(customer.businessCentral(), "taxBusinessGroup", "DOMESTIC");
        Pair gross = goods.itemPair(
                "Gross", "PCS", "unitPrice", 119, "priceIncludesTax", true, "priceTaxBusinessGroup", "DOMESTIC");
        String quote = desk.active(List.of(papers.product(gross.dataverse(), 1, 119)), "discountpercentage", 10);

        JsonNode made = made(quote);

        assertThat(amount(papers.quoteLines(quote).get(0), "unitPrice")).isEqualByComparingTo("119");
        assertThat(amount(made, "paymentDiscountPercent")).isEqualByComparingTo("0");
        assertThat(amount(made, "discountAmount")).isEqualByComparingTo("11.9");
    }

    @Test
    void freightBecomesALine() {
        papers.setup("freightAccountNumber", "40450");
        String quote = desk.active(List.of(desk.table()), "freightamount", 7.5);
        papers.processed(quote);

        JsonNode freight = papers.quoteLines(quote).get(1);
        assertThat(freight.get("number").asText()).isEqualTo("40450");
        assertThat(amount(freight, "lineAmount")).isEqualByComparingTo("7.5");
    }

    @Test
    void dayOfDeliveryAddressAndDescriptionTravel() {
        JsonNode made = made(desk.active(
                List.of(desk.table()),
                "requestdeliveryby",
                "2027-03-04T00:00:00Z",
                "description",
                "To be talked over",
                "shipto_line1",
                "Dock 4",
                "shipto_city",
                "Kiel"));

        assertThat(made.get("requestedDeliveryDate").asText()).isEqualTo("2027-03-04");
        assertThat(made.get("workDescription").asText()).isEqualTo("To be talked over");
        assertThat(made.get("shipToAddressLine1").asText()).isEqualTo("Dock 4");
        assertThat(made.get("shipToCity").asText()).isEqualTo("Kiel");
    }

    /** Notes are copied once and not followed; files stay. */
    @Test
    void notesAreCopiedWithoutFilesAndNotFollowed() {
        String quote = desk.active(List.of(desk.table()));
        String note = scene.person()
                .dataverseCreate(
                        "annotations",
                        values("notetext", "As it was", "objectid_quote@odata.bind", "/quotes(" + quote + ")"))
                .get("annotationid")
                .asText();
        scene.person()
                .dataverseCreate(
                        "annotations",
                        values(
                                "notetext", "A file",
                                "isdocument", true,
                                "filename", "plan.txt",
                                "mimetype", "text/plain",
                                "documentbody", "cGxhbg==",
                                "objectid_quote@odata.bind", "/quotes(" + quote + ")"));
        String document = papers.processed(quote).businessCentralId().toString();

        scene.person().dataverseChange("annotations", note, values("notetext", "As it is"));
        papers.run("SALES-NOTES");
        papers.run("AUTO-PROCESS-QUOTES");

        assertThat(papers.notes(document)).containsExactly("As it was");
    }

    // --- §3.2: revisions

    /** A document that was released in between is opened for the revision. */
    @Test
    void aReleasedDocumentIsReopenedForTheRevision() {
        String first = desk.active(List.of(desk.table()));
        String document = papers.processed(first).businessCentralId().toString();
        papers.bc("salesQuotes(" + document + ")", "release");
        String second = papers.revise(first);
        scene.person().dataverseChange("quotes", second, values("name", "Anew"));
        papers.activate(second);

        JsonNode made = made(second);

        assertThat(made.get("systemId").asText()).isEqualTo(document);
        assertThat(made.get("status").asText()).isEqualTo("Open");
        assertThat(made.get("externalDocumentNumber").asText()).isEqualTo("Anew");
        assertThat(papers.archived(made)).hasSize(1);
    }

    /** What is changed in Sales without a revision stays there. */
    @Test
    void aChangeWithoutARevisionIsNotCarriedOver() {
        String quote = desk.active(List.of(desk.table()), "name", "Before");
        papers.processed(quote);
        scene.person().dataverseChange("quotes", quote, values("statecode", 0, "statuscode", 1));
        scene.person().dataverseChange("quotes", quote, values("name", "After"));
        papers.activate(quote);

        papers.run("AUTO-PROCESS-QUOTES");

        assertThat(papers.onlyMadeQuote(quote).get("externalDocumentNumber").asText())
                .isEqualTo("Before");
    }

    /** Revised again and again, all revisions share the document, and each one before is archived. */
    @Test
    void everyRevisionArchivesTheOneBefore() {
        String first = desk.active(List.of(desk.table()), "name", "One");
        papers.processed(first);
        String second = papers.revise(first);
        papers.activate(second);
        papers.processed(second);
        String third = papers.revise(second);
        papers.activate(third);

        JsonNode made = made(third);

        assertThat(papers.archived(made)).hasSize(2);
        assertThat(papers.quoteLines(third)).hasSize(1);
        assertThat(scene.coupling(ProcessedQuotes.MAPPING, third)).isNotNull();
        assertThat(scene.coupling(ProcessedQuotes.MAPPING, second)).isNull();
    }
}
