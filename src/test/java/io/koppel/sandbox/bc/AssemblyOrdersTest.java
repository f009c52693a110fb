package io.koppel.sandbox.bc;

import static io.koppel.sandbox.SandboxFixture.COMPANION;
import static io.koppel.sandbox.SandboxFixture.koppel;
import static io.koppel.sandbox.bc.Documents.again;
import static io.koppel.sandbox.bc.Documents.customer;
import static io.koppel.sandbox.bc.Documents.decimal;
import static io.koppel.sandbox.bc.Documents.decimals;
import static io.koppel.sandbox.bc.Documents.done;
import static io.koppel.sandbox.bc.Documents.item;
import static io.koppel.sandbox.bc.Documents.linePath;
import static io.koppel.sandbox.bc.Documents.lines;
import static io.koppel.sandbox.bc.Documents.order;
import static io.koppel.sandbox.bc.Documents.patch;
import static io.koppel.sandbox.bc.Documents.path;
import static io.koppel.sandbox.bc.Documents.refusal;
import static io.koppel.sandbox.bc.Documents.rows;
import static io.koppel.sandbox.bc.Documents.sells;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Items that are assembled to order, from the line that sells them to the shipment (scenario SO-27; sales-documents.md §1.5). */
class AssemblyOrdersTest {
    private static final String TO_ORDER =
            ",\"replenishmentSystem\":\"Assembly\",\"assemblyPolicy\":\"Assemble_x002D_to_x002D_Order\"";

    private Map<String, Object> item;
    private Map<String, Object> order;

    @BeforeEach
    void sell() {
        item = item("50", TO_ORDER);
        order = order(customer(""), "", sells(item, "\"quantity\":4"));
    }

    private List<Map<String, Object>> assemblies() {
        return rows(COMPANION + "/assemblyOrders?$filter=itemNumber eq '" + item.get("number") + "'");
    }

    private String assembly() {
        return decimals(assemblies().get(0), "quantity", "assembledQuantity", "remainingQuantity");
    }

    private String line() {
        return linePath(lines(order).get(0));
    }

    @Test
    void theAssemblyOrderFollowsTheQuantityAndGoesWithTheLine() {
        assertThat(assemblies()).singleElement().satisfies(made -> assertThat(made)
                .containsEntry("salesOrderNumber", order.get("number"))
                .containsEntry("salesOrderLineId", lines(order).get(0).get("systemId")));
        Object number = assemblies().get(0).get("number");

        assertThat(decimal(patch(line(), "{\"quantity\":6}").get("assembleToOrderQuantity")))
                .isEqualTo("6");

        assertThat(assembly()).isEqualTo("6 0 6");
        assertThat(assemblies()).extracting(row -> row.get("number")).containsExactly(number);
        assertThat(koppel().send("DELETE", line(), null, "If-Match", "*").status())
                .isEqualTo(204);
        assertThat(assemblies()).isEmpty();
    }

    @Test
    void aDeletedOrderTakesItsAssemblyOrdersAlong() {
        assertThat(koppel().send("DELETE", path(order), null, "If-Match", "*").status())
                .isEqualTo(204);

        assertThat(assemblies()).isEmpty();
    }

    @Test
    void anotherProductOnTheLineNeedsNoAssemblyOrder() {
        Map<String, Object> bought = item("10", "");

        Map<String, Object> line = patch(line(), sells(bought, "\"quantity\":4"));

        assertThat(decimal(line.get("assembleToOrderQuantity"))).isEqualTo("0");
        assertThat(assemblies()).isEmpty();
    }

    @Test
    void shippingPostsWhatIsAssembledAndLeavesTheStockAsItWas() {
        patch(line(), "{\"shipQuantity\":1}");
        done(path(order), "ship");
        assertThat(assembly()).isEqualTo("4 1 3");
        assertThat(refusal(koppel().patch(line(), "{\"quantity\":0}", "If-Match", "*")))
                .startsWith("400");

        done(path(order), "ship");

        assertThat(assemblies()).isEmpty();
        assertThat(again(order)).containsEntry("completelyShipped", true);
        assertThat(rows(COMPANION + "/itemLedgerEntries?$orderby=entryNumber&$filter=itemNumber eq '"
                        + item.get("number") + "'"))
                .extracting(entry -> entry.get("entryType") + " " + decimal(entry.get("quantity")))
                .containsExactly("Assembly_x0020_Output 1", "Sale -1", "Assembly_x0020_Output 3", "Sale -3");
    }

    @Test
    void aQuoteIsAssembledWhenItBecomesAnOrder() {
        Map<String, Object> quote = Documents.create(
                COMPANION + "/salesQuotes?$expand=salesQuoteLines",
                "{\"customerNumber\":\"" + order.get("customerNumber") + "\",\"salesQuoteLines\":["
                        + sells(item, "\"quantity\":9") + "]}");
        assertThat(assemblies()).hasSize(1);

        done(COMPANION + "/salesQuotes(" + quote.get("systemId") + ")", "makeOrder");

        assertThat(assemblies()).extracting(row -> decimal(row.get("quantity"))).containsExactly("4", "9");
    }

    @Test
    void onlyWhatIsAssembledCanBeAssembledToOrder() {
        String path = COMPANION + "/items(" + item("1", "").get("systemId") + ")";
        String policy = TO_ORDER.substring(TO_ORDER.lastIndexOf("\"assemblyPolicy"));

        assertThat(refusal(koppel().patch(path, "{" + policy + "}", "If-Match", "*")))
                .isEqualTo("400 Application_FieldValidationException");
        patch(path, "{" + TO_ORDER.substring(1) + "}");
        assertThat(refusal(koppel().patch(path, "{\"replenishmentSystem\":\"Purchase\"}", "If-Match", "*")))
                .isEqualTo("400 Application_FieldValidationException");
    }
}
