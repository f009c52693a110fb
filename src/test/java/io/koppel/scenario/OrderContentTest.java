package io.koppel.scenario;

import static io.koppel.scenario.SalesOrders.amount;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.mapping.OrderModel;
import io.koppel.sales.SalesSettings;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What stands on the order of Business Central (sales-documents.md §1.4 to §1.7). */
class OrderContentTest {
    private static final String LONG = "a".repeat(100) + "b".repeat(100) + "c".repeat(50);

    private static Scene scene;
    private static SalesOrders orders;
    private static Pair item;

    @BeforeAll
    static void start() {
        scene = Scene.start(SalesSettings.NONE.with(OrderModel.SUBMITTED));
        orders = new SalesOrders(scene);
        item = orders.item("Lamp", "unitPrice", 100);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    private static JsonNode detail(String order) {
        return scene.person()
                .dataverseList("salesorderdetails", "_salesorderid_value eq " + order)
                .get(0);
    }

    private static String currency(String code) {
        return orders.currencyOfSales(code, 2, 0.5);
    }

    private static String foreignOrder(String currency) {
        return orders.order(
                "transactioncurrencyid@odata.bind",
                "/transactioncurrencies(" + currency + ")",
                "pricelevelid@odata.bind",
                "/pricelevels(" + orders.priceList(currency) + ")");
    }

    @Test
    @Scenario({"SO-06", "MG-47"})
    void aForeignCurrencyIsFoundByItsIsoCodeCoupledOrNot() {
        orders.currencyOfBusinessCentral("USD", 1, 2);
        JsonNode made = orders.created(foreignOrder(currency("USD")));

        assertThat(made.get("currencyCode").asText()).isEqualTo("USD");
    }

    @Test
    @Scenario("SO-07")
    void aCurrencyThatBusinessCentralDoesNotKnowFailsTheOrder() {
        String order = foreignOrder(currency("XAU"));
        orders.submit(order);

        assertThat(orders.refused(order)).contains("XAU");
    }

    @Test
    @Scenario("SO-10")
    void aManualDiscountIsForTheLine() {
        String order = orders.order();
        orders.line(order, item.dataverse(), 3, 25, "manualdiscountamount", 7.5);
        orders.created(order);

        JsonNode line = orders.madeLines(order).get(0);
        assertThat(amount(line, "discountAmount")).isEqualByComparingTo("7.5");
        assertThat(amount(line, "netAmount")).isEqualByComparingTo(amount(detail(order), "extendedamount"));
    }

    /** A price list with a volume discount of 5.5 for each piece from ten pieces on. */
    private static String discountedOrder() {
        String list = scene.person()
                .dataverseCreate("discounttypes", values("name", "Volume " + UUID.randomUUID(), "isamounttype", true))
                .get("discounttypeid")
                .asText();
        scene.person()
                .dataverseCreate(
                        "discounts",
                        values(
                                "discounttypeid@odata.bind",
                                "/discounttypes(" + list + ")",
                                "lowquantity",
                                10,
                                "highquantity",
                                1000,
                                "amount",
                                5.5));
        String prices = orders.priceList(null);
        scene.person()
                .dataverseCreate(
                        "productpricelevels",
                        values(
                                "pricelevelid@odata.bind",
                                "/pricelevels(" + prices + ")",
                                "productid@odata.bind",
                                "/products(" + item.dataverse() + ")",
                                "uomid@odata.bind",
                                "/uoms(" + orders.uom() + ")",
                                "discounttypeid@odata.bind",
                                "/discounttypes(" + list + ")",
                                "amount",
                                100));
        return orders.order("pricelevelid@odata.bind", "/pricelevels(" + prices + ")");
    }

    @Test
    @Scenario("SO-11")
    void aVolumeDiscountIsForEachPiece() {
        String order = discountedOrder();
        orders.line(order, item.dataverse(), 15, null, "ispriceoverridden", false);
        assertThat(amount(detail(order), "volumediscountamount")).isEqualByComparingTo("5.5");
        orders.created(order);

        JsonNode line = orders.madeLines(order).get(0);
        assertThat(amount(line, "discountAmount")).isEqualByComparingTo("82.5");
        assertThat(amount(line, "netAmount")).isEqualByComparingTo(amount(detail(order), "extendedamount"));
    }

    @Test
    @Scenario("SO-12")
    void bothDiscountsAddUp() {
        String order = discountedOrder();
        orders.line(order, item.dataverse(), 15, null, "ispriceoverridden", false, "manualdiscountamount", 6);
        orders.created(order);

        JsonNode line = orders.madeLines(order).get(0);
        assertThat(amount(line, "discountAmount")).isEqualByComparingTo("88.5");
        assertThat(amount(line, "netAmount")).isEqualByComparingTo(amount(detail(order), "extendedamount"));
    }

    @Test
    @Scenario("SO-14")
    void aPercentageOfTheHeaderBecomesInvoiceAndPaymentDiscount() {
        String order = orders.order("discountpercentage", 3);
        orders.line(order, item.dataverse(), 7, 33.33);
        JsonNode made = orders.created(order);

        BigDecimal lines = amount(orders.now(order), "totallineitemamount");
        assertThat(amount(made, "discountAmount"))
                .isEqualByComparingTo(lines.multiply(new BigDecimal("0.03")).setScale(2, RoundingMode.HALF_UP));
        assertThat(amount(made, "paymentDiscountPercent")).isEqualByComparingTo("3");
    }

    @Test
    @Scenario("SO-15")
    void amountAndPercentageOfTheHeaderAddUp() {
        String order = orders.order("discountpercentage", 2, "discountamount", 7);
        orders.line(order, item.dataverse(), 7, 33.33);
        JsonNode made = orders.created(order);

        BigDecimal lines = amount(orders.now(order), "totallineitemamount");
        assertThat(amount(made, "discountAmount"))
                .isEqualByComparingTo(lines.multiply(new BigDecimal("0.02"))
                        .setScale(2, RoundingMode.HALF_UP)
                        .add(new BigDecimal("7")));
    }

    @Test
    void freightBecomesALineOfItsAccountAlsoWithoutProducts() {
        orders.setup("freightAccountNumber", "40450");
        String order = orders.order("freightamount", 12.34);
        orders.created(order);

        List<JsonNode> lines = orders.madeLines(order);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).get("type").asText()).isEqualTo("G_x002F_L_x0020_Account");
        assertThat(lines.get(0).get("number").asText()).isEqualTo("40450");
        assertThat(amount(lines.get(0), "quantity")).isEqualByComparingTo("1");
        assertThat(amount(lines.get(0), "netAmount")).isEqualByComparingTo("12.34");
    }

    @Test
    @Scenario("SO-30")
    void aWriteInProductMayBeAResource() {
        String resource = scene.person()
                .bcCreate("resources", values("displayName", "Anything", "baseUnitOfMeasureCode", orders.code()))
                .get("number")
                .asText();
        orders.setup("writeInProductType", "Resource", "writeInProductNumber", resource);
        String order = orders.order();
        orders.writeIn(order, "By hand", 1, 20);
        orders.created(order);

        JsonNode line = orders.madeLines(order).get(0);
        assertThat(line.get("type").asText()).isEqualTo("Resource");
        assertThat(line.get("number").asText()).isEqualTo(resource);
        assertThat(line.get("description").asText()).isEqualTo("By hand");
    }

    private static void assertPieces(List<JsonNode> lines) {
        assertThat(lines.stream().skip(1).map(line -> line.get("description").asText()))
                .containsExactly("a".repeat(100), "b".repeat(100), "c".repeat(50));
        assertThat(lines.stream().skip(1).map(line -> line.get("attachedToLineNumber")
                        .asInt()))
                .containsOnly(10_000);
        assertThat(lines.stream().map(line -> line.get("lineNumber").asInt()))
                .containsExactly(10_000, 20_000, 30_000, 40_000);
    }

    @Test
    @Scenario({"SO-31", "SO-49"})
    void aLongTextOfAnItemGoesToCommentsAndTheItemKeepsItsOwn() {
        String order = orders.order();
        orders.line(order, item.dataverse(), 1, 10, "description", LONG);
        orders.created(order);

        List<JsonNode> lines = orders.madeLines(order);
        assertThat(lines.get(0).get("description").asText()).isEqualTo("Lamp");
        assertPieces(lines);
    }

    @Test
    @Scenario("SO-32")
    void aLongTextOfAResourceGoesToCommentsToo() {
        Pair resource = orders.resource("Fitter", "unitPrice", 60);
        String order = orders.order();
        orders.line(order, resource.dataverse(), 1, 60, "description", LONG);
        orders.created(order);

        List<JsonNode> lines = orders.madeLines(order);
        assertThat(lines.get(0).get("type").asText()).isEqualTo("Resource");
        assertThat(lines.get(0).get("description").asText()).isEqualTo("Fitter");
        assertPieces(lines);
    }

    @Test
    @Scenario("SO-44")
    void nameAndNumberAreCutToTheirFields() {
        String name = "N".repeat(200);
        JsonNode made = orders.created(orders.order("name", name, "ordernumber", "R".repeat(60)));

        assertThat(made.get("externalDocumentNumber").asText()).isEqualTo("N".repeat(35));
        assertThat(made.get("yourReference").asText()).isEqualTo("R".repeat(35));
    }

    @Test
    @Scenario("SO-50")
    void aPriceThatContainsVatIsSentWithout() {
        scene.changeCustomer(orders.customer.businessCentral(), "taxBusinessGroup", "DOMESTIC");
        Pair gross =
                orders.item("Gross", "unitPrice", 119.5, "priceIncludesTax", true, "priceTaxBusinessGroup", "DOMESTIC");
        String order = orders.order();
        orders.line(order, gross.dataverse(), 1, 119.5);
        orders.created(order);

        JsonNode line = orders.madeLines(order).get(0);
        assertThat(amount(line, "taxPercent")).isEqualByComparingTo("19");
        assertThat(amount(line, "netAmountIncludingTax")).isEqualByComparingTo("119.5");
        assertThat(amount(line, "unitPrice")).isEqualByComparingTo("100.42017");
    }

    @Test
    @Scenario("SO-51")
    void aPriceWithoutVatIsSentAsItIs() {
        String order = orders.order();
        orders.line(order, item.dataverse(), 1, 119.5);
        orders.created(order);

        JsonNode line = orders.madeLines(order).get(0);
        assertThat(amount(line, "netAmount")).isEqualByComparingTo("119.5");
        assertThat(amount(line, "netAmountIncludingTax")).isEqualByComparingTo("142.21");
    }

    private static Map<String, Object> address(String prefix) {
        scene.person();
        return values(
                prefix + "_line1",
                "S".repeat(250),
                prefix + "_line2",
                "T".repeat(250),
                prefix + "_city",
                "C".repeat(80),
                prefix + "_postalcode",
                "P".repeat(20),
                prefix + "_stateorprovince",
                "U".repeat(50),
                prefix + "_country",
                "DE");
    }

    private static void assertAddress(JsonNode made, String prefix) {
        assertThat(made.get(prefix + "AddressLine1").asText()).isEqualTo("S".repeat(100));
        assertThat(made.get(prefix + "AddressLine2").asText()).isEqualTo("T".repeat(50));
        assertThat(made.get(prefix + "City").asText()).isEqualTo("C".repeat(30));
        assertThat(made.get(prefix + "PostCode").asText()).isEqualTo("P".repeat(20));
        assertThat(made.get(prefix + "State").asText()).isEqualTo("U".repeat(30));
        assertThat(made.get(prefix + "Country").asText()).isEqualTo("DE");
    }

    private static Object[] flat(Map<String, Object> values) {
        return values.entrySet().stream()
                .flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue()))
                .toArray();
    }

    @Test
    @Scenario("IM-39")
    void theBillToAddressIsTakenCutToItsFields() {
        assertAddress(orders.created(orders.order(flat(address("billto")))), "billTo");
    }

    @Test
    @Scenario("IM-40")
    void theShipToAddressIsTakenCutToItsFields() {
        assertAddress(orders.created(orders.order(flat(address("shipto")))), "shipTo");
    }

    @Test
    void ofAnAddressWithOnePartAllPartsAreWritten() {
        scene.changeCustomer(orders.customer.businessCentral(), "addressLine1", "Own street", "city", "Kiel");
        JsonNode made = orders.created(orders.order("shipto_line1", "Only this"));

        assertThat(made.get("shipToAddressLine1").asText()).isEqualTo("Only this");
        assertThat(made.get("shipToCity").asText()).isEmpty();
        assertThat(made.get("billToAddressLine1").asText()).isEqualTo("Own street");
        assertThat(made.get("billToCity").asText()).isEqualTo("Kiel");
    }

    @Test
    @Scenario("MG-57")
    void anItemsProductThatIsRetiredFailsTheOrder() {
        Pair retired = orders.item("Retired item");
        String order = orders.order();
        orders.line(order, retired.dataverse(), 1, 10);
        orders.submit(order);
        orders.goods.changeProduct(retired.dataverse(), "statecode", 1, "statuscode", 2);

        assertThat(orders.refused(order)).contains("must be Active");
    }

    @Test
    @Scenario("MG-58")
    void aResourcesProductThatIsRetiredFailsTheOrder() {
        Pair retired = orders.resource("Retired resource");
        String order = orders.order();
        orders.line(order, retired.dataverse(), 1, 10);
        orders.submit(order);
        orders.goods.changeProduct(retired.dataverse(), "statecode", 1, "statuscode", 2);

        assertThat(orders.refused(order)).contains("must be Active");
    }

    @Test
    void anUncoupledAccountAndOneOfAnotherTypeFailTheOrder() {
        String stranger = scene.account("Stranger");
        String order = orders.order("customerid_account@odata.bind", "/accounts(" + stranger + ")");
        orders.submit(order);
        assertThat(orders.refused(order)).contains("'Stranger' is not coupled");

        String supplier = scene.account("Supplier", "customertypecode", 10);
        String other = orders.order("customerid_account@odata.bind", "/accounts(" + supplier + ")");
        orders.submit(other);
        assertThat(orders.refused(other)).contains("must be of type Customer");
    }

    @Test
    void aContactStandsForTheAccountItBelongsTo() {
        String contact = scene.salesContact(orders.customer.dataverse(), "Con", "Tact");
        JsonNode made = orders.created(orders.orderOf("customerid_contact@odata.bind", "/contacts(" + contact + ")"));

        assertThat(made.get("customerId").asText()).isEqualTo(orders.customer.businessCentral());
    }

    @Test
    void optionsTravelWhereTheyAreMappedAndElseTheCustomersStay() {
        String terms = scene.person()
                .bcCreate("paymentTerms", values("code", "T7", "displayName", "Seven days"))
                .get("systemId")
                .asText();
        scene.create("PAYMENT-TERMS", TO, terms);
        int option = scene.engine().options().all(scene.engine().scope("PAYMENT-TERMS")).stream()
                .filter(mapped -> mapped.code().equals("T7"))
                .findFirst()
                .orElseThrow()
                .value();
        JsonNode made = orders.created(orders.order("paymenttermscode", option, "shippingmethodcode", 3));

        assertThat(made.get("paymentTermsCode").asText()).isEqualTo("T7");
        assertThat(made.get("shippingAgentCode").asText())
                .isEqualTo(scene.customerNow(orders.customer.businessCentral())
                        .get("shippingAgentCode")
                        .asText());
    }

    @Test
    @Scenario("IM-59")
    void mailAndPhoneComeFromTheCustomersCompanyContact() {
        String name = scene.customerNow(orders.customer.businessCentral())
                .get("displayName")
                .asText();
        JsonNode company = scene.person()
                .bcList("contacts", "type eq 'Company' and displayName eq '" + name + "'")
                .get(0);
        scene.person()
                .bcChange(
                        "contacts",
                        company.get("systemId").asText(),
                        values("email", "test@test.com", "phoneNumber", "12345678"));
        String order = orders.order("billto_telephone", "99999", "shipto_telephone", "88888");
        orders.line(order, item.dataverse(), 1, 10);

        JsonNode made = orders.created(order);

        assertThat(made.get("email").asText()).isEqualTo("test@test.com");
        assertThat(made.get("phoneNumber").asText()).isEqualTo("12345678");
    }
}
