package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.mapping.OrderModel;
import io.koppel.sales.SalesSettings;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Orders and invoices with lines, discounts and freight as chance has them: what each side reckons by itself agrees to the cent
 * (sales-documents.md §1.7, §4.3, §4.4).
 */
class TotalsAgreeTest {
    private static final int DOCUMENTS = 40;
    private static final String INVOICE = "POSTEDSALESINV-INV";

    private static final Random CHANCE = new Random(20_261_126);

    private static Scene scene;
    private static SalesOrders orders;
    private static List<Pair> items;

    @BeforeAll
    static void start() {
        scene = Scene.start(SalesSettings.NONE.with(OrderModel.SUBMITTED));
        orders = new SalesOrders(scene);
        items = List.of(
                orders.item("Desk", "unitPrice", 200),
                orders.item("Lamp", "unitPrice", 19.99),
                orders.resource("Fitter", "unitPrice", 55));
        orders.setup("freightAccountNumber", "40450");
        JsonNode organization = scene.rig()
                .integrationUser()
                .dataverseList("organizations", null)
                .get(0);
        scene.rig()
                .integrationUser()
                .dataverseChange(
                        "organizations",
                        organization.get("organizationid").asText(),
                        values("issopintegrationenabled", true));
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    private static BigDecimal cents(int most) {
        return BigDecimal.valueOf(CHANCE.nextInt(most * 100), 2);
    }

    private static String order() {
        List<Object> header = new ArrayList<>();
        if (CHANCE.nextBoolean()) {
            header.addAll(List.of("freightamount", cents(90)));
        }
        if (CHANCE.nextBoolean()) {
            header.addAll(List.of("discountamount", cents(4)));
        }
        if (CHANCE.nextBoolean()) {
            header.addAll(List.of("discountpercentage", cents(30)));
        }
        String order = orders.order(header.toArray());
        int lines = 1 + CHANCE.nextInt(5);
        for (int line = 0; line < lines; line++) {
            BigDecimal quantity = BigDecimal.valueOf(1 + CHANCE.nextInt(400), 1);
            BigDecimal price = BigDecimal.TEN.add(cents(500));
            orders.line(
                    order,
                    items.get(CHANCE.nextInt(items.size())).dataverse(),
                    quantity,
                    price,
                    "manualdiscountamount",
                    CHANCE.nextBoolean() ? cents(1) : BigDecimal.ZERO);
        }
        return orders.submit(order);
    }

    private static BigDecimal amount(JsonNode row, String column) {
        return row.get(column).decimalValue();
    }

    @Test
    void ordersAndTheirInvoicesComeToTheSameOnBothSides() {
        List<String> submitted = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            submitted.add(order());
        }

        assertThat(scene.rig()
                        .koppel()
                        .sales()
                        .orders()
                        .job()
                        .run("test", List.of())
                        .counters()
                        .inserted())
                .isEqualTo(DOCUMENTS);

        Map<String, String> made = new LinkedHashMap<>();
        for (String order : submitted) {
            JsonNode there = orders.onlyMade(order);
            assertThat(amount(there, "totalAmountExcludingTax"))
                    .as("order %s", orders.now(order))
                    .isEqualByComparingTo(amount(orders.now(order), "totalamount"));
            made.put(order, there.get("systemId").asText());
        }

        List<String> posted = new ArrayList<>();
        made.forEach((order, id) -> {
            orders.act(id, "shipAndInvoice");
            posted.add(scene.person()
                    .bcList("postedSalesInvoices", "dataverseId eq " + order)
                    .get(0)
                    .get("systemId")
                    .asText());
        });
        assertThat(counters(scene.create(INVOICE, TO, posted.toArray(String[]::new)), TO))
                .isEqualTo(inserted(DOCUMENTS));

        PostedInvoices invoices = new PostedInvoices(scene);
        for (String id : posted) {
            JsonNode source = scene.person().bc("postedSalesInvoices(" + id + ")");
            String dataverse = scene.pair(INVOICE, id).dataverse();
            JsonNode invoice = scene.person().dataverse("invoices(" + dataverse + ")");
            BigDecimal whole = amount(source, "totalAmountIncludingTax");
            BigDecimal net = amount(source, "totalAmountExcludingTax");
            assertThat(amount(invoice, "totalamount")).as("invoice %s", source).isEqualByComparingTo(whole);
            assertThat(amount(invoice, "totaltax")).isEqualByComparingTo(whole.subtract(net));
            assertThat(amount(invoice, "totalamountlessfreight")).isEqualByComparingTo(net);
            BigDecimal lines = invoices.details(dataverse).stream()
                    .map(line -> amount(line, "extendedamount"))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(lines.subtract(amount(source, "discountAmount"))).isEqualByComparingTo(whole);
        }
    }

    /** Where prices include VAT, a line "Rounding" makes up for what the lines without it do not come to. */
    @Test
    void invoicesWithPricesThatIncludeVatComeToTheSameOnBothSides() {
        Pair gross = scene.customerPair("Pays prices with VAT", "pricesIncludeTax", true);
        PostedInvoices invoices = new PostedInvoices(scene);
        String number = orders.itemNumber(items.get(0));
        List<String> posted = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            List<Map<String, Object>> lines = new ArrayList<>();
            for (int line = 0; line < 1 + CHANCE.nextInt(5); line++) {
                BigDecimal quantity = BigDecimal.valueOf(1 + CHANCE.nextInt(300), 1);
                BigDecimal price = BigDecimal.ONE.add(BigDecimal.valueOf(CHANCE.nextInt(1_000_000), 4));
                lines.add(
                        CHANCE.nextBoolean()
                                ? PostedInvoices.item(number, quantity, "unitPrice", price)
                                : PostedInvoices.account("Work", quantity, price));
            }
            posted.add(invoices.postAll(gross.businessCentral(), lines));
        }

        assertThat(counters(scene.create(INVOICE, TO, posted.toArray(String[]::new)), TO))
                .isEqualTo(inserted(DOCUMENTS));

        for (String id : posted) {
            JsonNode source = scene.person().bc("postedSalesInvoices(" + id + ")");
            String dataverse = scene.pair(INVOICE, id).dataverse();
            BigDecimal whole = amount(source, "totalAmountIncludingTax");
            assertThat(amount(scene.person().dataverse("invoices(" + dataverse + ")"), "totalamount"))
                    .isEqualByComparingTo(whole);
            BigDecimal lines = BigDecimal.ZERO;
            for (JsonNode line : invoices.details(dataverse)) {
                BigDecimal discount = line.path("manualdiscountamount").isNumber()
                        ? amount(line, "manualdiscountamount")
                        : BigDecimal.ZERO;
                BigDecimal tax = line.path("tax").isNumber() ? amount(line, "tax") : BigDecimal.ZERO;
                lines = lines.add(amount(line, "priceperunit").multiply(amount(line, "quantity")))
                        .subtract(discount)
                        .add(tax);
            }
            assertThat(lines.subtract(whole).abs()).as("%s", source).isLessThanOrEqualTo(new BigDecimal("0.005"));
        }
    }
}
