package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.mapping.OrderModel;
import io.koppel.sales.SalesSettings;
import io.koppel.testing.Rig;
import io.koppel.testing.Scenario;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** Which jobs for documents there are follows from the settings, at every start (table-mappings.md §7). */
class SalesJobsTest {
    private static final String CREATE = "AUTO-CREATE-ORDERS";
    private static final String QUOTES = "AUTO-PROCESS-QUOTES";
    private static final String AVAILABILITY = "ITEM-AVAILABILITY";

    private static List<String> jobs(Rig rig) {
        return rig.rest().get("/api/jobs").path("value").findValuesAsText("job");
    }

    @Test
    @Scenario("SE-51")
    void theJobsAreThoseOfTheIntegrationWhateverElseTheSchedulerRuns() throws Exception {
        Rig rig = Rig.start(SalesSettings.NONE
                .with(OrderModel.SUBMITTED)
                .withCreateOrders(true)
                .withProcessQuotes(true));
        rig.koppel().camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quartz:somebody/else?cron=0+0+12+1+1+?+2099")
                        .routeId("foreign")
                        .log("noon");
            }
        });

        List<String> jobs = jobs(rig);

        assertThat(jobs)
                .contains(
                        "CUSTOMER",
                        "POSTEDSALESINV-INV",
                        "CUSTOMER-STATISTICS",
                        CREATE,
                        "AUTO-PROCESS-QUOTES",
                        "FOLLOW-ORDERS")
                .doesNotContain("else", "somebody", "foreign");
        assertThat(rig.rest().send("POST", "/api/jobs/ELSE/hold", null).status())
                .isEqualTo(404);
        rig.close();
    }

    @Test
    @Scenario({"SE-42", "SE-48"})
    void switchedOffTheJobThatCreatesOrdersIsGoneAndNotOnlyHeld() {
        SalesSettings submitted = SalesSettings.NONE.with(OrderModel.SUBMITTED);
        Rig rig = Rig.start(submitted);
        assertThat(jobs(rig)).doesNotContain(CREATE).contains("SALESORDER-ORDER", "FOLLOW-ORDERS");

        rig = rig.restart(submitted.withCreateOrders(true));
        assertThat(jobs(rig)).contains(CREATE);
        rig.rest().post("/api/jobs/" + CREATE + "/hold", null);

        rig = rig.restart(submitted);
        assertThat(jobs(rig)).doesNotContain(CREATE);
        List<String> kept = rig.database().jdbi().withHandle(handle -> handle.select(
                        "SELECT job FROM job_queue_entry WHERE job = ?", CREATE)
                .mapTo(String.class)
                .list());
        assertThat(kept).isEmpty();

        rig = rig.restart(SalesSettings.NONE);
        assertThat(jobs(rig)).doesNotContain("SALESORDER-ORDER", "FOLLOW-ORDERS");
        assertThat(rig.rest().send("GET", "/api/orders", null).status()).isEqualTo(409);
        rig.close();
    }

    /** Without orders being integrated, too. */
    @Test
    @Scenario({"SE-43", "SE-44", "SE-49"})
    void theJobThatProcessesQuotesIsThereWhileItIsSwitchedOn() {
        Rig rig = Rig.start(SalesSettings.NONE);
        assertThat(jobs(rig)).doesNotContain(QUOTES);

        rig = rig.restart(SalesSettings.NONE.withProcessQuotes(true));
        assertThat(jobs(rig)).contains(QUOTES);
        assertThat(rig.rest().get("/api/jobs/" + QUOTES).path("status").asText())
                .isEqualTo("ready");
        rig.rest().post("/api/full-synchronization/reset", null);
        assertThat(jobs(rig)).contains(QUOTES);

        rig = rig.restart(SalesSettings.NONE);
        assertThat(jobs(rig)).doesNotContain(QUOTES);
        rig.close();
    }

    @Test
    @Scenario("SE-45")
    void withOrdersIntegratedTheyMayBeCreatedByAJob() {
        Rig rig = Rig.start(SalesSettings.NONE.with(OrderModel.SUBMITTED).withCreateOrders(true));

        assertThat(rig.rest().get("/api/jobs/" + CREATE).path("status").asText())
                .isEqualTo("ready");
        assertThat(rig.rest().send("GET", "/api/orders", null).status()).isEqualTo(200);
        rig.close();
    }

    @Test
    @Scenario("SE-61")
    void itemAvailabilityComesAndGoesWithItsJob() {
        Rig rig = Rig.start(SalesSettings.NONE);
        assertThat(jobs(rig)).doesNotContain(AVAILABILITY);

        rig = rig.restart(SalesSettings.NONE.withItemAvailability(true));
        assertThat(jobs(rig)).contains(AVAILABILITY);

        rig = rig.restart(SalesSettings.NONE);
        assertThat(jobs(rig)).doesNotContain(AVAILABILITY);
        rig.close();
    }
}
