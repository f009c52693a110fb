package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.job.Webhooks;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Business Central tells of changes, and sleeping jobs wake (business-central-api.md §10, sync-semantics.md §8). */
class WebhookTest {
    private static final String SUBSCRIPTIONS = "/v2.0/sandbox/api/koppel/sync/v1.0/subscriptions";
    private static Scene scene;
    private static Webhooks webhooks;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        webhooks = scene.rig().koppel().webhooks(scene.rest().address().toString());
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static JsonNode subscriptions() {
        try {
            return new ObjectMapper()
                    .readTree(scene.person()
                            .send("GET", SUBSCRIPTIONS, null, null)
                            .body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String status(String job) {
        return scene.rest().get("/api/jobs/" + job).path("status").asText();
    }

    private static void sleep(String job) {
        for (int run = 0; run < 4 && !status(job).equals("on hold due to inactivity"); run++) {
            scene.later(Duration.ofSeconds(2));
            scene.rest().run("/api/jobs/" + job + "/run", null);
        }
        assertThat(status(job)).isEqualTo("on hold due to inactivity");
    }

    private static HttpResponse<String> post(String query, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(scene.rest().address() + Webhooks.PATH + query))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_change_of_a_subscribed_table_wakes_its_job_and_no_other() {
        webhooks.tend();
        assertThat(subscriptions().path("value").findValuesAsText("resource"))
                .anyMatch(resource -> resource.endsWith("/customers"))
                .noneMatch(resource -> resource.endsWith("/salespeople"));
        Pair pair = scene.customerPair("Told of");
        sleep("SALESPEOPLE");
        sleep("CUSTOMER");
        scene.later(Duration.ofSeconds(60));

        scene.changeCustomer(pair.businessCentral(), "city", "Told");
        scene.later(Duration.ofSeconds(31));

        await().atMost(Duration.ofSeconds(30)).until(() -> status("CUSTOMER").equals("ready"));
        Instant next = Instant.parse(
                scene.rest().get("/api/jobs/CUSTOMER").path("next").asText());
        assertThat(next).isBefore(Instant.now().plusSeconds(31));
        assertThat(status("SALESPEOPLE")).isEqualTo("on hold due to inactivity");
    }

    /** What Business Central would post about a resource; a deletion is no reason to run (sync-semantics.md §8). */
    private static void notified(String resource, String changeType) throws Exception {
        String[] known = scene.rig().database().jdbi().withHandle(handle -> handle.select(
                        "SELECT subscription_id, secret FROM webhook_subscription WHERE resource LIKE ?",
                        "%/" + resource)
                .map((rows, context) -> new String[] {rows.getString(1), rows.getString(2)})
                .one());
        HttpResponse<String> answer = post(
                "",
                "{\"value\":[{\"subscriptionId\":\"" + known[0] + "\",\"clientState\":\"" + known[1]
                        + "\",\"changeType\":\"" + changeType + "\"}]}");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void a_deletion_wakes_nobody_and_a_change_that_counts_as_one_of_the_table_does() throws Exception {
        webhooks.tend();
        sleep("CURRENCY");

        notified("currencies", "deleted");
        assertThat(status("CURRENCY")).isEqualTo("on hold due to inactivity");

        notified("currencyExchangeRates", "created");
        assertThat(status("CURRENCY")).isEqualTo("ready");
    }

    @Test
    void a_subscription_is_kept_renewed_before_its_end_and_made_anew_when_lost() {
        webhooks.tend();
        JsonNode first = subscriptions().path("value").get(0);
        webhooks.tend();
        assertThat(subscriptions().path("value").get(0)).isEqualTo(first);
        scene.rig()
                .database()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE webhook_subscription SET expires = ?",
                        Instant.now().plus(Duration.ofHours(2)).toEpochMilli()));

        webhooks.tend();

        JsonNode renewed = subscriptions().path("value").get(0);
        assertThat(renewed.path("subscriptionId")).isEqualTo(first.path("subscriptionId"));
        assertThat(renewed.path("@odata.etag")).isNotEqualTo(first.path("@odata.etag"));

        int before = subscriptions().path("value").size();
        for (JsonNode subscription : subscriptions().path("value")) {
            scene.rig()
                    .integrationUser()
                    .send(
                            "DELETE",
                            SUBSCRIPTIONS + "('"
                                    + subscription.path("subscriptionId").asText() + "')",
                            null,
                            "*");
        }
        assertThat(subscriptions().path("value")).isEmpty();
        webhooks.tend();
        assertThat(subscriptions().path("value")).hasSize(before);
    }

    @Test
    void the_address_answers_the_handshake_and_passes_over_what_has_no_secret() throws Exception {
        HttpResponse<String> handshake = post("?validationToken=a%20token", "");
        assertThat(handshake.statusCode()).isEqualTo(200);
        assertThat(handshake.body()).isEqualTo("a token");
        assertThat(handshake.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        webhooks.tend();
        sleep("CURRENCY");
        for (JsonNode subscription : subscriptions().path("value")) {
            String id = subscription.path("subscriptionId").asText();

            HttpResponse<String> forged =
                    post("", "{\"value\":[{\"subscriptionId\":\"" + id + "\",\"clientState\":\"guessed\"}]}");

            assertThat(forged.statusCode()).isEqualTo(200);
        }
        assertThat(post("", "no JSON").statusCode()).isEqualTo(200);
        assertThat(status("CURRENCY")).isEqualTo("on hold due to inactivity");
    }
}
