package io.koppel.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.operate.FullSynchronizationOperations.StartCommand;
import io.koppel.route.KoppelProcess;
import io.koppel.setup.Settings;
import io.koppel.store.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The console over a full store, in a process of its own: {@code ConsoleSubject SANDBOX HOME FOLDER COUPLINGS}. A thousand
 * customers are synchronized for real, so that pages which ask the services have something to ask for; the rest is written into
 * the store. Then a browser's session opens every page, and of every list the first, a middle and the last page.
 */
public final class ConsoleSubject {
    /** Starts each line that is a result. */
    static final String RESULT = "@page ";

    /** The last line. */
    static final String END = "@end";

    private static final int REAL = 1_000;
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 21;
    private static final String PASSWORD = "a password of the benchmark";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final String session;

    private ConsoleSubject(URI address) throws IOException, InterruptedException {
        this.address = address;
        HttpResponse<String> signedIn = client.send(
                HttpRequest.newBuilder(address.resolve("/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("name=admin&password=" + PASSWORD.replace(' ', '+')))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        this.session = signedIn.headers().allValues("set-cookie").stream()
                .filter(cookie -> cookie.startsWith("koppel_session="))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody was signed in: " + signedIn.body()))
                .replaceFirst(";.*", "");
    }

    public static void main(String[] args) throws Exception {
        BenchConnection connection = new BenchConnection(URI.create(args[0]), Path.of(args[1]));
        Settings settings = connection.settings(Path.of(args[2]), Map.of("koppel.http.port", "0"));
        int couplings = Integer.parseInt(args[3]);
        Map<String, String> environment = Map.of("KOPPEL_ADMIN_PASSWORD", PASSWORD);
        try (KoppelProcess first = KoppelProcess.start(settings, environment, "benchmark")) {
            first.operations().fullSynchronization().start(new StartCommand(null), "benchmark");
            first.awaitFullSynchronization(Duration.ofMillis(200));
        }
        try (Database database = Database.open(settings.store())) {
            new ConsoleStore(database).fill(couplings - REAL);
        }
        try (KoppelProcess koppel = KoppelProcess.start(settings, environment, "benchmark")) {
            new ConsoleSubject(koppel.address()).measure();
        }
        System.out.println(END);
        System.exit(0);
    }

    private void measure() throws Exception {
        for (Map.Entry<String, String> page : pages().entrySet()) {
            for (int i = 0; i < WARM_UP; i++) {
                open(page.getValue());
            }
            double[] millis = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                long start = System.nanoTime();
                open(page.getValue());
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(millis);
            System.out.println(RESULT
                    + JSON.writeValueAsString(
                            new ConsoleResult(page.getKey(), page.getValue(), millis[ROUNDS / 2], millis[ROUNDS - 1])));
        }
    }

    private void open(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Cookie", session)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("</html>")) {
            throw new IllegalStateException(path + " answers " + answer.statusCode() + " " + answer.body());
        }
    }

    private JsonNode rest(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .header(
                                "Authorization",
                                "Basic "
                                        + java.util.Base64.getEncoder()
                                                .encodeToString(("admin:" + PASSWORD)
                                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answers " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Every page by name. */
    private Map<String, String> pages() throws Exception {
        Map<String, String> pages = new LinkedHashMap<>();
        JsonNode real = rest("/api/history?limit=1000").path("value");
        String run = real.get(0).path("run").asText();
        JsonNode group = rest("/api/errors/groups").path("value").get(0);
        String record = record();
        pages.put("overview", "/");
        pages.put("explain (asks the services)", "/find?mapping=CUSTOMER&record=" + record);
        pages.put("mappings", "/mappings");
        pages.put("mapping", "/mappings/CUSTOMER");
        pages.put("match (asks the services)", "/mappings/VENDOR/match");
        pages.put("jobs", "/jobs");
        list(pages, "job", "/jobs/CUSTOMER?", "/api/jobs/CUSTOMER/runs?");
        pages.put("full synchronization", "/full-synchronization");
        list(pages, "couplings", "/couplings?mapping=CUSTOMER&", "/api/couplings?mapping=CUSTOMER&");
        pages.put("couplings, number searched", "/couplings?mapping=CUSTOMER&search=C0050");
        pages.put("couplings, nothing found", "/couplings?mapping=CUSTOMER&search=nobody");
        pages.put("couple", "/couple?mapping=CUSTOMER");
        pages.put("record (asks the services)", "/records/CUSTOMER/" + record);
        list(pages, "skipped", "/skipped?", "/api/skipped?live=no&");
        list(pages, "skipped of a mapping", "/skipped?mapping=CONTACT&", "/api/skipped?live=no&mapping=CONTACT&");
        pages.put("orders", "/orders");
        pages.put("quotes", "/quotes");
        pages.put("errors by cause", "/errors");
        list(pages, "all errors", "/errors/all?", "/api/errors?");
        list(pages, "errors of a mapping", "/errors/all?mapping=CONTACT&", "/api/errors?mapping=CONTACT&");
        String cause = group.path("id").asText();
        list(pages, "errors of a cause", "/errors/groups/" + cause + "?", "/api/errors/groups/" + cause + "?");
        pages.put("plan (asks the services)", "/plan?mapping=VENDOR");
        list(pages, "history", "/history?", "/api/history?");
        list(pages, "history of a mapping", "/history?mapping=CONTACT&", "/api/history?mapping=CONTACT&");
        list(pages, "job log", "/job-log?", "/api/job-log?");
        list(pages, "job log of a mapping", "/job-log?mapping=CONTACT&", "/api/job-log?mapping=CONTACT&");
        pages.put("run", "/runs/" + run);
        list(pages, "audit", "/audit?", "/api/audit?");
        list(pages, "audit of a person", "/audit?person=person1&", "/api/audit?person=person1&");
        pages.put("accounts", "/accounts");
        return pages;
    }

    /** The number of a customer that both services have. */
    private String record() throws Exception {
        return rest("/api/couplings?mapping=CUSTOMER&limit=1&search=S000")
                .path("value")
                .get(0)
                .path("number")
                .asText();
    }

    /** First page, one in the middle, and the last, as REST tells where they begin. */
    private void list(Map<String, String> pages, String name, String page, String rest) throws Exception {
        List<String> begins = new ArrayList<>();
        String after = "";
        while (after != null) {
            JsonNode part = rest(rest + "limit=1000" + (after.isEmpty() ? "" : "&after=" + after));
            after = part.path("next").isNull() ? null : part.path("next").asText();
            if (after != null) {
                begins.add(after);
            }
        }
        pages.put(name + ", first page", page);
        if (!begins.isEmpty()) {
            pages.put(name + ", middle", page + "after=" + begins.get(begins.size() / 2));
            pages.put(name + ", last rows", page + "after=" + begins.get(begins.size() - 1));
        }
    }
}
