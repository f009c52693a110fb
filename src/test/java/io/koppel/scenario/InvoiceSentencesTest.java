package io.koppel.scenario;

import static io.koppel.mapping.Direction.TO_DATAVERSE;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sentences of sales-documents.md about posted invoices and their payment, each by itself (§4, §5). */
class InvoiceSentencesTest {
    private static final String INVOICE = "POSTEDSALESINV-INV";

    private static Scene scene;
    private static PostedInvoices invoices;
    private static Goods goods;
    private static SalesPapers papers;
    private static Pair customer;
    private static Pair item;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        invoices = new PostedInvoices(scene);
        papers = new SalesPapers(scene);
        goods = new Goods(scene);
        goods.unitPair("PCS");
        customer = scene.customerPair("Pays later");
        item = goods.itemPair("Table", "PCS", "unitPrice", 80);
    }

    @AfterEach
    void asBefore() {
        scene.shippedAgain();
        papers.setup("writeInProductNumber", "");
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static String number(Pair item) {
        return goods.itemNow(item.businessCentral()).get("number").asText();
    }

    private static String sent(String posted) {
        RunStatus run = scene.create(INVOICE, TO_DATAVERSE, posted);
        assertThat(counters(run, TO_DATAVERSE)).as(scene.errors(run).toString()).isEqualTo(inserted(1));
        return scene.pair(INVOICE, posted).dataverse();
    }

    private static JsonNode invoice(String id) {
        return scene.person().dataverse("invoices(" + id + ")");
    }

    private static String states(String id) {
        return invoice(id).get("statecode").asInt() + "/"
                + invoice(id).get("statuscode").asInt();
    }

    private static BigDecimal amount(JsonNode row, String column) {
        return row.get(column).decimalValue();
    }

    // --- §4.1

    /** The write-in product is no product in Sales, whatever it is in Business Central. */
    @Test
    void theWriteInProductIsWrittenInWithItsNumber() {
        String service = goods.item("Any service", "PCS", "type", "Service", "unitPrice", 9);
        String number = goods.itemNow(service).get("number").asText();
        papers.setup("writeInProductType", "Item", "writeInProductNumber", number);

        JsonNode line = invoices.details(sent(invoices.post(
                        customer.businessCentral(), PostedInvoices.item(number, 2, "description", "Polishing"))))
                .get(0);

        assertThat(line.get("isproductoverridden").asBoolean()).isTrue();
        assertThat(line.get("productdescription").asText()).isEqualTo(number + " Polishing.");
        assertThat(line.get("_productid_value").isNull()).isTrue();
    }

    /** Comments and lines of accounts go along as texts. */
    @Test
    void linesOfEveryTypeAreSent() {
        List<JsonNode> lines = invoices.details(sent(invoices.post(
                customer.businessCentral(),
                PostedInvoices.item(number(item), 1),
                PostedInvoices.comment("Thank you"),
                PostedInvoices.account("Work", 1, 25))));

        assertThat(lines)
                .extracting(line -> line.get("isproductoverridden").asBoolean())
                .containsExactly(false, true, true);
        assertThat(lines.get(1).get("productdescription").asText()).isEqualTo("Thank you.");
        assertThat(lines.get(2).get("productdescription").asText()).isEqualTo("40450 Work.");
        assertThat(lines)
                .extracting(line -> line.get("lineitemnumber").asInt())
                .containsExactly(10_000, 20_000, 30_000);
        assertThat(lines)
                .allSatisfy(line ->
                        assertThat(line.get("ispriceoverridden").asBoolean()).isTrue());
    }

    @Test
    void anUncoupledResourceFailsTheInvoiceUnlessItMayBeCreated() {
        String resource = goods.resource("Helper", "PCS", "unitPrice", 30);
        String number = goods.resourceNow(resource).get("number").asText();
        String posted = invoices.post(customer.businessCentral(), PostedInvoices.resource(number, 1, 30));
        RunStatus run = scene.create(INVOICE, TO_DATAVERSE, posted);
        assertThat(counters(run, TO_DATAVERSE)).isEqualTo(failed(1));
        assertThat(scene.errors(run).get(0).message()).contains("resource '" + number + "' is not coupled");

        scene.edit("RESOURCE-PRODUCT", text -> text.replace("onlyCoupled: true", "onlyCoupled: false"));

        assertThat(invoices.details(sent(posted)).get(0).get("_productid_value").asText())
                .isEqualTo(scene.pair("RESOURCE-PRODUCT", resource).dataverse());
    }

    /** Blocking counts while the invoice is new only: what is paid later shows, whatever became of its items. */
    @Test
    void anInvoiceThatWasSentFollowsItsPaymentAlthoughItsItemIsBlocked() {
        Pair blocked = goods.itemPair("Soon blocked", "PCS", "unitPrice", 10);
        String posted = invoices.post(customer.businessCentral(), PostedInvoices.item(number(blocked), 1));
        String id = sent(posted);
        goods.changeItem(blocked.businessCentral(), "blocked", true);
        invoices.pay(posted, null);

        RunStatus run = scene.job(INVOICE);

        assertThat(scene.errors(run)).isEmpty();
        assertThat(states(id)).isEqualTo("2/100001");
    }

    // --- §4.2

    @Test
    void theShipmentMethodDescribesAnInvoiceWithoutAWorkDescription() {
        scene.person().bcCreate("shipmentMethods", values("code", "CIP", "displayName", "Carriage and insurance paid"));
        String method = scene.person()
                .bcList("shipmentMethods", "code eq 'CIP'")
                .get(0)
                .get("systemId")
                .asText();

        JsonNode sent = invoice(sent(invoices.postWith(
                Map.of("shipmentMethodId", method), customer.businessCentral(), PostedInvoices.item(number(item), 1))));

        assertThat(sent.get("description").asText()).isEqualTo("Carriage and insurance paid");
        assertThat(sent.get("name")).isEqualTo(sent.get("invoicenumber"));
    }

    @Test
    void anInvoiceOfNoOrderBelongsToThePriceListOfItsCurrency() {
        JsonNode sent = invoice(sent(invoices.post(customer.businessCentral(), PostedInvoices.item(number(item), 1))));

        JsonNode list = scene.person()
                .dataverse("pricelevels(" + sent.get("_pricelevelid_value").asText() + ")");
        assertThat(list.get("name").asText()).startsWith("Price List in ");
        assertThat(sent.get("_salesorderid_value").isNull()).isTrue();
        assertThat(sent.get("_bcbi_companyid_value").asText())
                .isEqualTo(scene.rig().company().dataverseId());
    }

    // --- §4.3

    /** A price that the list has stays; a line that costs nothing makes none. */
    @Test
    void pricesOfTheListAreAddedOnceAndNeverForNothing() {
        Pair priced = goods.itemPair("Priced", "PCS", "unitPrice", 12);
        Pair free = goods.itemPair("Free", "PCS", "unitPrice", 0);
        String first = sent(invoices.post(customer.businessCentral(), PostedInvoices.item(number(priced), 1)));
        sent(invoices.post(
                customer.businessCentral(),
                PostedInvoices.item(number(priced), 1, "unitPrice", 99),
                PostedInvoices.item(number(free), 1, "unitPrice", 0)));

        String list = invoice(first).get("_pricelevelid_value").asText();
        List<JsonNode> prices = scene.person().dataverseList("productpricelevels", "_pricelevelid_value eq " + list);
        assertThat(prices)
                .filteredOn(row -> row.get("_productid_value").asText().equals(priced.dataverse()))
                .singleElement()
                .satisfies(row -> assertThat(amount(row, "amount")).isEqualByComparingTo("12"));
        assertThat(prices).noneMatch(row -> row.get("_productid_value").asText().equals(free.dataverse()));
    }

    @Test
    void discountTaxAndAmountsOfALineAreBusinessCentrals() {
        String posted = invoices.post(
                customer.businessCentral(),
                PostedInvoices.item(number(item), 3, "unitPrice", 33.33, "discountAmount", 4.5));
        JsonNode source = invoices.lines(posted).get(0);

        JsonNode line = invoices.details(sent(posted)).get(0);

        assertThat(amount(line, "quantity")).isEqualByComparingTo("3");
        assertThat(amount(line, "priceperunit")).isEqualByComparingTo("33.33");
        assertThat(amount(line, "manualdiscountamount")).isEqualByComparingTo("4.5");
        assertThat(line.path("volumediscountamount").asDouble(0)).isZero();
        assertThat(amount(line, "tax"))
                .isEqualByComparingTo(amount(source, "netAmountIncludingTax").subtract(amount(source, "netAmount")));
    }

    // --- §5

    /** What remains is nothing from the beginning. */
    @Test
    void anInvoiceThatCostsNothingIsComplete() {
        String id =
                sent(invoices.post(customer.businessCentral(), PostedInvoices.item(number(item), 1, "unitPrice", 0)));

        assertThat(states(id)).isEqualTo("2/100001");
    }

    /** An invoice that Sales shows as closed is left alone but for its state. */
    @Test
    void aClosedInvoiceTakesItsStateAndNothingElse() {
        String posted = invoices.post(customer.businessCentral(), PostedInvoices.item(number(item), 1));
        String id = sent(posted);
        invoices.pay(posted, 10);
        scene.job(INVOICE);
        assertThat(states(id)).isEqualTo("2/100002");
        scene.rig().integrationUser().dataverseChange("invoices", id, values("statecode", 0, "statuscode", 4));
        scene.rig().integrationUser().dataverseChange("invoices", id, values("billto_name", "Somebody else"));
        scene.rig().integrationUser().dataverseChange("invoices", id, values("statecode", 2, "statuscode", 100002));
        invoices.pay(posted, null);

        scene.job(INVOICE);

        assertThat(states(id)).isEqualTo("2/100001");
        assertThat(invoice(id).get("billto_name").asText()).isEqualTo("Somebody else");
    }
}
