package io.koppel.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.koppel.sales.SalesSettings;
import io.koppel.testing.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
    @TempDir
    Path home;

    private final Map<String, String> file = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> commandLine = new HashMap<>();

    @Test
    void later_sources_win_over_earlier_ones() {
        file.put("koppel.http.port", "1");
        file.put("koppel.overlap", "2m");
        environment.put("KOPPEL_HTTP_PORT", "2");
        environment.put("KOPPEL_HTTP_HOST", "0.0.0.0");
        commandLine.put("koppel.http.port", "3");

        Settings settings = SettingsReader.withoutConnections(source());

        assertThat(settings.httpPort()).isEqualTo(3);
        assertThat(settings.httpHost()).isEqualTo("0.0.0.0");
        assertThat(settings.overlap()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.retention()).isEqualTo(Duration.ofDays(90));
    }

    @Test
    void every_mistake_is_told_at_once_in_a_sentence_that_names_the_setting_and_what_was_expected() {
        file.put("koppel.http.prot", "8080");
        file.put("koppel.http.port", "eighty");
        file.put("koppel.ownership", "nobody");
        file.put("koppel.overlap", "soon");
        environment.put("KOPPEL_BC_BUDGET_SHARE", "90");

        assertThat(mistakes())
                .contains(
                        "koppel.http.prot (settings file): there is no such setting; did you mean koppel.http.port?",
                        "koppel.http.port (settings file): expected a whole number from 0 to 65535, found 'eighty'",
                        "koppel.ownership (settings file): expected person or team, found 'nobody'",
                        "koppel.overlap (settings file): expected a time span such as 30s, 10m, 12h, 90d or PT30S,"
                                + " found 'soon'",
                        "koppel.bc.budget-share (environment variable KOPPEL_BC_BUDGET_SHARE): expected a number above 0"
                                + " and at most 1, for example 0.9, found '90'",
                        "koppel.bc.client-secret: the environment variable KOPPEL_BC_CLIENT_SECRET is not set; set it to"
                                + " the secret")
                .anyMatch(mistake -> mistake.startsWith("koppel.dataverse.url is not set; expected an address"));
    }

    @Test
    void a_secret_written_out_is_refused_and_not_repeated() {
        connect();
        file.put("koppel.bc.client-secret", "canary-1f3a");

        assertThat(mistakes()).singleElement().satisfies(mistake -> assertThat(mistake)
                .startsWith("koppel.bc.client-secret (settings file): expected a reference")
                .doesNotContain("canary"));
    }

    @Test
    void secrets_are_read_from_variable_and_file_and_never_printed() throws IOException {
        connect();
        environment.put("KOPPEL_BC_CLIENT_SECRET", "canary-of-bc");
        Files.writeString(home.resolve("secret"), "canary-of-dataverse\n");
        file.put("koppel.dataverse.client-secret", "file:secret");

        Settings settings = SettingsReader.withConnections(source());

        assertThat(settings.requireBusinessCentral().clientSecret().reveal()).isEqualTo("canary-of-bc");
        assertThat(settings.requireDataverse().clientSecret().reveal()).isEqualTo("canary-of-dataverse");
        assertThat(settings.toString()).doesNotContain("canary");
    }

    @Test
    void the_sandbox_preset_needs_no_file() {
        commandLine.putAll(SandboxPreset.of(java.net.URI.create("http://127.0.0.1:9999")));

        Settings settings = SettingsReader.withConnections(source());

        assertThat(settings.company()).isEqualTo("CRONUS");
        assertThat(settings.requireDataverse().url()).hasToString("http://127.0.0.1:9999/api/data/v9.2/");
        assertThat(settings.requireBusinessCentral()
                        .businessCentral("id", "CRONUS")
                        .credentials()
                        .tokenUri())
                .hasToString("http://127.0.0.1:9999/oauth2/v2.0/token");
    }

    @Test
    void settings_of_camel_and_own_routes_are_passed_on() {
        file.put("camel.main.name", "koppel");
        file.put("my.folder", "in");

        assertThat(SettingsReader.withoutConnections(source()).camel())
                .containsOnly(Map.entry("camel.main.name", "koppel"), Map.entry("my.folder", "in"));
    }

    private void connect() {
        for (String service : List.of("koppel.bc.", "koppel.dataverse.")) {
            file.put(service + "url", "https://service.example");
            file.put(service + "token-url", "https://login.example/token");
            file.put(service + "client-id", "id");
            file.put(service + "client-secret", "sandbox");
            file.put(service + "scope", "scope");
        }
        file.put("koppel.bc.company", "CRONUS");
        file.replace("koppel.bc.client-secret", "env:KOPPEL_BC_CLIENT_SECRET");
    }

    private List<String> mistakes() {
        SettingsException refused =
                catchThrowableOfType(SettingsException.class, () -> SettingsReader.withConnections(source()));
        assertThat(refused).isNotNull();
        return refused.mistakes();
    }

    private SettingsSource source() {
        return new SettingsSource(home, file, environment, commandLine);
    }

    @Test
    @Scenario("SE-46")
    void orders_are_not_created_by_a_job_while_they_are_not_integrated() {
        file.put("koppel.sales.create-orders", "true");

        assertThat(mistakes())
                .anyMatch(mistake -> mistake.startsWith("koppel.sales.create-orders: expected false, or")
                        && mistake.contains("koppel.sales.orders=submitted"));
    }

    @Test
    void a_company_without_settings_has_no_jobs_for_documents() {
        assertThat(SettingsReader.withoutConnections(source()).sales()).isEqualTo(SalesSettings.NONE);
    }
}
