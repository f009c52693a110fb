package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.inserted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.mapping.OrderModel;
import io.koppel.sales.SalesSettings;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Orders and invoices as chance has them, with currency, prices that contain VAT, discounts and freight varied together: what each
 * side reckons by itself agrees to the smallest unit (sales-documents.md §1.5, §1.7, §4.3, §4.4).
 */
class TotalsAgreeTest {
    private static final int DOCUMENTS = 40;
    private static final String INVOICE = "POSTEDSALESINV-INV";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Random CHANCE = new Random(20_261_126);

    private static Scene scene;
    private static SalesOrders orders;
    private static List<Pair> items;
    private static Pair gross;
    private static List<Money> moneys;

    /** A currency of orders: its price list, and how many decimals quantities have so that amounts come out even. */
    private record Money(String currency, String priceList, int decimals, int pieces) {}

    @BeforeAll
    static void start() {
        scene = Scene.start(SalesSettings.NONE.with(OrderModel.SUBMITTED));
        orders = new SalesOrders(scene);
        items = List.of(
                orders.item("Desk", "unitPrice", 200),
                orders.item("Lamp", "unitPrice", 19.99),
                orders.resource("Fitter", "unitPrice", 55));
        scene.changeCustomer(orders.customer.businessCentral(), "taxBusinessGroup", "DOMESTIC");
        gross = orders.item("Gross", "unitPrice", 119, "priceIncludesTax", true, "priceTaxBusinessGroup", "DOMESTIC");
        moneys = List.of(new Money(null, orders.priceList(null), 2, 1), foreign("USD", 2, 1), foreign("JPY", 0, 0));
        orders.setup("freightAccountNumber", "40450");
        orders.keepFigures();
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    private static Money foreign(String code, int decimals, int pieces) {
        String currency = orders.currency(code, decimals);
        return new Money(currency, orders.priceList(currency), decimals, pieces);
    }

    private static BigDecimal cents(int most) {
        return BigDecimal.valueOf(CHANCE.nextInt(most * 100), 2);
    }

    private static BigDecimal some(int most, Money money) {
        return cents(most).setScale(money.decimals(), RoundingMode.DOWN);
    }

    private static String order(Money money) {
        List<Object> header =
                new ArrayList<>(List.of("pricelevelid@odata.bind", "/pricelevels(" + money.priceList() + ")"));
        if (money.currency() != null) {
            header.addAll(
                    List.of("transactioncurrencyid@odata.bind", "/transactioncurrencies(" + money.currency() + ")"));
        }
        if (CHANCE.nextBoolean()) {
            header.addAll(List.of("freightamount", some(90, money)));
        }
        if (CHANCE.nextBoolean()) {
            header.addAll(List.of("discountamount", some(4, money)));
        }
        if (CHANCE.nextBoolean()) {
            header.addAll(List.of("discountpercentage", cents(30)));
        }
        String order = orders.order(header.toArray());
        int lines = 1 + CHANCE.nextInt(5);
        for (int line = 0; line < lines; line++) {
            BigDecimal quantity = BigDecimal.valueOf(1 + CHANCE.nextInt(400), money.pieces());
            BigDecimal price = BigDecimal.TEN.add(some(500, money));
            Pair sold = CHANCE.nextInt(3) == 0 ? gross : items.get(CHANCE.nextInt(items.size()));
            orders.line(
                    order,
                    sold.dataverse(),
                    quantity,
                    price,
                    "manualdiscountamount",
                    CHANCE.nextBoolean() ? some(2, money) : BigDecimal.ZERO);
        }
        return orders.submit(order);
    }

    private static BigDecimal amount(JsonNode row, String column) {
        return row.get(column).decimalValue();
    }

    /**
     * What the rules make of an order: prices with VAT are sent without, in five decimals; discounts of lines and of the header, and
     * freight, as Sales has them.
     */
    private static BigDecimal expected(String order) {
        JsonNode header = orders.now(order);
        BigDecimal total = orZero(header, "freightamount")
                .subtract(amount(header, "totallineitemamount").subtract(amount(header, "totalamountlessfreight")));
        for (JsonNode line : lines(order)) {
            BigDecimal price = amount(line, "priceperunit");
            BigDecimal sent = isGross(line)
                    ? price.multiply(HUNDRED).divide(new BigDecimal("119"), 5, RoundingMode.HALF_UP)
                    : price;
            total = total.add(amount(line, "quantity").multiply(sent).setScale(2, RoundingMode.HALF_UP))
                    .subtract(orZero(line, "manualdiscountamount"));
        }
        return total;
    }

    private static List<JsonNode> lines(String order) {
        return scene.person().dataverseList("salesorderdetails", "_salesorderid_value eq " + order);
    }

    private static boolean isGross(JsonNode line) {
        return line.get("_productid_value").asText().equals(gross.dataverse());
    }

    private static BigDecimal orZero(JsonNode row, String column) {
        return row.path(column).isNumber() ? amount(row, column) : BigDecimal.ZERO;
    }

    @Test
    void ordersAndTheirInvoicesComeToTheSameOnBothSides() {
        List<String> submitted = new ArrayList<>();
        Set<String> even = new HashSet<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            Money money = moneys.get(i % moneys.size());
            String order = order(money);
            submitted.add(order);
            if (money.decimals() == 2) {
                even.add(order);
            }
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
                    .isEqualByComparingTo(expected(order));
            if (lines(order).stream().noneMatch(TotalsAgreeTest::isGross)) {
                assertThat(amount(there, "totalAmountExcludingTax"))
                        .isEqualByComparingTo(amount(orders.now(order), "totalamount"));
            }
            if (even.contains(order)) {
                made.put(order, there.get("systemId").asText());
            }
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
                .isEqualTo(inserted(made.size()));

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
