package io.koppel.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.journal.Counters;
import io.koppel.operate.OperateServer;
import io.koppel.operate.access.Role;
import io.koppel.testing.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first page in a real browser; skipped where none is found unless {@code KOPPEL_BROWSER_TESTS=required}. */
class ConsoleBrowserTest {
    private static OperateServer server;
    private static Browser browser;

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
        if (browser != null) {
            browser.close();
        }
        server.close();
    }

    @Test
    void the_page_shows_mappings_with_counters_and_htmx_refreshes_them() throws Exception {
        Browser page = page();

        page.until("document.getElementById('mapping-CUSTOMER').innerText.includes('4711')");
        assertThat(page.evaluate("document.getElementById('mapping-CUSTOMER').innerText")
                        .asText())
                .contains("bidirectional");
        // A mark in the live part is gone as soon as htmx has put a newer one in its place.
        page.evaluate("document.getElementById('mapping-CUSTOMER').dataset.mark = 'old', true");
        page.until("document.getElementById('mapping-CUSTOMER')"
                + " && document.getElementById('mapping-CUSTOMER').dataset.mark !== 'old'");
    }

    @Test
    void a_picture_of_the_page_is_taken() throws Exception {
        Path picture = Path.of(System.getProperty("koppel.basedir", "."), "target", "screenshots", "mappings.png");

        page().picture(picture);

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

    private static Browser page() throws Exception {
        if (browser == null) {
            browser = Browser.start();
            browser.open(server.address().resolve("/"), "operator", OperateServer.PASSWORD);
        }
        return browser;
    }
}
