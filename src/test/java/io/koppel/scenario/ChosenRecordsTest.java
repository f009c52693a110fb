package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.FullAction;
import io.koppel.mapping.TableMapping;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people start by hand for invoices, for records of several mappings, and for all mappings (sync-semantics.md §9). */
class ChosenRecordsTest {
    private static final String INVOICE = "POSTEDSALESINV-INV";
    private static Scene scene;
    private static PostedInvoices invoices;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        invoices = new PostedInvoices(scene);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static JsonNode ended(JsonNode scheduled) {
        return scene.rest().get("/api/runs/" + scheduled.path("run").asLong() + "?wait=PT60S");
    }

    private static JsonNode create(String mapping, List<String> records) {
        return scene.rest().post("/api/mappings/" + mapping + "/create", Map.of("businessCentralIds", records));
    }

    private static void code(String set, String code) {
        scene.person().bcCreate(set, values("code", code, "displayName", code));
    }

    @Test
    @Scenario("IM-41")
    void anInvoiceCarriesTheOptionsOfItsCodes() {
        code("shippingAgents", "AIRBORNE");
        code("paymentTerms", "NET 30");
        scene.rig().koppel().fullSynchronization().run(FullAction.COUPLE, "test");
        Goods goods = new Goods(scene);
        goods.unitPair("PCS");
        Pair item = goods.itemPair("Table", "PCS", "unitPrice", 12);
        Pair customer = scene.customerPair("Flies", "shippingAgentCode", "AIRBORNE", "paymentTermsCode", "NET 30");
        String posted = invoices.post(
                customer.businessCentral(),
                PostedInvoices.item(
                        goods.itemNow(item.businessCentral()).get("number").asText(), 1));
        List<String> mappings = scene.rig().koppel().mappings().inDependencyOrder().stream()
                .map(TableMapping::id)
                .toList();

        JsonNode scheduled = create(INVOICE, List.of(posted));
        JsonNode end = ended(scheduled);

        assertThat(scheduled.path("scheduled").asInt()).isEqualTo(1);
        assertThat(end.path("counters").path("inserted").asInt()).isEqualTo(1);
        assertThat(end.path("counters").path("failed").asInt()).isZero();
        JsonNode invoice = scene.person()
                .dataverse("invoices(" + scene.pair(INVOICE, posted).dataverse() + ")");
        assertThat(invoice.get("shippingmethodcode").asInt()).isEqualTo(1);
        assertThat(invoice.get("paymenttermscode").asInt()).isEqualTo(1);
        assertThat(scene.rig().koppel().mappings().inDependencyOrder())
                .as("nothing made for one run stays")
                .extracting(TableMapping::id)
                .containsExactlyElementsOf(mappings);
    }

    @Test
    @Scenario("MG-46")
    void anInvoiceOfAForeignOrderIsSentInItsCurrency() {
        Pair customer = scene.customerPair("Buys abroad");
        String currency = scene.pair("CURRENCY", currency("USD")).dataverse();
        String list = scene.person()
                .dataverseCreate(
                        "pricelevels",
                        values(
                                "name",
                                "In dollars",
                                "transactioncurrencyid@odata.bind",
                                "/transactioncurrencies(" + currency + ")"))
                .get("pricelevelid")
                .asText();
        JsonNode order = scene.person()
                .dataverseCreate(
                        "salesorders",
                        values(
                                "name",
                                "From abroad",
                                "transactioncurrencyid@odata.bind",
                                "/transactioncurrencies(" + currency + ")",
                                "pricelevelid@odata.bind",
                                "/pricelevels(" + list + ")",
                                "customerid_account@odata.bind",
                                "/accounts(" + customer.dataverse() + ")"));
        assertThat(order.get("_transactioncurrencyid_value").asText()).isEqualTo(currency);
        String posted = invoices.postWith(
                values(
                        "currencyCode",
                        "USD",
                        "customerPurchaseOrderReference",
                        order.get("ordernumber").asText()),
                customer.businessCentral(),
                PostedInvoices.account("Consulting", 1, 100));

        JsonNode scheduled = create(INVOICE, List.of(posted));
        JsonNode end = ended(scheduled);

        assertThat(scheduled.path("scheduled").asInt()).isEqualTo(1);
        assertThat(end.path("counters").path("inserted").asInt())
                .as(end.toString())
                .isEqualTo(1);
        String id = scene.pair(INVOICE, posted).dataverse();
        JsonNode invoice = scene.person().dataverse("invoices(" + id + ")");
        assertThat(invoice.get("invoicenumber"))
                .isEqualTo(invoices.header(posted).get("number"));
        assertThat(invoice.get("_transactioncurrencyid_value").asText()).isEqualTo(currency);
        assertThat(invoice.get("_salesorderid_value").asText())
                .isEqualTo(order.get("salesorderid").asText());
        assertThat(invoices.details(id)).singleElement().satisfies(line -> assertThat(
                        line.get("_transactioncurrencyid_value").asText())
                .isEqualTo(currency));
    }

    @Test
    @Scenario("MG-62")
    void exactlyTheChosenInvoicesAreSent() {
        Pair customer = scene.customerPair("Three invoices");
        List<String> posted = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            posted.add(invoices.post(customer.businessCentral(), PostedInvoices.account("Fee", i, 10)));
        }

        JsonNode scheduled = create(INVOICE, posted.subList(1, 3));
        JsonNode end = ended(scheduled);

        assertThat(scheduled.path("scheduled").asInt()).isEqualTo(2);
        assertThat(scheduled.path("leftOut")).isEmpty();
        assertThat(end.path("counters").path("inserted").asInt()).isEqualTo(2);
        assertThat(scene.coupling(INVOICE, posted.get(0))).isNull();
        assertThat(scene.coupling(INVOICE, posted.get(1))).isNotNull();
        assertThat(scene.coupling(INVOICE, posted.get(2))).isNotNull();
    }

    @Test
    @Scenario("MG-13")
    void recordsOfSeveralMappingsAreSentInARunForEachMapping() {
        List<String> customers = new ArrayList<>();
        List<String> currencies = new ArrayList<>();
        for (String code : List.of("CAD", "CHF", "DKK", "HUF", "JPY")) {
            customers.add(scene.customerPair("Customer " + code).businessCentral());
            currencies.add(currency(code));
        }
        scene.later(Duration.ofSeconds(2));
        customers.forEach(customer -> scene.changeCustomer(customer, "city", "Vaduz"));
        currencies.forEach(currency ->
                scene.person().bcChange("currencies", currency, values("displayName", "Money " + currency.charAt(0))));
        List<String> chosen = new ArrayList<>();
        scene.rest()
                .get("/api/couplings?mapping=CUSTOMER&limit=100")
                .path("value")
                .forEach(row -> add(chosen, row, customers));
        scene.rest()
                .get("/api/couplings?mapping=CURRENCY&limit=100")
                .path("value")
                .forEach(row -> add(chosen, row, currencies));

        JsonNode scheduled = scene.rest()
                .post("/api/couplings/synchronize", Map.of("couplings", chosen, "direction", "to-dataverse"));

        assertThat(scheduled.path("scheduled").asInt()).isEqualTo(10);
        assertThat(scheduled.path("runs").findValues("leftOut")).allMatch(JsonNode::isEmpty);
        Map<String, Integer> modified = new HashMap<>();
        for (JsonNode run : scheduled.path("runs")) {
            JsonNode end = scene.rest().get("/api/runs/" + run.path("run").asLong() + "?wait=PT60S");
            modified.put(
                    run.path("mapping").asText(),
                    end.path("counters").path("modified").asInt());
        }
        assertThat(modified).isEqualTo(Map.of("CUSTOMER", 5, "CURRENCY", 5));
    }

    private static void add(List<String> chosen, JsonNode row, List<String> records) {
        if (records.contains(row.path("businessCentralId").asText())) {
            chosen.add(row.path("id").asText());
        }
    }

    private static String currency(String code) {
        String id = scene.person()
                .bcCreate("currencies", values("code", code, "displayName", code, "symbol", code))
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
                                50));
        assertThat(counters(scene.create("CURRENCY", TO, id), TO)).isEqualTo(inserted(1));
        return id;
    }

    /** Different on purpose: after what they depend on instead of in a fixed order, and the options before those who use them. */
    @Test
    @Scenario({"IM-33", "IM-34"})
    void allMappingsRunOnceEachAfterThoseTheyDependOn() {
        JsonNode run = scene.rest().run("/api/synchronize", null);

        List<String> order = new ArrayList<>();
        run.path("passes").forEach(pass -> {
            String mapping = pass.path("mapping").asText();
            if (!order.contains(mapping)) {
                order.add(mapping);
            }
        });
        List<TableMapping> all = scene.rig().koppel().mappings().inDependencyOrder();
        assertThat(order)
                .hasSize(
                        (int) all.stream().filter(mapping -> !mapping.isLines()).count())
                .contains("PAYMENT-TERMS", "SHIPMENT-METHOD", "SHIPPING-AGENT")
                .doesNotContain("POSTEDSALESLINE-INV");
        for (TableMapping mapping : all) {
            for (String before : mapping.after()) {
                if (order.contains(mapping.id()) && order.contains(before)) {
                    assertThat(order.indexOf(before))
                            .as(before + " before " + mapping.id())
                            .isLessThan(order.indexOf(mapping.id()));
                }
            }
        }
    }
}
