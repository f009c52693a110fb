package io.koppel.operate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.koppel.journal.Counters;
import io.koppel.operate.OperateServer;
import io.koppel.operate.access.Role;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first page in a real browser; skipped where none is found unless {@code KOPPEL_BROWSER_TESTS=required}. */
class ConsoleBrowserTest {
    private static OperateServer server;

    @TempDir
    Path profile;

    @BeforeAll
    static void start() {
        server = new OperateServer();
        String coupling = "{\"mapping\":\"CUSTOMER\",\"businessCentralId\":\"" + UUID.randomUUID()
                + "\",\"dataverseId\":\"" + UUID.randomUUID() + "\"}";
        server.send("POST", "/api/couplings", coupling, OperateServer.as(Role.OPERATOR));
        String started = server.send(
                        "POST", "/api/mappings/CUSTOMER/synchronize", "{}", OperateServer.as(Role.OPERATOR))
                .body();
        server.finish(Long.parseLong(started.replaceAll("\\D", "")), new Counters(4711, 0, 0, 0, 0, 0, 0, 0));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_page_shows_mappings_with_counters_and_htmx_refreshes_them() throws Exception {
        // Five seconds of the browser's own time: the live part has been fetched again by then.
        String page = browse("--virtual-time-budget=5000", "--dump-dom");

        assertThat(page).contains("mapping-CUSTOMER").contains("4711").contains("bidirectional");
        assertThat(page).as("htmx marks what it swapped in").containsPattern("id=\"live\"[^>]*class=\"[^\"]*\"");
    }

    @Test
    void a_picture_of_the_page_is_taken() throws Exception {
        Path pictures =
                Files.createDirectories(Path.of(System.getProperty("koppel.basedir", "."), "target", "screenshots")
                        .toAbsolutePath());
        Path picture = pictures.resolve("mappings.png");
        Files.deleteIfExists(picture);

        browse("--screenshot=" + picture, "--window-size=1280,800");

        assertThat(picture).exists();
        assertThat(Files.size(picture)).isGreaterThan(5_000);
    }

    @Test
    void the_page_is_whole_without_javascript_and_nothing_in_it_is_taken_for_markup() {
        String page =
                server.send("GET", "/", null, OperateServer.as(Role.OPERATOR)).body();

        assertThat(page).contains("4711").contains("<noscript>").contains("method=\"post\"");
        assertThat(server.send("GET", "/", null, OperateServer.as(Role.VIEWER)).body())
                .doesNotContain("method=\"post\"");
    }

    private String browse(String... options) throws IOException, InterruptedException {
        Path said = profile.resolve("said.html");
        List<String> line = new ArrayList<>(List.of(
                browser(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile.resolve("profile")));
        line.addAll(List.of(options));
        line.add(signedIn());
        Process process = new ProcessBuilder(line)
                .redirectOutput(said.toFile())
                .redirectError(profile.resolve("complaints").toFile())
                .start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return Files.readString(said);
    }

    private static String signedIn() {
        URI address = server.address();
        String password = URLEncoder.encode(OperateServer.PASSWORD, StandardCharsets.UTF_8)
                .replace("+", "%20");
        return "http://operator:" + password + "@" + address.getAuthority() + "/";
    }

    private static String browser() {
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
}
