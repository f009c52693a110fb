package io.koppel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.testing.Browser;
import io.koppel.testing.Packaged;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console of the demonstration in a real browser, as an administrator walks through it. */
class ConsoleIT {
    @TempDir
    private static Path data;

    private static Packaged koppel;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start();
        koppel = Packaged.start(data, Map.of(), "demo", "--sandbox-port", "0");
        koppel.says("running; end it with Ctrl-C");
    }

    @AfterAll
    static void stop() throws Exception {
        if (koppel != null) {
            koppel.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    private static void open(String path) throws IOException {
        URI console = URI.create(Files.readString(data.resolve("koppel.port")).trim());
        browser.open(console.resolve(path), "admin", Packaged.PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({
        "/, overview-demo, CUSTOMER",
        "/mappings, mappings-demo, CUSTOMER",
        "/mappings/CUSTOMER, mapping-demo, displayName",
        "/full-synchronization, full-synchronization-demo, couple-and-create",
        "/couplings?mapping=CUSTOMER, couplings-demo, coupled",
        "/errors, errors-demo, nothing fails",
        "/history, history, create",
        "/job-log, job-log, to Dataverse"
    })
    void eachPageShowsWhatItIsFor(String path, String picture, String words) throws Exception {
        open(path);

        browser.until("document.getElementById('content').innerText.includes('" + words + "')");
        browser.picture(Packaged.HOME.resolve("target/screenshots/" + picture + ".png"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aRecordIsFoundSynchronizedAndUncoupled() throws Exception {
        JsonNode pair = koppel.rest("GET", "/api/couplings?mapping=CUSTOMER&limit=1", null)
                .at("/value/0");
        open("/couplings?mapping=CUSTOMER&search=" + pair.get("number").asText());
        browser.evaluate("document.querySelector('tbody th a').click(), true");
        browser.until("location.pathname.startsWith('/records/CUSTOMER/') && document.getElementById('do') !== null");
        browser.picture(Packaged.HOME.resolve("target/screenshots/record-demo.png"));

        browser.evaluate("document.querySelector('#do form button').click(), true");
        browser.until("document.getElementById('run-status') !== null"
                + " && document.getElementById('run-status').innerText.startsWith('success')");

        open("/records/CUSTOMER/" + pair.get("businessCentralId").asText());
        browser.evaluate("document.querySelector('#do details summary').click(), true");
        browser.evaluate("document.querySelector('#do details form button').click(), true");
        browser.until("document.querySelector('.said') !== null"
                + " && document.querySelector('.said').innerText.includes('is uncoupled')");
        assertThat(koppel.rest(
                                "GET",
                                "/api/couplings?mapping=CUSTOMER&search="
                                        + pair.get("number").asText(),
                                null)
                        .path("value"))
                .isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }
}
