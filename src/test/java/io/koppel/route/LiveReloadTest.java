package io.koppel.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.koppel.mapping.Models;
import io.koppel.mapping.TableMappings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are edited under a running context, as an integrator does. */
class LiveReloadTest {
    @TempDir
    Path folder;

    private final TableMappings mappings = new TableMappings();
    private final Main main = new Main();

    private static String file(String id, String column, String answer) {
        return """
                - tableMapping:
                    id: %1$s
                    businessCentral: {entitySet: customers}
                    dataverse: {entitySet: accounts}
                    direction: to-dataverse
                    schedule: {every: 30m}
                    fields:
                      - {businessCentral: displayName, dataverse: %2$s}
                - route:
                    id: %1$s.to-dataverse
                    from:
                      uri: direct:%1$s.to-dataverse
                      steps:
                        - setBody: {constant: %3$s}
                - route:
                    id: %1$s.job
                    precondition: "{{scheduled.%1$s}}"
                    from:
                      uri: direct:%1$s.job
                      steps:
                        - setBody: {constant: "{{schedule.%1$s}}"}
                """
                .formatted(id, column, answer);
    }

    /** Moved into place, so that the watcher never sees half a file. */
    private void write(String name, String text) throws IOException {
        Path draft = Files.writeString(folder.resolve(name + ".draft"), text);
        Files.move(draft, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    @BeforeEach
    void start() throws Exception {
        write("customer.yaml", file("CUSTOMER", "name", "first"));
        startMain();
    }

    private void startMain() {
        main.configure().withRoutesIncludePattern("file:" + folder + "/*.yaml");
        main.configure().withRoutesReloadEnabled(true);
        main.configure().withRoutesReloadDirectory(folder.toString());
        main.configure().withRoutesReloadPattern("*.yaml");
        main.configure().withRoutesReloadRemoveAllRoutes(false);
        main.addMainListener(new KoppelYamlLoader(mappings, Models.DEFAULTS, Set.of()).listener());
        main.start();
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    private String answer(String id) {
        return main.getCamelContext().createProducerTemplate().requestBody("direct:" + id, "", String.class);
    }

    private String column() {
        return String.valueOf(mappings.get("CUSTOMER").fields().get(0).dataverse());
    }

    private static void until(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }

    @Test
    void anEditIsInForceAfterABrokenOneWasRefused() throws Exception {
        assertThat(answer("CUSTOMER.to-dataverse")).isEqualTo("first");
        assertThat(answer("CUSTOMER.job")).isEqualTo("1800000");

        write("customer.yaml", file("CUSTOMER", "telephone1", "second"));
        until(() -> assertThat(answer("CUSTOMER.to-dataverse")).isEqualTo("second"));
        assertThat(column()).isEqualTo("telephone1");

        write("customer.yaml", file("CUSTOMER", "fax", "third").replace("dataverse: fax", "dataversse: fax"));
        until(() -> assertThat(mappings.problems()).hasSize(1));
        assertThat(mappings.problems().values().iterator().next()).anySatisfy(problem -> assertThat(problem)
                .contains("customer.yaml:8:40: fields: unknown option 'dataversse', expected one of "));
        assertThat(answer("CUSTOMER.to-dataverse")).isEqualTo("second");
        assertThat(column()).isEqualTo("telephone1");

        write("customer.yaml", file("CUSTOMER", "fax", "third").replace("setBody", "setBoddy"));
        until(() -> assertThat(mappings.problems().toString()).contains("a route of this file cannot be read"));
        assertThat(answer("CUSTOMER.to-dataverse")).isEqualTo("second");
        assertThat(column()).as("a mistake in a route keeps the mapping, too").isEqualTo("telephone1");

        write("customer.yaml", file("CUSTOMER", "fax", "third"));
        until(() -> assertThat(answer("CUSTOMER.to-dataverse")).isEqualTo("third"));
        assertThat(column()).isEqualTo("fax");
        assertThat(mappings.problems()).isEmpty();
    }

    @Test
    void aNewFileIsLoadedAndADeletedOneStaysUntilTheNextStart() throws Exception {
        write("contact.yaml", file("CONTACT", "fullname", "contact"));
        until(() -> assertThat(answer("CONTACT.to-dataverse")).isEqualTo("contact"));
        assertThat(mappings.find("CONTACT")).isPresent();

        Files.delete(folder.resolve("contact.yaml"));
        write("customer.yaml", file("CUSTOMER", "name", "after"));
        until(() -> assertThat(answer("CUSTOMER.to-dataverse")).isEqualTo("after"));
        assertThat(answer("CONTACT.to-dataverse")).isEqualTo("contact");
        assertThat(mappings.find("CONTACT")).isPresent();
    }

    @Test
    void aMistakeAtTheStartStopsIt() throws Exception {
        main.stop();
        write("broken.yaml", file("BROKEN", "name", "x").replace("direction: to-dataverse", "direction: upwards"));
        Main second = new Main();
        second.configure().withRoutesIncludePattern("file:" + folder + "/*.yaml");
        second.addMainListener(new KoppelYamlLoader(new TableMappings(), Models.DEFAULTS, Set.of()).listener());

        assertThatThrownBy(second::start)
                .hasStackTraceContaining(
                        "direction: unknown value 'upwards', expected one of bidirectional, to-dataverse, from-dataverse");
    }
}
