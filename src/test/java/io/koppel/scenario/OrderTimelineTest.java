package io.koppel.scenario;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.job.RunStatus;
import io.koppel.mapping.OrderModel;
import io.koppel.sales.SalesSettings;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens to orders is told on their timelines, once (sales-documents.md §7). */
class OrderTimelineTest {
    private static final String JOB = "SALES-ORDER-STATUS";
    private static final String RELEASED = "The status of the order has changed to Released.";

    private static Scene scene;
    private static SalesPapers papers;
    private static Pair customer;
    private static Pair item;

    @BeforeAll
    static void start() {
        scene = Scene.start(SalesSettings.NONE.with(OrderModel.SUBMITTED));
        papers = new SalesPapers(scene);
        Goods goods = new Goods(scene);
        goods.unitPair("PCS");
        item = goods.itemPair("Table", "PCS", "unitPrice", 80);
        customer = scene.customerPair("Reads timelines");
    }

    @AfterEach
    void noFaults() {
        scene.person().admin("DELETE", "faults", null);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static String[] order() {
        return papers.coupledOrder(customer.dataverse(), List.of(papers.product(item.dataverse(), 2, 50)));
    }

    private static RunStatus tell() {
        RunStatus run = papers.run(JOB);
        assertThat(run.run().message()).isNull();
        return run;
    }

    @Test
    @Scenario("SO-01")
    void aReleaseIsToldOnce() {
        String[] order = order();
        papers.bc("salesOrders(" + order[1] + ")", "release");

        tell();
        tell();

        assertThat(papers.posts(order[0])).containsExactly(RELEASED);
        assertThat(scene.person()
                        .dataverseList("posts", "_regardingobjectid_value eq " + order[0])
                        .get(0)
                        .get("type")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void eachReleaseIsToldForItself() {
        String[] order = order();
        papers.bc("salesOrders(" + order[1] + ")", "release");
        tell();
        papers.bc("salesOrders(" + order[1] + ")", "reopen");
        tell();
        papers.bc("salesOrders(" + order[1] + ")", "release");

        tell();

        assertThat(papers.posts(order[0])).containsExactly(RELEASED, RELEASED);
    }

    @Test
    @Scenario({"SO-02", "SO-03"})
    void aShipmentIsToldOnceOnTheOrderAndNotOnTheAccount() {
        String[] order = order();
        papers.bc("salesOrders(" + order[1] + ")", "ship");

        tell();
        tell();

        String shipment = scene.person()
                .bcList("postedSalesShipments", "dataverseId eq " + order[0])
                .get(0)
                .get("number")
                .asText();
        assertThat(papers.posts(order[0]))
                .containsExactlyInAnyOrder(RELEASED, "Shipment " + shipment + " has been created for the order.");
        assertThat(papers.posts(customer.dataverse())).isEmpty();
    }

    /** Better than the built-in integration: the order is gone from Business Central when its last invoice is posted. */
    @Test
    void theInvoiceOfAnOrderThatIsGoneIsTold() {
        String[] order = order();
        papers.bc("salesOrders(" + order[1] + ")", "shipAndInvoice");
        assertThat(scene.person().bcList("salesOrders", "dataverseId eq " + order[0]))
                .isEmpty();

        tell();

        assertThat(papers.posts(order[0])).hasSize(3).anyMatch(text -> text.startsWith("Invoice "));
    }

    @Test
    @Scenario("SO-04")
    void anInvoiceThatCameFromNoOrderIsNotTold() {
        PostedInvoices invoices = new PostedInvoices(scene);
        invoices.post(
                customer.businessCentral(),
                PostedInvoices.item(
                        scene.person()
                                .bc("items(" + item.businessCentral() + ")")
                                .get("number")
                                .asText(),
                        1));
        int before = scene.person().dataverseList("posts", "postid ne null").size();

        RunStatus run = tell();

        assertThat(run.counters().inserted()).isZero();
        assertThat(scene.person().dataverseList("posts", "postid ne null")).hasSize(before);
        assertThat(papers.posts(customer.dataverse())).isEmpty();
    }

    @Test
    void anUncoupledOrderIsNotTold() {
        String number = scene.person()
                .bc("items(" + item.businessCentral() + ")")
                .get("number")
                .asText();
        String order = scene.person()
                .bcCreate(
                        "salesOrders",
                        values(
                                "customerId",
                                customer.businessCentral(),
                                "salesOrderLines",
                                List.of(values("type", "Item", "number", number, "quantity", 1))))
                .get("systemId")
                .asText();
        papers.bc("salesOrders(" + order + ")", "ship");

        assertThat(tell().counters().inserted()).isZero();
    }

    @Test
    void aLostAnswerLeavesOnePost() {
        String[] order = order();
        papers.bc("salesOrders(" + order[1] + ")", "release");
        scene.person()
                .admin(
                        "POST",
                        "faults",
                        List.of(Map.of(
                                "service",
                                "dataverse",
                                "match",
                                "POST .*/posts",
                                "fault",
                                "drop-after-apply",
                                "nth",
                                1)));

        papers.run(JOB);
        papers.run(JOB);

        assertThat(papers.posts(order[0])).containsExactly(RELEASED);
    }

    @Test
    void anOrderThatIsGoneInSalesNeedsNoPost() {
        String[] order = order();
        papers.bc("salesOrders(" + order[1] + ")", "release");
        scene.person().dataverseDelete("salesorders", order[0]);

        RunStatus run = tell();

        assertThat(run.counters().failed()).isZero();
        assertThat(run.counters().inserted()).isZero();
        assertThat(tell().counters().total()).isZero();
    }

    /** A post that a person deletes is not written again. */
    @Test
    void aDeletedPostStaysDeleted() {
        String[] order = order();
        papers.bc("salesOrders(" + order[1] + ")", "release");
        tell();
        String post = scene.person()
                .dataverseList("posts", "_regardingobjectid_value eq " + order[0])
                .get(0)
                .get("postid")
                .asText();
        scene.person().dataverseDelete("posts", post);

        tell();

        assertThat(papers.posts(order[0])).isEmpty();
    }

    /** A cancelled invoice is a posted credit memo. The invoice's own row changes by it, and is not told of again. */
    @Test
    @Scenario("SO-05")
    void aCreditMemoIsToldNobody() {
        String[] order = order();
        papers.bc("salesOrders(" + order[1] + ")", "shipAndInvoice");
        tell();
        List<String> before = papers.posts(order[0]);
        String invoice = scene.person()
                .bcList("postedSalesInvoices", "dataverseId eq " + order[0])
                .get(0)
                .get("systemId")
                .asText();
        scene.later(java.time.Duration.ofSeconds(2));
        new PostedInvoices(scene).cancel(invoice);
        assertThat(papers.v2("salesInvoices(" + invoice + ")").get("status").asText())
                .isEqualTo("Canceled");

        RunStatus run = tell();

        assertThat(run.counters().inserted()).isZero();
        assertThat(papers.posts(order[0])).isEqualTo(before);
        assertThat(papers.posts(customer.dataverse())).isEmpty();
    }
}
