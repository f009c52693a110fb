package io.koppel.testing;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A headless Chromium that a test steers through the DevTools protocol, so that it waits for what a page shows and not for a
 * length of time. Tests are skipped where no Chromium is found, unless {@code KOPPEL_BROWSER_TESTS=required}.
 */
public final class Browser implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private Browser(Process process, URI page) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Listener())
                .join();
    }

    /** Starts a browser with an empty profile below {@code target}, where files it still writes while it ends harm nobody. */
    public static Browser start() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("koppel.basedir", "."), "target", "browser")
                .toAbsolutePath());
        Path profile = Files.createTempDirectory(folder, "profile");
        Process process = new ProcessBuilder(List.of(
                        executable(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--window-size=1280,800",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile.resolve("profile"),
                        "about:blank"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(profile.resolve("complaints").toFile())
                .start();
        try {
            Path port = profile.resolve("profile").resolve("DevToolsActivePort");
            await().atMost(PATIENCE)
                    .until(() -> Files.exists(port) && Files.readAllLines(port).size() >= 2);
            String root = "http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json";
            await().atMost(PATIENCE).ignoreExceptions().until(() -> page(root).isPresent());
            return new Browser(process, page(root).orElseThrow());
        } catch (RuntimeException | IOException | InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static Optional<URI> page(String root) throws IOException, InterruptedException {
        JsonNode targets = JSON.readTree(HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(root)).build(), HttpResponse.BodyHandlers.ofString())
                .body());
        for (JsonNode target : targets) {
            if (target.path("type").asText().equals("page")) {
                return Optional.of(
                        URI.create(target.path("webSocketDebuggerUrl").asText()));
            }
        }
        return Optional.empty();
    }

    /** Opens a page as it is, signed in or not. */
    public void open(URI address) {
        prepare();
        go(address);
    }

    /** Signs in on the console's page, and stays signed in. */
    public void signIn(URI console, String user, String password) {
        open(console.resolve("/sign-in"));
        type("name", user);
        type("password", password);
        evaluate("document.querySelector('form button').click(), true");
        until("location.pathname === '/' && document.readyState === 'complete'");
    }

    /** Fills in a field of the page. */
    public void type(String field, String text) {
        evaluate("document.querySelector('[name=\"" + field + "\"]').value = '" + text + "', true");
    }

    /** Clicks what a selector finds, and waits until another page has been loaded. */
    public void clickThrough(String selector) {
        evaluate("window.koppelOld = true, document.querySelector('" + selector.replace("'", "\\'")
                + "').click(), true");
        until("!window.koppelOld && document.readyState === 'complete'");
    }

    /** The window's size in pixels, and which colours the page is asked for: light or dark. */
    public void look(int width, int height, String scheme) {
        call(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
        call("Emulation.setScrollbarsHidden", JSON.createObjectNode().put("hidden", true));
        ObjectNode media = JSON.createObjectNode();
        ArrayNode features = media.putArray("features");
        features.addObject().put("name", "prefers-color-scheme").put("value", scheme);
        // Colours that fade from one scheme into the other would be judged on their way.
        features.addObject().put("name", "prefers-reduced-motion").put("value", "reduce");
        call("Emulation.setEmulatedMedia", media);
    }

    /** Whether pages may run scripts; for what they are without. */
    public void scripts(boolean run) {
        call("Emulation.setScriptExecutionDisabled", JSON.createObjectNode().put("value", !run));
    }

    /** Every address the browser has asked for. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void prepare() {
        call("Network.enable", JSON.createObjectNode());
        call("Runtime.enable", JSON.createObjectNode());
        call("Log.enable", JSON.createObjectNode());
        call("Page.enable", JSON.createObjectNode());
    }

    /** The new page is told from the old one by a mark that only the old one bears. */
    private void go(URI address) {
        evaluate("window.koppelOld = true");
        call("Page.navigate", JSON.createObjectNode().put("url", address.toString()));
        until("!window.koppelOld && document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /** Opens a page and signs in with basic authentication. */
    public void open(URI address, String user, String password) {
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes());
        call("Network.enable", JSON.createObjectNode());
        ObjectNode headers = JSON.createObjectNode();
        headers.putObject("headers").put("Authorization", "Basic " + basic);
        call("Network.setExtraHTTPHeaders", headers);
        prepare();
        go(address);
    }

    /** Waits until a JavaScript expression is true; fails with the page's source if it never is. */
    public void until(String expression) {
        try {
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(LOOK_AGAIN)
                    .ignoreExceptions()
                    .until(() -> evaluate("Boolean(" + expression + ")").asBoolean());
        } catch (RuntimeException e) {
            throw new AssertionError("never true: " + expression + "\n" + source(), e);
        }
    }

    /** The value of a JavaScript expression. */
    public JsonNode evaluate(String expression) {
        JsonNode answer = call(
                "Runtime.evaluate",
                JSON.createObjectNode()
                        .put("expression", expression)
                        .put("returnByValue", true)
                        .put("awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /** What the browser's console has complained about since the start: errors of scripts, refused or missing files. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** The page as it is now. */
    public String source() {
        return evaluate("document.documentElement.outerHTML").asText();
    }

    /** A picture of the whole page. */
    public Path picture(Path file) throws IOException {
        JsonNode answer = call(
                "Page.captureScreenshot",
                JSON.createObjectNode().put("format", "png").put("captureBeyondViewport", true));
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, Base64.getDecoder().decode(answer.path("data").asText()));
    }

    private JsonNode call(String method, ObjectNode parameters) {
        int id = calls.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        ObjectNode message =
                JSON.createObjectNode().put("id", id).put("method", method).set("params", parameters);
        socket.sendText(message.toString(), true).join();
        JsonNode said = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (said.has("error")) {
            throw new IllegalStateException(method + ": " + said.get("error"));
        }
        return said.path("result");
    }

    private static String executable() {
        Optional<String> found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
        boolean required = "required".equals(System.getenv("KOPPEL_BROWSER_TESTS"));
        assumeTrue(found.isPresent() || required, "no Chromium found");
        return found.orElseThrow(() -> new IllegalStateException(
                "KOPPEL_BROWSER_TESTS=required, but no Chromium was found; install the package chromium"));
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                answered(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void answered(String message) {
            try {
                JsonNode said = JSON.readTree(message);
                noteComplaint(said);
                CompletableFuture<JsonNode> call =
                        waiting.remove(said.path("id").asInt(-1));
                if (call != null) {
                    call.complete(said);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void noteComplaint(JsonNode said) {
            String method = said.path("method").asText();
            if (method.equals("Runtime.exceptionThrown")) {
                complaints.add(said.at("/params/exceptionDetails").toString());
            } else if (method.equals("Network.requestWillBeSent")) {
                requests.add(said.at("/params/request/url").asText());
            } else if (method.equals("Log.entryAdded")
                    && said.at("/params/entry/level").asText().equals("error")) {
                complaints.add(said.at("/params/entry").toString());
            }
        }
    }
}
