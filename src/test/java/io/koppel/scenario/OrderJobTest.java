package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.journal.ErrorRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.OrderModel;
import io.koppel.mapping.Side;
import io.koppel.sales.SalesSettings;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The job that creates orders: which ones, and once each whatever is lost (sales-documents.md §1.1, §1.2; promises.md P1). */
class OrderJobTest {
    private static Scene scene;
    private static SalesOrders orders;
    private static Pair item;

    @BeforeAll
    static void start() {
        scene = Scene.start(SalesSettings.NONE.with(OrderModel.SUBMITTED).withCreateOrders(true));
        orders = new SalesOrders(scene);
        item = orders.item("Chair", "unitPrice", 40);
    }

    @AfterEach
    void noFaults() {
        scene.person().admin("DELETE", "faults", null);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    private static RunStatus job() {
        return scene.rig().koppel().sales().orders().job().run("test", List.of());
    }

    private static String order(int quantity) {
        String order = orders.order();
        orders.line(order, item.dataverse(), quantity, 40);
        return orders.submit(order);
    }

    private static String with(String submitted) {
        String order = submitted == null ? orders.order() : orders.order("lastbackofficesubmit", submitted);
        return orders.submit(order);
    }

    private static void fault(String service, String match, String fault, int nth) {
        scene.person()
                .admin(
                        "POST",
                        "faults",
                        List.of(Map.of("service", service, "match", match, "fault", fault, "nth", nth)));
    }

    @Test
    @Scenario({"SO-40", "SO-41", "NV-10"})
    void emptyAnd1900AreTakenAndNothingElse() {
        String empty = with(null);
        String before = with("1899-12-31T00:00:00Z");
        String blank = with("1900-01-01T00:00:00Z");
        String after = with("1900-01-02T00:00:00Z");
        String active = orders.order();

        List<String> listed = new ArrayList<>();
        scene.rest()
                .get("/api/orders")
                .path("value")
                .forEach(row -> listed.add(row.path("salesorderid").asText()));
        assertThat(listed).contains(empty, blank).doesNotContain(before, after, active);
        assertThat(scene.rest().get("/api/orders").path("value"))
                .allSatisfy(row -> assertThat(row.path("dataverseUrl").asText())
                        .endsWith("/main.aspx?pagetype=entityrecord&etn=salesorder&id="
                                + row.path("salesorderid").asText()));

        job();
        assertThat(orders.made(empty)).hasSize(1);
        assertThat(orders.made(blank)).hasSize(1);
        assertThat(scene.coupling("SALESORDER-ORDER", empty)).isNotNull();
        for (String left : List.of(before, after, active)) {
            assertThat(orders.made(left)).isEmpty();
            assertThat(scene.coupling("SALESORDER-ORDER", left)).isNull();
        }
    }

    @Test
    void anOrderThatFailsIsAnErrorWithItsCauseAndHoldsUpNoOther() {
        String bad = orders.order("customerid_account@odata.bind", "/accounts(" + scene.account("Nobody's") + ")");
        orders.submit(bad);
        String good = order(1);

        RunStatus run = job();

        assertThat(run.run().status()).isEqualTo(JobStatus.RECORDS_FAILED);
        assertThat(run.counters().failed()).isEqualTo(1);
        assertThat(orders.made(good)).hasSize(1);
        ErrorRow error = scene.errors(run).get(0);
        assertThat(error.message())
                .startsWith(
                        "SALESORDER-ORDER " + orders.now(bad).get("ordernumber").asText() + " from Dataverse: ")
                .contains("'Nobody's' is not coupled");
        assertThat(error.field()).isEqualTo("customerid");
        JsonNode refused = scene.rest().get("/api/orders?state=refused").path("value");
        assertThat(refused.findValuesAsText("salesorderid")).contains(bad);
        scene.person().dataverseDelete("salesorders", bad);
    }

    @Test
    void aLostAnswerToTheCreateMakesNoSecondOrder() {
        String order = order(2);
        fault("businessCentral", "POST .*salesOrders$", "drop-after-apply", 1);

        job();
        job();

        assertThat(orders.made(order)).hasSize(1);
        assertThat(orders.madeLines(order)).hasSize(1);
        assertThat(orders.states(order)).isEqualTo("1/3");
        assertThat(orders.now(order).get("lastbackofficesubmit").isNull()).isFalse();
    }

    @Test
    void aCreateThatNeverArrivedIsSentAgainUnderTheSameId() {
        String order = order(2);
        fault("businessCentral", "POST .*", "drop-before-apply", 1);
        job();
        String chosen = scene.rig()
                .koppel()
                .sales()
                .ledger()
                .find(io.koppel.sales.DocumentKind.ORDER, UUID.fromString(order))
                .orElseThrow()
                .businessCentralId()
                .toString();
        noFaults();

        job();

        assertThat(orders.onlyMade(order).get("systemId").asText()).isEqualTo(chosen);
    }

    @Test
    void whatSalesDidNotHearOfIsToldByTheNextRun() {
        String order = order(2);
        scene.person()
                .admin(
                        "POST",
                        "faults",
                        List.of(Map.of(
                                "service",
                                "dataverse",
                                "match",
                                "PATCH .*salesorders.*",
                                "fault",
                                "drop-before-apply",
                                "probability",
                                1)));
        job();
        assertThat(orders.made(order)).hasSize(1);
        assertThat(orders.now(order).get("lastbackofficesubmit").isNull()).isTrue();
        noFaults();

        job();

        assertThat(orders.made(order)).hasSize(1);
        assertThat(orders.now(order).get("lastbackofficesubmit").isNull()).isFalse();
        assertThat(orders.states(order)).isEqualTo("1/3");
    }

    @Test
    void everyWriteStandsInTheHistory() {
        long mark = scene.mark();
        String order = orders.order("discountpercentage", 2);
        orders.line(order, item.dataverse(), 3, 40, "description", "Handle with care");
        orders.submit(order);
        job();

        long written = scene.writes(mark).size();
        assertThat(written).isGreaterThan(3);
        String made = orders.onlyMade(order).get("systemId").asText();
        List<String> sides = scene.history("SALESORDER-ORDER", order).stream()
                .map(row -> (row.side() == Side.BUSINESS_CENTRAL ? "BC " : "Sales ") + row.operation())
                .toList();
        assertThat(sides)
                .containsExactlyInAnyOrder(
                        "BC create",
                        "BC create",
                        "BC create",
                        "BC update",
                        "Sales update",
                        "Sales update",
                        "Sales update");
        assertThat(scene.history("SALESORDER-ORDER", made)).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void manyOrdersShareARequest() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            many.add(order(1 + i));
        }
        var before = scene.engine().services().businessCentral().requests();
        job();
        var after = scene.engine().services().businessCentral().requests();

        assertThat(many).allSatisfy(order -> assertThat(orders.made(order)).hasSize(1));
        assertThat(after.httpRequests() - before.httpRequests()).isLessThan(10);
    }
}
