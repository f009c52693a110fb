package io.koppel.sandbox.bc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.koppel.sandbox.Sandbox;
import io.koppel.sandbox.SandboxClient;
import io.koppel.sandbox.SandboxFixture;
import io.koppel.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks as business-central-api.md §10 says. */
class SubscriptionsTest {
    private static final String SUBSCRIPTIONS = "/v2.0/sandbox/api/v2.0/subscriptions";
    private static final String CUSTOMERS = "/api/v2.0/companies(c0000000-0000-4000-8000-00000000c0de)/customers";

    /** One of its own: days pass in it. */
    private static Sandbox sandbox;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private HttpServer subscriber;
    private volatile int answer = 200;
    private volatile boolean shakesHands = true;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.demo(0));
    }

    @AfterAll
    static void end() {
        sandbox.close();
    }

    /** Signs in anew each time, as tokens do not live for days. */
    private static SandboxClient koppel() {
        return new SandboxClient(sandbox.baseUrl(), "koppel");
    }

    private static SandboxClient person() {
        return new SandboxClient(sandbox.baseUrl(), "person");
    }

    @BeforeEach
    void listen() throws IOException {
        subscriber = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        subscriber.createContext("/", exchange -> {
            String query = exchange.getRequestURI().getQuery();
            boolean handshake = query != null && query.startsWith("validationToken=");
            String body = handshake && shakesHands ? query.substring("validationToken=".length()) : "";
            if (!handshake) {
                told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(handshake ? 200 : answer, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        subscriber.start();
    }

    @AfterEach
    void stop() {
        subscriber.stop(0);
    }

    private SandboxClient.Answer subscribe(String url, String resource) {
        return koppel().post(
                        SUBSCRIPTIONS,
                        "{\"notificationUrl\":\"" + url + "\",\"resource\":\"" + resource
                                + "\",\"clientState\":\"s3cret\"}");
    }

    private String address() {
        return "http://127.0.0.1:" + subscriber.getAddress().getPort() + "/hook";
    }

    private static String id(SandboxClient.Answer subscription) {
        return String.valueOf(subscription.json().get("subscriptionId"));
    }

    private static void later(String step) {
        new SandboxClient(sandbox.baseUrl(), "").send("PUT", "/sandbox/clock", "{\"advance\":\"" + step + "\"}");
    }

    private static void change() {
        SandboxClient.Answer page = person().get(SandboxFixture.V2 + "/customers?$top=1");
        var row = page.rows().get(0);
        SandboxClient.Answer changed = person().patch(
                        SandboxFixture.V2 + "/customers(" + row.get("id") + ")",
                        "{\"phoneNumber\":\"" + System.nanoTime() % 1_000_000 + "\"}",
                        "If-Match",
                        String.valueOf(row.get("@odata.etag")));
        assertThat(changed.status()).isEqualTo(200);
    }

    private static int status(String id) {
        return koppel().get(SUBSCRIPTIONS + "('" + id + "')").status();
    }

    @Test
    void onlyHttpsThatShakesHandsAndSetsThatNotifyAreTaken() {
        assertThat(subscribe("http://example.org/hook", CUSTOMERS).status()).isEqualTo(400);
        assertThat(subscribe(address(), CUSTOMERS.replace("customers", "contacts"))
                        .status())
                .isEqualTo(400);
        shakesHands = false;
        assertThat(subscribe(address(), CUSTOMERS).status()).isEqualTo(400);
        shakesHands = true;
        assertThat(subscribe(address(), CUSTOMERS).status()).isEqualTo(201);
    }

    @Test
    void aChangeIsToldHalfAMinuteLaterOnce() {
        SandboxClient.Answer made = subscribe(address(), CUSTOMERS);
        change();
        change();
        later("PT31S");

        await().atMost(Duration.ofSeconds(20)).until(() -> !told.isEmpty());

        assertThat(told).singleElement().satisfies(body -> assertThat(body)
                .contains(id(made), "\"clientState\":\"s3cret\"", "\"changeType\":\"updated\"", "/customers("));
    }

    @Test
    void aWrongAnswerEndsTheSubscriptionAndABusyOneIsTriedAgain() {
        String id = id(subscribe(address(), CUSTOMERS));
        answer = 503;
        change();
        later("PT31S");
        await().atMost(Duration.ofSeconds(20)).until(() -> told.size() == 1);
        assertThat(status(id)).isEqualTo(200);
        answer = 404;
        later("PT61S");

        await().atMost(Duration.ofSeconds(20)).until(() -> status(id) == 404);

        assertThat(told.size()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void itEndsAfterThreeDaysUnlessRenewed() {
        SandboxClient.Answer made = subscribe(address(), CUSTOMERS);
        String path = SUBSCRIPTIONS + "('" + id(made) + "')";
        later("P2D");
        assertThat(koppel().patch(path, "{}").status()).isEqualTo(400);
        assertThat(koppel().patch(path, "{}", "If-Match", made.etag()).status()).isEqualTo(200);
        later("P2D");
        assertThat(status(id(made))).isEqualTo(200);
        later("P2D");
        assertThat(status(id(made))).isEqualTo(404);
    }
}
