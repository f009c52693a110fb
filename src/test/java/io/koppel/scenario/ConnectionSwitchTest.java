package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.setup.JobSettings;
import io.koppel.setup.Settings;
import io.koppel.setup.SettingsReader;
import io.koppel.setup.SettingsSource;
import io.koppel.testing.Basedir;
import io.koppel.testing.Rest;
import io.koppel.testing.Rig;
import io.koppel.testing.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection over REST: looked at, tried, switched off and on, and what that means for the jobs (setup.md §3 and §7). */
class ConnectionSwitchTest {
    private static Rig rig;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        rig = Rig.start();
    }

    @AfterEach
    void wellAgain() {
        rig.person().noFaults();
        rig.person().admin("PUT", "company", Map.of("localCurrency", "EUR"));
        rig.person().admin("PUT", "limits", Map.of("latency", "PT0S"));
        rig.rest().post("/api/connection/enable", null);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static JsonNode state() {
        return rig.rest().get("/api/connection/state");
    }

    private static boolean enabled() {
        return state().path("enabled").asBoolean();
    }

    private static void disable() {
        rig.rest().post("/api/connection/disable", null);
    }

    private static String status(String job) {
        return rig.rest().get("/api/jobs/" + job).path("status").asText();
    }

    private static Set<String> statuses() {
        return new TreeSet<>(rig.rest().get("/api/jobs").path("value").findValuesAsText("status"));
    }

    /** What was sent to both services since the process began. */
    private static long sent() {
        long sent = 0;
        for (JsonNode budget : rig.rest().get("/api/overview").path("budgets")) {
            sent += budget.path("sent").asLong();
        }
        return sent;
    }

    private static void stands(String job, String status) {
        rig.database().jdbi().useTransaction(handle -> {
            handle.execute("DELETE FROM job_queue_entry WHERE job = ?", job);
            handle.execute(
                    "INSERT INTO job_queue_entry (company, job, status, attempts, changed) VALUES ('CRONUS', ?, ?, 0, 0)",
                    job,
                    status);
        });
    }

    // --- trying it

    @Test
    @Scenario({"CM-07", "CM-08", "SE-16", "CS-38"})
    void aTestSucceedsSwitchedOnOrOffAndSwitchesNothing() {
        for (boolean on : List.of(true, false)) {
            rig.rest().post("/api/connection/" + (on ? "enable" : "disable"), null);

            JsonNode tested = rig.rest().post("/api/connection/test", null);

            assertThat(tested.path("well").asBoolean()).as(tested.toString()).isTrue();
            assertThat(tested.path("message").asText()).isEqualTo("the test was successful: the settings are valid");
            assertThat(tested.path("value").findValuesAsText("subject"))
                    .contains("Business Central", "Dataverse", "local currency");
            assertThat(enabled()).isEqualTo(on);
        }
    }

    @Test
    @Scenario("SE-12")
    void aServiceThatDoesNotAnswerKeepsTheConnectionOff() {
        disable();
        rig.person().fault("dataverse", "GET .*WhoAmI.*", "status-503");

        Rest.Reply refused = rig.rest().send("POST", "/api/connection/enable", null);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.detail()).startsWith("the connection stays disabled: the test failed: Dataverse");
        assertThat(enabled()).isFalse();
        assertThat(statuses()).containsExactly("on hold");
    }

    @Test
    @Scenario("SE-15")
    void aLocalCurrencyThatDataverseCannotKnowKeepsTheConnectionOff() {
        disable();
        rig.person().admin("PUT", "company", Map.of("localCurrency", "GBP"));

        Rest.Reply refused = rig.rest().send("POST", "/api/connection/enable", null);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.detail())
                .contains("local currency 'GBP'", "matches no ISO currency code in Dataverse", "exchange rate for EUR");
        assertThat(enabled()).isFalse();
    }

    // --- on and off

    @Test
    @Scenario({"CM-04", "CM-17", "SE-09"})
    void switchedOffNothingIsSentWhoeverAsksAndSwitchedOnEverythingWorks() {
        rig.rest().run("/api/jobs/CURRENCY/run", null);
        disable();
        long before = sent();

        assertThat(rig.rest().send("POST", "/api/jobs/CURRENCY/run", null).status())
                .isEqualTo(409);
        rig.rest().post("/api/jobs/CURRENCY/restart", null);
        rig.koppel().jobs().run("CURRENCY");
        assertThat(rig.rest().get("/api/jobs/CURRENCY").path("message").asText())
                .contains("the connection is not enabled");
        assertThat(rig.run("CUSTOMER").run().message()).contains("the connection is not enabled");
        assertThat(sent()).isEqualTo(before);

        JsonNode on = rig.rest().post("/api/connection/enable", null);
        assertThat(on.path("enabled").asBoolean()).isTrue();
        assertThat(enabled()).isTrue();
        assertThat(sent()).as("asking whether it is on asks no service").isEqualTo(before);
        assertThat(rig.rest().run("/api/jobs/CURRENCY/run", null).path("status").asText())
                .isEqualTo("success");
        assertThat(sent()).isGreaterThan(before);
    }

    /** Koppel reads at its start what tables there are, and told to be off, sends nothing after that. */
    @Test
    @Scenario({"CM-14", "CS-07"})
    void aProcessThatStartsWhileItIsOffSendsNothingOnceItHasLearnedTheTables() {
        disable();
        rig = rig.restart(Basedir.path().resolve("routes"), false, JobSettings.DEFAULTS);
        long atStart = sent();
        assertThat(atStart).isPositive();
        assertThat(enabled()).isFalse();

        assertThat(rig.run("CUSTOMER").run().message()).contains("the connection is not enabled");
        assertThat(rig.rest().send("POST", "/api/synchronize", null).status()).isEqualTo(409);

        assertThat(sent()).isEqualTo(atStart);
    }

    @Test
    @Scenario({"CS-33", "SE-37", "SE-38"})
    void allJobsAreHeldWithItWhateverTheirStatusAndReadyAgain() {
        stands("CURRENCY", "error");
        stands("VENDOR", "on hold due to inactivity");
        rig.person().admin("PUT", "limits", Map.of("latency", "PT0.4S"));
        long run = rig.rest().post("/api/jobs/CUSTOMER/run", null).path("run").asLong();
        Awaitility.await().until(() -> status("CUSTOMER").equals("in process"));
        assertThat(statuses()).contains("ready", "error", "on hold due to inactivity", "in process");

        disable();

        assertThat(statuses()).containsExactly("on hold");
        rig.person().admin("PUT", "limits", Map.of("latency", "PT0S"));
        rig.rest().get("/api/runs/" + run + "?wait=PT60S");
        assertThat(statuses()).as("also after what was under way has ended").containsExactly("on hold");

        rig.rest().post("/api/connection/enable", null);

        assertThat(statuses()).containsExactly("ready");
        assertThat(rig.rest().get("/api/jobs").path("value"))
                .allSatisfy(job -> assertThat(job.path("next").isNull()).isFalse());
    }

    @Test
    @Scenario("CS-36")
    void whyItIsOffIsSaidWhereverOneLooks() {
        JsonNode off = rig.rest().post("/api/connection/disable", Map.of("reason", "ABC"));

        assertThat(off.path("reason").asText()).isEqualTo("ABC");
        assertThat(state().path("message").asText())
                .startsWith("the connection was switched off by local because of ABC");
        assertThat(state().path("since").isNull()).isFalse();
        assertThat(rig.rest().page("GET", "/jobs")).contains("because of ABC");
        assertThat(rig.rest().get("/api/overview").path("problems").toString()).contains("Because of ABC.");
        rig = rig.restart(Basedir.path().resolve("routes"), false, JobSettings.DEFAULTS);
        assertThat(state().path("reason").asText()).as("after a restart").isEqualTo("ABC");
    }

    // --- what it is

    @Test
    @Scenario({"CS-12", "CS-13", "CN-23"})
    void theSettingsAreShownAsTheyAreInForceAndNoSecretIsAmongThem() throws IOException {
        Path secret = folder.resolve("dataverse.secret");
        Files.writeString(secret, "canary in a file");
        Map<String, String> file = new HashMap<>(Map.of(
                "koppel.bc.url",
                "https://api.businesscentral.dynamics.com/v2.0/contoso/production",
                "koppel.bc.token-url",
                "https://login.microsoftonline.com/contoso/oauth2/v2.0/token",
                "koppel.bc.client-id",
                "an-application",
                "koppel.bc.scope",
                "https://api.businesscentral.dynamics.com/.default",
                "koppel.bc.company",
                "CRONUS"));
        file.putAll(Map.of(
                "koppel.dataverse.url",
                "https://contoso.crm4.dynamics.com/api/data/v9.2/",
                "koppel.dataverse.token-url",
                "https://login.microsoftonline.com/contoso/oauth2/v2.0/token",
                "koppel.dataverse.client-id",
                "user@test.dynamics.com",
                "koppel.dataverse.client-secret",
                "file:" + secret,
                "koppel.dataverse.scope",
                "https://contoso.crm4.dynamics.com/.default"));
        Settings settings = SettingsReader.withConnections(
                new SettingsSource(folder, file, Map.of("KOPPEL_BC_CLIENT_SECRET", "canary in a variable"), Map.of()));

        try (Rest rest = Rest.over(rig, settings)) {
            JsonNode shown = rest.get("/api/connection").path("value");

            assertThat(shown.findValuesAsText("clientId")).containsExactly("an-application", "user@test.dynamics.com");
            assertThat(shown.findValuesAsText("url"))
                    .containsExactly(file.get("koppel.bc.url"), file.get("koppel.dataverse.url"));
            assertThat(shown.findValuesAsText("clientSecret"))
                    .as("where they lie")
                    .containsExactly("env:KOPPEL_BC_CLIENT_SECRET", "file:" + secret);
            for (String path : List.of("/api/connection", "/api/connection/state", "/api/overview", "/openapi.json")) {
                assertThat(rest.get(path).toString()).as(path).doesNotContain("canary");
            }
        }
    }

    // --- its jobs

    @Test
    @Scenario("CS-27")
    void theJobsOfMappingsAreListedWithoutThoseThatSalesAdds() {
        List<String> mappings =
                rig.rest().get("/api/jobs?kind=mapping").path("value").findValuesAsText("job");
        List<String> others =
                rig.rest().get("/api/jobs?kind=other").path("value").findValuesAsText("job");
        List<String> all = rig.rest().get("/api/jobs").path("value").findValuesAsText("job");

        assertThat(mappings).contains("CUSTOMER", "CURRENCY").doesNotContain("CUSTOMER-STATISTICS");
        assertThat(others).contains("CUSTOMER-STATISTICS").doesNotContainAnyElementsOf(mappings);
        assertThat(all).hasSize(mappings.size() + others.size()).containsAll(mappings);
        Rest.Reply refused = rig.rest().send("GET", "/api/jobs?kind=nothing", null);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.detail()).contains("expected mapping or other");
    }

    @Test
    @Scenario({"SE-23", "SE-25"})
    void howManyJobsAreActiveIsSaidInALineAndInASentence() {
        disable();
        rig.rest().post("/api/connection/enable", null);
        int total = rig.rest().get("/api/jobs").path("value").size();
        stands("CUSTOMER", "in process");

        JsonNode whole = rig.rest().get("/api/job-summary");

        assertThat(whole.path("active").asInt()).isEqualTo(total);
        assertThat(whole.path("total").asInt()).isEqualTo(total);
        assertThat(whole.path("message").asText()).isEqualTo("every job is ready or in process");

        stands("CUSTOMER-STATISTICS", "error");
        JsonNode broken = rig.rest().get("/api/job-summary");

        assertThat(broken.path("active").asInt()).isEqualTo(total - 1);
        assertThat(broken.path("message").asText())
                .isEqualTo("only " + (total - 1) + " of the " + total
                        + " scheduled jobs are ready or in process; 1 error");
        assertThat(rig.rest()
                        .get("/api/job-summary?kind=mapping")
                        .path("message")
                        .asText())
                .as("of the mappings every one is")
                .isEqualTo("every job is ready or in process");
        stands("CUSTOMER", "ready");
        stands("CUSTOMER-STATISTICS", "ready");
    }

    @Test
    @Scenario("CS-30")
    void aFullSynchronizationIsLookedAtBeforeAnythingRuns() {
        int logged = rig.rest().get("/api/job-log?limit=1000").path("value").size();

        JsonNode plan = rig.rest().post("/api/full-synchronization/recommend", null);

        assertThat(plan.path("state").asText()).isEqualTo("planned");
        assertThat(plan.path("lines"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.path("run").isNull()).isTrue());
        assertThat(rig.rest().get("/api/job-log?limit=1000").path("value")).hasSize(logged);
        rig.rest().post("/api/full-synchronization/reset", null);
    }
}
