package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lines of items and resources, the price list of an invoice, and the default mappings (sales-documents.md §4). */
class InvoiceOfProductsTest {
    private static final String INVOICE = "POSTEDSALESINV-INV";
    private static Scene scene;
    private static Goods goods;
    private static PostedInvoices invoices;
    private static Pair customer;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        goods = new Goods(scene);
        invoices = new PostedInvoices(scene);
        goods.unitPair("PCS");
        customer = scene.customerPair("Buys products");
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static String number(Pair item) {
        return goods.itemNow(item.businessCentral()).get("number").asText();
    }

    private static JsonNode invoice(Pair pair) {
        return scene.person().dataverse("invoices(" + pair.dataverse() + ")");
    }

    private static Pair sent(String posted) {
        assertThat(counters(scene.create(INVOICE, TO, posted), TO)).isEqualTo(inserted(1));
        return scene.pair(INVOICE, posted);
    }

    private static String refused(String posted) {
        RunStatus run = scene.create(INVOICE, TO, posted);
        assertThat(counters(run, TO)).isEqualTo(failed(1));
        assertThat(scene.coupling(INVOICE, posted)).isNull();
        assertThat(scene.person()
                        .dataverseList(
                                "invoices",
                                "invoicenumber eq '"
                                        + invoices.header(posted).get("number").asText() + "'"))
                .isEmpty();
        assertThat(scene.errors(run)).hasSize(1);
        return scene.errors(run).get(0).message();
    }

    @Test
    void linesNameTheirProductsAndUnits() {
        Pair item = goods.itemPair("Table", "PCS", "unitPrice", 80);
        Pair resource = goods.resourcePair("Assembly", "PCS", "unitPrice", 30);
        String posted = invoices.post(
                customer.businessCentral(),
                PostedInvoices.item(number(item), 2),
                PostedInvoices.resource(
                        goods.resourceNow(resource.businessCentral())
                                .get("number")
                                .asText(),
                        3,
                        30));

        List<JsonNode> details = invoices.details(sent(posted).dataverse());

        assertThat(details).hasSize(2);
        assertThat(details.get(0).get("_productid_value").asText()).isEqualTo(item.dataverse());
        assertThat(details.get(0).get("_uomid_value").asText())
                .isEqualTo(goods.productNow(item.dataverse())
                        .get("_defaultuomid_value")
                        .asText());
        assertThat(details.get(0).get("isproductoverridden").asBoolean()).isFalse();
        assertThat(details.get(1).get("_productid_value").asText()).isEqualTo(resource.dataverse());
    }

    @Test
    void anUncoupledItemFailsTheWholeInvoiceAndIsNamedWithItsLine() {
        Pair coupled = goods.itemPair("Coupled", "PCS", "unitPrice", 5);
        String uncoupled = goods.item("Uncoupled", "PCS", "unitPrice", 5);
        String itemNumber = goods.itemNow(uncoupled).get("number").asText();
        String posted = invoices.post(
                customer.businessCentral(),
                PostedInvoices.item(number(coupled), 1),
                PostedInvoices.item(itemNumber, 1));

        assertThat(refused(posted))
                .contains("line 20000: item '" + itemNumber + "' is not coupled; couple it or run ITEM-PRODUCT first");
    }

    @Test
    void anItemThatMayBeCreatedIsSynchronizedFirst() {
        scene.edit("ITEM-PRODUCT", text -> text.replace("onlyCoupled: true", "onlyCoupled: false"));
        String item = goods.item("Comes along", "PCS", "unitPrice", 5);
        String posted = invoices.post(
                customer.businessCentral(),
                PostedInvoices.item(goods.itemNow(item).get("number").asText(), 1));

        Pair pair = sent(posted);

        assertThat(invoices.details(pair.dataverse())
                        .get(0)
                        .get("_productid_value")
                        .asText())
                .isEqualTo(scene.pair("ITEM-PRODUCT", item).dataverse());
    }

    @Test
    @Scenario("MG-59")
    void aBlockedItemFailsTheInvoice() {
        Pair item = goods.itemPair("Blocked later", "PCS", "unitPrice", 5);
        String posted = invoices.post(customer.businessCentral(), PostedInvoices.item(number(item), 1));
        goods.changeItem(item.businessCentral(), "blocked", true);

        assertThat(refused(posted)).contains("item '" + number(item) + "'", "Blocked must be No");
    }

    @Test
    @Scenario("MG-60")
    void aBlockedResourceFailsTheInvoice() {
        Pair resource = goods.resourcePair("Blocked later", "PCS", "unitPrice", 5);
        String number =
                goods.resourceNow(resource.businessCentral()).get("number").asText();
        String posted = invoices.post(customer.businessCentral(), PostedInvoices.resource(number, 1, 5));
        goods.changeResource(resource.businessCentral(), "blocked", true);

        assertThat(refused(posted)).contains("resource '" + number + "'", "Blocked must be No");
    }

    @Test
    void anItemOutsideItsFilterIsWrittenIn() {
        scene.edit(
                "ITEM-PRODUCT",
                text -> text.replace("\"blocked eq false\"", "\"blocked eq false and unitPrice gt 3\""));
        String item = goods.item("Too cheap", "PCS", "unitPrice", 1);
        String number = goods.itemNow(item).get("number").asText();
        String posted = invoices.post(customer.businessCentral(), PostedInvoices.item(number, 1));

        JsonNode detail = invoices.details(sent(posted).dataverse()).get(0);

        assertThat(detail.get("_productid_value").isNull()).isTrue();
        assertThat(detail.get("productdescription").asText()).isEqualTo(number + " Too cheap.");
    }

    @Test
    void aLineThatDataverseRefusesLeavesNoHalfInvoice() {
        Pair fine = goods.itemPair("Fine", "PCS", "unitPrice", 5);
        Pair gone = goods.itemPair("Deleted there", "PCS", "unitPrice", 5);
        String posted = invoices.post(
                customer.businessCentral(), PostedInvoices.item(number(fine), 1), PostedInvoices.item(number(gone), 1));
        goods.prices(gone.dataverse()).forEach(price -> scene.rig()
                .integrationUser()
                .dataverseDelete(
                        "productpricelevels", price.get("productpricelevelid").asText()));
        scene.rig()
                .integrationUser()
                .dataverseChange("products", gone.dataverse(), values("pricelevelid@odata.bind", null));
        scene.rig().integrationUser().dataverseDelete("products", gone.dataverse());

        assertThat(refused(posted)).contains("20000");
    }

    @Test
    @Scenario({"MG-64", "MG-65"})
    void theProductOfAnInvoiceGetsAPriceInTheListOfItsCurrency() {
        Pair currency = currency("USD");
        Pair item = goods.itemPair("In dollars", "PCS", "unitPrice", 70);
        String posted = invoices.postWith(
                values("currencyCode", "USD"),
                customer.businessCentral(),
                PostedInvoices.item(number(item), 2, "unitPrice", 99));

        Pair pair = sent(posted);

        JsonNode list = goods.priceList("Price List in USD");
        assertThat(list.get("_transactioncurrencyid_value").asText()).isEqualTo(currency.dataverse());
        assertThat(list.get("exchangerate").decimalValue())
                .as("100 dollars are 80 euros")
                .isEqualByComparingTo("1.25");
        assertThat(invoice(pair).get("_pricelevelid_value").asText())
                .isEqualTo(list.get("pricelevelid").asText());
        List<JsonNode> prices = goods.pricesOf(list.get("pricelevelid").asText()).stream()
                .filter(price -> price.get("_productid_value").asText().equals(item.dataverse()))
                .toList();
        assertThat(prices).singleElement().satisfies(price -> {
            assertThat(price.get("amount").decimalValue()).isEqualByComparingTo("99");
            assertThat(price.get("_uomid_value").asText())
                    .isEqualTo(goods.productNow(item.dataverse())
                            .get("_defaultuomid_value")
                            .asText());
        });
        assertThat(invoices.details(pair.dataverse())
                        .get(0)
                        .get("_transactioncurrencyid_value")
                        .asText())
                .isEqualTo(currency.dataverse());

        sent(invoices.postWith(
                values("currencyCode", "USD"),
                customer.businessCentral(),
                PostedInvoices.item(number(item), 1, "unitPrice", 120)));
        assertThat(goods.priceList("Price List in USD")).isEqualTo(list);
    }

    private static Pair currency(String code) {
        String id = scene.person()
                .bcCreate("currencies", values("code", code, "displayName", code, "symbol", "$"))
                .get("systemId")
                .asText();
        scene.person()
                .bcCreate(
                        "currencyExchangeRates",
                        values(
                                "currencyCode",
                                code,
                                "startingDate",
                                "2020-01-01",
                                "exchangeRateAmount",
                                100,
                                "relationalExchangeRateAmount",
                                80));
        assertThat(counters(scene.create("CURRENCY", TO, id), TO).failed()).isZero();
        return scene.pair("CURRENCY", id);
    }

    @Test
    @Scenario("MG-66")
    void anUncoupledCurrencyFailsTheInvoiceAndMakesNoList() {
        scene.person().bcCreate("currencies", values("code", "NOK", "displayName", "Kroner"));
        String posted = invoices.postWith(
                values("currencyCode", "NOK"), customer.businessCentral(), PostedInvoices.account("Freight", 1, 1));

        assertThat(refused(posted)).contains("NOK", "is not coupled");
        assertThat(scene.person().dataverseList("pricelevels", "name eq 'Price List in NOK'"))
                .isEmpty();
    }

    @Test
    @Scenario("IM-20")
    void invoicesAreMappedAsTheSheetSays() {
        DefaultMapping mapping = DefaultMapping.afterJunkRow(scene, INVOICE);

        assertThat(mapping.tables()).isEqualTo("postedSalesInvoices to-dataverse invoice.invoiceid");
        assertThat(mapping.scope()).isEqualTo("null | null, this company | true");
        assertThat(mapping.rows())
                .containsExactly(
                        "number > invoicenumber",
                        "salespersonId > ownerid",
                        "currencyId > transactioncurrencyid",
                        "dueDate > duedate",
                        "shipToName > shipto_name",
                        "shipToAddressLine1 > shipto_line1",
                        "shipToAddressLine2 > shipto_line2",
                        "shipToCity > shipto_city",
                        "shipToCountry > shipto_country",
                        "shipToPostCode > shipto_postalcode",
                        "shipToState > shipto_stateorprovince",
                        "shipmentDate > datedelivered",
                        "billToName > billto_name",
                        "billToAddressLine1 > billto_line1",
                        "billToAddressLine2 > billto_line2",
                        "billToCity > billto_city",
                        "billToCountry > billto_country",
                        "billToPostCode > billto_postalcode",
                        "billToState > billto_stateorprovince",
                        "totalAmountExcludingTax > totalamountlessfreight",
                        "totalAmountIncludingTax > totalamount",
                        "discountAmount > discountamount",
                        "shippingAgentId > shippingmethodcode",
                        "paymentTermsId > paymenttermscode",
                        "workDescription > description");
        assertThat(mapping.mapping().fields().get(1).notNull()).isTrue();
        assertThat(mapping.isScheduled()).isTrue();
    }

    @Test
    @Scenario("IM-21")
    void linesAreMappedAsTheSheetSays() {
        DefaultMapping mapping = DefaultMapping.afterJunkRow(scene, "POSTEDSALESLINE-INV");

        assertThat(mapping.tables()).isEqualTo("postedSalesInvoiceLines to-dataverse invoicedetail.invoicedetailid");
        assertThat(mapping.rows())
                .containsExactly(
                        "quantity > quantity",
                        "discountAmount > manualdiscountamount",
                        "unitPrice > priceperunit",
                        "null > ispriceoverridden",
                        "netAmount > baseamount",
                        "netAmountIncludingTax > extendedamount");
        assertThat(mapping.isScheduled()).isFalse();
    }
}
