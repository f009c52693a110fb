package io.koppel.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The packaged process in a JVM of its own, with its REST interface, as an administrator would call it. */
public final class Packaged implements AutoCloseable {
    public static final Path HOME =
            Path.of(System.getProperty("koppel.basedir", ".")).toAbsolutePath();

    public static final String PASSWORD = "long enough for a test";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path data;
    private final Path output;

    private Packaged(Process process, Path data, Path output) {
        this.process = process;
        this.data = data;
        this.output = output;
    }

    /** Starts {@code koppel} with these arguments; its state lies in {@code data}, settings come as environment variables. */
    public static Packaged start(Path data, Map<String, String> environment, String... arguments) throws IOException {
        Path output = Files.createTempFile(data, "output", "");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dkoppel.home=" + HOME,
                "-jar",
                HOME.resolve("target/koppel.jar").toString()));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--port", "0", "--data", data.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("KOPPEL_ADMIN_PASSWORD", PASSWORD);
        builder.environment().putAll(environment);
        return new Packaged(builder.start(), data, output);
    }

    /** Waits until the process says so, or fails with what it said. */
    public void says(String words) {
        Awaitility.await().atMost(Duration.ofMinutes(4)).until(() -> !process.isAlive() || output().contains(words));
        if (!output().contains(words)) {
            throw new AssertionError("ended without saying '" + words + "':\n" + output());
        }
    }

    /** What the process has printed. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Sends a request as the administrator; fails unless it is answered with 200. */
    public JsonNode rest(String method, String path, Object body) throws IOException, InterruptedException {
        URI base = URI.create(Files.readString(data.resolve("koppel.port")).trim());
        String basic = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(
                    method + " " + path + ": " + answer.statusCode() + " " + answer.body() + "\n" + output());
        }
        return JSON.readTree(answer.body());
    }

    /** All rows of a list, page by page; the path has a query already. */
    public List<JsonNode> rows(String path) throws IOException, InterruptedException {
        List<JsonNode> rows = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = rest("GET", path + next, null);
            page.path("value").forEach(rows::add);
            next = page.hasNonNull("next") ? "&after=" + page.get("next").asText() : null;
        }
        return rows;
    }

    /** Ends the process on the spot, as a power failure does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
