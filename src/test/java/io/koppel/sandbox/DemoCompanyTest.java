package io.koppel.sandbox;

import static io.koppel.sandbox.SandboxFixture.COMPANION;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demonstration company and records made by the thousand (design.md §9). */
class DemoCompanyTest {
    private static Sandbox sandbox;
    private static SandboxClient client;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.demo(0));
        client = new SandboxClient(sandbox.baseUrl(), "koppel");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static List<Map<String, Object>> rows(String set, String filter) {
        return client.get(COMPANION + "/" + set + (filter.isEmpty() ? "" : "?$filter=" + filter))
                .rows();
    }

    @Test
    void isAWholeCompany() {
        assertThat(rows("items", "")).hasSize(100);
        assertThat(rows("items", "blocked eq true")).hasSizeBetween(3, 10);
        assertThat(rows("resources", "")).hasSize(10);
        assertThat(rows("vendors", "")).hasSize(15);
        assertThat(rows("customerPriceGroups", "")).hasSize(3);
        assertThat(rows("priceLists", "status eq 'Active'"))
                .extracting("currencyCode")
                .containsExactlyInAnyOrder("", "USD", "GBP");
        assertThat(rows("opportunities", "")).hasSize(26);
        assertThat(rows("postedSalesInvoices", "")).hasSize(40);
        assertThat(rows("postedSalesInvoiceLines", ""))
                .extracting("type")
                .contains("Item", "Resource", "G_x002F_L_x0020_Account", "_x0020_");
        assertThat(rows("postedSalesInvoices", "cancelled eq true")).hasSize(1);
        assertThat(rows("customerLedgerEntries", "open eq false")).hasSizeGreaterThan(10);
    }

    /** The same price in both worlds of prices, and none for what cannot be sold. */
    @Test
    void pricesOnlyWhatIsSold() {
        List<Object> blocked = rows("items", "blocked eq true").stream()
                .map(item -> item.get("systemId"))
                .toList();
        assertThat(rows("salesPrices", "")).extracting("itemId").doesNotContainAnyElementsOf(blocked);
        assertThat(rows("priceListLines", "")).extracting("itemId").doesNotContainAnyElementsOf(blocked);
        assertThat(rows("salesPrices", "salesCode eq 'US-TRADE'"))
                .hasSameSizeAs(rows("priceListLines", "priceListCode eq 'S00002' and assetType eq 'Item'"));
    }

    /** Records are made for one another: invoices of the customers and items, prices of the items. */
    @Test
    void makesAnyNumberOfRecords() {
        try (Sandbox empty = Sandbox.start(SandboxOptions.empty())) {
            SandboxClient admin = new SandboxClient(empty.baseUrl(), "");
            SandboxClient koppel = new SandboxClient(empty.baseUrl(), "koppel");
            assertThat(admin.post("/sandbox/seed", "{\"postedSalesInvoices\":1}")
                            .status())
                    .isEqualTo(400);
            admin.post(
                    "/sandbox/seed",
                    "{\"seed\":3,\"customers\":20,\"vendors\":5,\"items\":30,\"resources\":2,\"priceListLines\":30}");
            admin.post("/sandbox/seed", "{\"seed\":3,\"postedSalesInvoices\":25,\"opportunities\":4}");
            assertThat(koppel.get(COMPANION + "/items").rows()).hasSize(30);
            assertThat(koppel.get(COMPANION + "/priceListLines").rows()).hasSize(30);
            assertThat(koppel.get(COMPANION + "/postedSalesInvoices").rows()).hasSize(25);
            assertThat(koppel.get(COMPANION + "/postedSalesInvoiceLines").rows())
                    .hasSize(125);
            assertThat(koppel.get(COMPANION + "/opportunities").rows()).hasSize(4);
        }
    }
}
