package io.koppel;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.mapping.Models;
import io.koppel.mapping.file.MappingFiles;
import io.koppel.sandbox.Sandbox;
import io.koppel.sandbox.SandboxOptions;
import io.koppel.testing.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What goes wrong at the start is told in one clear sentence each, with the documented exit status. */
class CommandLineTest {
    private static final Path HOME =
            Path.of(System.getProperty("koppel.basedir", ".")).toAbsolutePath();
    private static Sandbox sandbox;

    @TempDir
    Path folder;

    private final StringWriter error = new StringWriter();

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.empty());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void a_command_line_that_is_not_understood_ends_with_2() {
        assertThat(execute("synchronise")).isEqualTo(2);
        assertThat(execute()).isEqualTo(2);
        assertThat(execute("run", "--prot", "8080")).isEqualTo(2);
    }

    @Test
    void a_client_command_without_a_process_says_how_to_start_one() {
        assertThat(execute("mappings", "--data", folder.toString())).isEqualTo(1);
        assertThat(error.toString())
                .startsWith("koppel: no Koppel runs on the data folder " + folder)
                .contains("./koppel run")
                .hasLineCount(1);
    }

    @Test
    void every_mistake_in_the_settings_is_told_at_once() throws IOException {
        Path settings = Files.writeString(
                folder.resolve("application.properties"), "koppel.http.prot=1\nkoppel.ownership=nobody\n");

        assertThat(execute("run", "--settings", settings.toString())).isEqualTo(1);
        assertThat(error.toString())
                .contains("koppel.http.prot (settings file): there is no such setting; did you mean koppel.http.port?")
                .contains("koppel.ownership (settings file): expected person or team, found 'nobody'")
                .contains("koppel.bc.url is not set");
    }

    @Test
    void a_wrong_secret_is_told_with_the_settings_to_check() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "canary-77d1");

        assertThat(run("--set", "koppel.dataverse.client-secret=file:" + secret))
                .isEqualTo(1);
        assertThat(error.toString())
                .startsWith("koppel: Dataverse refused the credential of client 'koppel'")
                .contains("check koppel.dataverse.client-id, koppel.dataverse.client-secret")
                .doesNotContain("canary")
                .hasLineCount(1);
    }

    @Test
    void a_service_that_does_not_answer_is_named() throws IOException {
        int closed = freePort();

        assertThat(run("--set", "koppel.bc.token-url=http://127.0.0.1:" + closed + "/token"))
                .isEqualTo(1);
        assertThat(error.toString())
                .startsWith("koppel: Business Central cannot be reached: its token endpoint http://127.0.0.1:" + closed)
                .hasLineCount(1);
    }

    @Test
    void an_unknown_company_is_told_with_those_there_are() {
        assertThat(run("--set", "koppel.bc.company=CONTOSO")).isEqualTo(1);
        assertThat(error.toString())
                .isEqualToIgnoringNewLines(
                        "koppel: Business Central has no company 'CONTOSO'; set koppel.bc.company to one"
                                + " of CRONUS");
    }

    @Test
    void a_busy_port_stops_the_start() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("--port", Integer.toString(busy.getLocalPort()))).isEqualTo(1);
            assertThat(error.toString())
                    .startsWith("koppel: cannot listen on 127.0.0.1:" + busy.getLocalPort())
                    .contains("--port")
                    .hasLineCount(1);
        }
    }

    @Test
    void mistakes_in_mapping_files_stop_the_start_with_file_and_line() throws IOException {
        Files.writeString(folder.resolve("broken.yaml"), "- tableMapping:\n    idd: CUSTOMER\n");

        assertThat(run("--set", "koppel.routes.folder=" + folder)).isEqualTo(1);
        assertThat(error.toString()).contains("broken.yaml:2:5: ").contains("unknown option 'idd'");
        assertThat(Files.exists(folder.resolve("data"))).isFalse();
    }

    @Test
    @Scenario("SE-52")
    void a_mapping_without_a_name_is_refused() throws IOException {
        Files.writeString(
                folder.resolve("nameless.yaml"),
                Files.readString(HOME.resolve("routes/currency.yaml")).replaceFirst("    id: CURRENCY", "    id: ''"));

        assertThat(run("--set", "koppel.routes.folder=" + folder)).isEqualTo(1);
        assertThat(error.toString()).contains("nameless.yaml:", "tableMapping: id: must not be blank");
        assertThat(execute("validate", "--settings", settings(), "--set", "koppel.routes.folder=" + folder))
                .isEqualTo(1);
    }

    @Test
    @Scenario({"CM-47", "CM-48", "CM-49"})
    void a_mapping_of_ones_own_needs_a_name_and_both_tables() {
        assertThat(newMapping("shippingAgents", "contacts", "--id", " ")).isEqualTo(1);
        assertThat(error.toString()).contains("the id of a mapping cannot be blank");
        assertThat(newMapping("customers", "", "--id", "TEST")).isEqualTo(1);
        assertThat(error.toString()).contains("DATAVERSE: name the set of Dataverse");
        assertThat(newMapping("", "contacts", "--id", "TEST")).isEqualTo(1);
        assertThat(error.toString()).contains("BUSINESS-CENTRAL: name the set of Business Central");
        assertThat(folder).isEmptyDirectory();
    }

    private int newMapping(String businessCentral, String dataverse, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "mapping",
                "new",
                businessCentral,
                dataverse,
                "--settings",
                settings(),
                "--sandbox",
                sandbox.baseUrl(),
                "--set",
                "koppel.routes.folder=" + folder));
        arguments.addAll(List.of(more));
        return execute(arguments.toArray(String[]::new));
    }

    @Test
    void the_shipped_mapping_files_are_valid_in_both_variants() {
        for (String variant : List.of("companion", "standard")) {
            assertThat(execute("validate", "--settings", settings(), "--set", "koppel.routes.variant=" + variant))
                    .isZero();
        }
    }

    @Test
    void the_shipped_mapping_files_fit_the_services() {
        assertThat(execute("validate", "--settings", settings(), "--sandbox", sandbox.baseUrl()))
                .isZero();
        assertThat(execute("doctor", "--settings", settings(), "--sandbox", sandbox.baseUrl()))
                .isZero();
    }

    @Test
    @Scenario({"CM-05", "CM-06"})
    void a_test_without_a_connection_set_says_what_is_missing() throws IOException {
        Path file = folder.resolve("application.properties");
        Files.writeString(file, "");

        assertThat(execute("doctor", "--settings", file.toString())).isEqualTo(1);

        assertThat(error.toString()).contains("koppel.dataverse.url is not set", "koppel.bc.url is not set");

        Files.writeString(file, "koppel.dataverse.url=\n");
        assertThat(execute("doctor", "--settings", file.toString())).isEqualTo(1);
        assertThat(error.toString())
                .contains("koppel.dataverse.url is not set", "KOPPEL_DATAVERSE_CLIENT_SECRET is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fab_vehicles", "teams", "opportunities", "nav_accountstatisticses"})
    @Scenario("IM-61")
    void an_own_mapping_may_be_about_any_table_of_dataverse(String set) throws IOException {
        Path file = folder.resolve("own.yaml");

        assertThat(execute(
                        "mapping",
                        "new",
                        "customers",
                        set,
                        "--id",
                        "TEST",
                        "--file",
                        file.toString(),
                        "--settings",
                        settings(),
                        "--sandbox",
                        sandbox.baseUrl()))
                .as(error.toString())
                .isZero();

        MappingFiles read = MappingFiles.parse("own.yaml", Files.readString(file), Models.DEFAULTS);
        assertThat(read.mistakes()).isEmpty();
        assertThat(read.mappings()).singleElement().satisfies(mapping -> {
            assertThat(mapping.id()).isEqualTo("TEST");
            assertThat(mapping.businessCentral().entitySet()).isEqualTo("customers");
            assertThat(mapping.dataverse().entitySet()).isEqualTo(set);
        });
    }

    private int run(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("run", "--settings", settings(), "--sandbox", sandbox.baseUrl()));
        arguments.addAll(List.of("--data", folder.resolve("data").toString()));
        if (!List.of(more).contains("--port")) {
            arguments.addAll(List.of("--port", "0"));
        }
        arguments.addAll(List.of(more));
        return execute(arguments.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        CommandLine line = Koppel.commandLine();
        line.setErr(new PrintWriter(error, true));
        return line.execute(arguments);
    }

    private static String settings() {
        return HOME.resolve("application.properties").toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
