package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.WakePoll;
import io.koppel.testing.Rest;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The job queue as an operator sees it. Jobs run when the test asks for it: the scheduler stands still. */
class JobQueueTest {
    private static Scene scene;

    @BeforeAll
    static void start() {
        scene = Scene.start();
    }

    @AfterEach
    void shippedAgain() {
        scene.shippedAgain();
        scene.person().noFaults();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static JsonNode job(String name) {
        return scene.rest().get("/api/jobs/" + name);
    }

    private static JsonNode run(String name) {
        scene.later(Duration.ofSeconds(2));
        return scene.rest().run("/api/jobs/" + name + "/run", null);
    }

    private static void timeout(String mapping, String timeout) {
        scene.edit(mapping, text -> text.replaceFirst("inactivityTimeout: \\w+", "inactivityTimeout: " + timeout));
    }

    private static Duration untilNext(String name) {
        return Duration.between(
                Instant.now(), Instant.parse(job(name).path("next").asText()));
    }

    @Test
    void every_scheduled_mapping_has_a_job() {
        JsonNode jobs = scene.rest().get("/api/jobs").path("value");

        assertThat(jobs.findValuesAsText("job")).contains("CUSTOMER", "CONTACT", "CURRENCY", "SALESPEOPLE");
        JsonNode customer = job("customer");
        assertThat(customer.path("category").asText()).isEqualTo("BCI CUST");
        assertThat(customer.path("every").asText()).isEqualTo("PT30M");
        assertThat(customer.path("inactivityTimeout").asText()).isEqualTo("PT12H");
        assertThat(customer.path("maximumAttempts").asInt()).isEqualTo(10);
        assertThat(scene.rest().send("GET", "/api/jobs/NONE", null).detail())
                .startsWith("there is no job 'NONE'; the jobs are CONTACT, ");
    }

    @Test
    @Scenario("JQ-01")
    void a_run_that_changes_nothing_puts_the_job_to_sleep_for_its_timeout() {
        scene.customerPair("Quiet");
        timeout("CUSTOMER", "6h");
        run("CUSTOMER");

        JsonNode quiet = run("CUSTOMER");

        assertThat(quiet.path("counters").path("failed").asInt()).isZero();
        assertThat(job("CUSTOMER").path("status").asText()).isEqualTo("on hold due to inactivity");
        assertThat(untilNext("CUSTOMER")).isBetween(Duration.ofMinutes(355), Duration.ofHours(6));
    }

    @Test
    @Scenario("JQ-02")
    void a_timeout_of_zero_leaves_the_job_asleep_until_a_change() {
        timeout("CURRENCY", "0s");
        run("CURRENCY");

        run("CURRENCY");

        assertThat(job("CURRENCY").path("status").asText()).isEqualTo("on hold due to inactivity");
        assertThat(job("CURRENCY").path("next").isNull()).isTrue();
    }

    @Test
    @Scenario("JQ-03")
    void a_run_that_changes_something_keeps_the_job_ready() {
        Pair pair = scene.customerPair("Busy");
        run("CUSTOMER");
        scene.changeCustomer(pair.businessCentral(), "city", "Kolding");

        JsonNode busy = run("CUSTOMER");

        assertThat(busy.path("counters").path("modified").asInt()).isEqualTo(1);
        assertThat(scene.accountNow(pair.dataverse()).path("address1_city").asText())
                .isEqualTo("Kolding");
        assertThat(job("CUSTOMER").path("status").asText()).isEqualTo("ready");
        assertThat(untilNext("CUSTOMER")).isBetween(Duration.ofMinutes(25), Duration.ofMinutes(30));
    }

    @Test
    @Scenario("JQ-04")
    void a_change_in_business_central_wakes_the_job_of_that_table_only() {
        Pair pair = scene.customerPair("To be changed");
        for (String name : List.of("SALESPEOPLE", "CUSTOMER", "CONTACT", "CUSTOMER", "CONTACT", "CUSTOMER")) {
            run(name);
        }
        assertThat(job("CUSTOMER").path("status").asText()).isEqualTo("on hold due to inactivity");
        assertThat(job("SALESPEOPLE").path("status").asText()).isEqualTo("on hold due to inactivity");
        WakePoll poll = new WakePoll(scene.engine(), scene.rig().koppel().jobs(), () -> true, false);
        assertThat(poll.look()).isEmpty();
        scene.later(Duration.ofSeconds(2));
        scene.changeCustomer(pair.businessCentral(), "city", "Vejle");

        List<String> woken = poll.look();

        assertThat(woken).contains("CUSTOMER").doesNotContain("SALESPEOPLE");
        assertThat(job("CUSTOMER").path("status").asText()).isEqualTo("ready");
        assertThat(untilNext("CUSTOMER")).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(30));
        assertThat(job("SALESPEOPLE").path("status").asText()).isEqualTo("on hold due to inactivity");
    }

    /** sync-semantics.md §8: a job that is ready and not due within a minute is moved as well. */
    @Test
    void a_change_brings_a_job_forward_that_is_ready_but_not_due_soon() {
        Pair pair = scene.customerPair("Changed while it is ready");
        run("CUSTOMER");
        run("CUSTOMER");
        scene.changeCustomer(pair.businessCentral(), "city", "Ribe");
        run("CUSTOMER");
        assertThat(job("CUSTOMER").path("status").asText()).isEqualTo("ready");
        WakePoll poll = new WakePoll(scene.engine(), scene.rig().koppel().jobs(), () -> true, false);
        assertThat(poll.look()).as("nothing has changed since").doesNotContain("CUSTOMER");
        scene.later(Duration.ofSeconds(2));
        scene.changeCustomer(pair.businessCentral(), "city", "Skagen");

        assertThat(poll.look()).contains("CUSTOMER");

        assertThat(untilNext("CUSTOMER")).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(30));
        assertThat(poll.look()).as("it is due soon anyway").doesNotContain("CUSTOMER");
    }

    /** table-mappings.md §1, Disable Event Job Resch. */
    @Test
    void a_job_whose_mapping_says_so_is_not_woken() {
        scene.edit(
                "CUSTOMER",
                text -> text.replace("inactivityTimeout: 12h", "inactivityTimeout: 12h, wakeOnChange: false"));
        Pair pair = scene.customerPair("Left alone");
        for (int i = 0; i < 3; i++) {
            run("CUSTOMER");
        }
        assertThat(job("CUSTOMER").path("status").asText()).isEqualTo("on hold due to inactivity");
        scene.later(Duration.ofSeconds(2));
        scene.changeCustomer(pair.businessCentral(), "city", "Odense");

        assertThat(new WakePoll(scene.engine(), scene.rig().koppel().jobs(), () -> true, false).look())
                .doesNotContain("CUSTOMER");
        assertThat(scene.rig().koppel().jobs().wake(job -> job.name().equals("CUSTOMER")))
                .isEmpty();

        assertThat(job("CUSTOMER").path("status").asText()).isEqualTo("on hold due to inactivity");
    }

    @Test
    void a_change_in_dataverse_wakes_only_where_the_settings_say_so() {
        Pair pair = scene.customerPair("Changed in Sales");
        run("CUSTOMER");
        run("CUSTOMER");
        run("CUSTOMER");
        assertThat(job("CUSTOMER").path("status").asText()).isEqualTo("on hold due to inactivity");
        scene.later(Duration.ofSeconds(2));
        scene.changeAccount(pair.dataverse(), "name", "Changed in Sales indeed");

        assertThat(new WakePoll(scene.engine(), scene.rig().koppel().jobs(), () -> true, false).look())
                .doesNotContain("CUSTOMER");
        assertThat(new WakePoll(scene.engine(), scene.rig().koppel().jobs(), () -> true, true).look())
                .contains("CUSTOMER");
    }

    @Test
    void a_job_on_hold_does_not_run_by_itself_until_it_is_restarted() {
        scene.rest().post("/api/jobs/SHIPMENT-METHOD/hold", null);

        scene.rig().koppel().jobs().run("SHIPMENT-METHOD");

        assertThat(job("SHIPMENT-METHOD").path("status").asText()).isEqualTo("on hold");
        assertThat(job("SHIPMENT-METHOD").path("message").asText()).isEqualTo("held by local");
        assertThat(job("SHIPMENT-METHOD").path("next").isNull()).isTrue();
        assertThat(scene.rest().get("/api/jobs/SHIPMENT-METHOD/runs").path("value"))
                .isEmpty();

        scene.rest().post("/api/jobs/SHIPMENT-METHOD/restart", null);

        JsonNode ready = job("SHIPMENT-METHOD");
        assertThat(ready.path("status").asText()).isEqualTo("ready");
        assertThat(Instant.parse(ready.path("next").asText()))
                .isAfterOrEqualTo(Instant.parse(ready.path("since").asText()));
        scene.rig().koppel().jobs().run("SHIPMENT-METHOD");
        assertThat(scene.rest().get("/api/jobs/SHIPMENT-METHOD/runs").path("value"))
                .singleElement()
                .satisfies(run -> assertThat(run.path("startedBy").asText()).isEqualTo("schedule"));
    }

    @Test
    void a_run_that_cannot_come_to_its_end_is_tried_again_later() {
        scene.person().fault("businessCentral", "GET .*shippingAgents.*", "status-500");

        JsonNode failed = run("SHIPPING-AGENT");

        assertThat(failed.path("status").asText()).isEqualTo("error");
        JsonNode job = job("SHIPPING-AGENT");
        assertThat(job.path("status").asText()).isEqualTo("ready");
        assertThat(job.path("attempts").asInt()).isEqualTo(1);
        assertThat(job.path("message").asText()).isNotEmpty();
        assertThat(untilNext("SHIPPING-AGENT")).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(31));

        scene.person().noFaults();
        run("SHIPPING-AGENT");

        assertThat(job("SHIPPING-AGENT").path("attempts").asInt()).isZero();
        assertThat(job("SHIPPING-AGENT").path("message").isNull()).isTrue();
    }

    /** sync-semantics.md §8: a job has a time limit, so that one that hangs does not keep its category from all others. */
    @Test
    void a_run_that_takes_longer_than_its_limit_is_a_failed_attempt() {
        scene.rig().koppel().runner().timeLimit(Duration.ofMillis(1));
        scene.person().admin("PUT", "limits", Map.of("latency", "PT1.5S"));

        JsonNode stopped = scene.rest().run("/api/jobs/UNIT-OF-MEASURE/run", null);

        scene.rig().koppel().runner().timeLimit(Duration.ofHours(12));
        scene.person().admin("PUT", "limits", Map.of("latency", "PT0S"));
        assertThat(stopped.path("status").asText()).isEqualTo("error");
        assertThat(stopped.path("message").asText()).contains("the time limit of jobs");
        assertThat(job("UNIT-OF-MEASURE").path("attempts").asInt()).isEqualTo(1);
        assertThat(run("UNIT-OF-MEASURE").path("status").asText()).isEqualTo("success");
        assertThat(job("UNIT-OF-MEASURE").path("attempts").asInt()).isZero();
    }

    @Test
    @Scenario("MG-63")
    void what_needs_the_connection_is_refused_while_it_is_not_enabled() {
        String customer = scene.customer("Waits for the connection");
        scene.rest().post("/api/connection/disable", null);
        int runs = scene.rest().get("/api/job-log?limit=1000").path("value").size();

        for (String act : List.of(
                "/api/mappings/CUSTOMER/synchronize",
                "/api/synchronize",
                "/api/jobs/CUSTOMER/run",
                "/api/full-synchronization/start",
                "/api/skipped/find-deleted")) {
            Rest.Reply refused = scene.rest().send("POST", act, null);
            assertThat(refused.status()).as(act).isEqualTo(409);
            assertThat(refused.detail()).as(act).startsWith("the connection is not enabled; enable it");
        }
        Rest.Reply created = scene.rest()
                .send("POST", "/api/mappings/CUSTOMER/create", Map.of("businessCentralIds", List.of(customer)));
        assertThat(created.status()).isEqualTo(409);
        assertThat(scene.rest().get("/api/job-log?limit=1000").path("value")).hasSize(runs);
        scene.rest().post("/api/connection/enable", null);
        scene.rest().run("/api/mappings/CUSTOMER/synchronize", null);
    }

    @Test
    void the_history_of_a_job_lists_its_runs_newest_first() {
        scene.rest().run("/api/jobs/PAYMENT-TERMS/run", null);
        scene.rest().run("/api/jobs/PAYMENT-TERMS/run", null);
        scene.rest().run("/api/mappings/PAYMENT-TERMS/synchronize", Map.of());

        JsonNode first = scene.rest().get("/api/jobs/PAYMENT-TERMS/runs?limit=1");
        JsonNode second = scene.rest()
                .get("/api/jobs/PAYMENT-TERMS/runs?limit=1&after="
                        + first.path("next").asText());

        assertThat(first.path("value").get(0).path("run").asLong())
                .isGreaterThan(second.path("value").get(0).path("run").asLong())
                .isEqualTo(job("PAYMENT-TERMS").path("lastRun").asLong());
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void jobs_of_one_category_do_not_run_together() throws Exception {
        scene.person().admin("PUT", "limits", Map.of("latency", "PT0.4S"));
        Rest.Reply customer = scene.rest().send("POST", "/api/jobs/CUSTOMER/run", null);
        assertThat(customer.status()).isEqualTo(202);
        org.awaitility.Awaitility.await()
                .until(() -> job("CUSTOMER").path("status").asText().equals("in process"));

        scene.rig().koppel().jobs().run("CONTACT");

        String contact = job("CONTACT").path("status").asText();
        boolean customerRuns = job("CUSTOMER").path("status").asText().equals("in process");
        scene.person().admin("PUT", "limits", Map.of("latency", "PT0S"));
        assertThat(customerRuns).as("the category was taken").isTrue();
        assertThat(contact).isEqualTo("waiting");
        assertThat(scene.rest().send("POST", "/api/jobs/CUSTOMER/run", null).status())
                .isEqualTo(409);
        scene.rest().get("/api/runs/" + customer.body().path("run").asLong() + "?wait=PT60S");
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(untilNext("CONTACT")).isLessThan(Duration.ofSeconds(1)));
        scene.rig().koppel().jobs().run("CONTACT");
        assertThat(job("CONTACT").path("status").asText()).isNotEqualTo("waiting");
    }
}
