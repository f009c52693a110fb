package io.koppel.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The shipped settings file says exactly what the program knows. */
class SettingsFileTest {
    private static final Path FILE = Path.of(System.getProperty("koppel.basedir", "."), "application.properties");

    @Test
    void the_shipped_file_lists_every_setting_with_description_and_default() throws IOException {
        String committed = Files.readString(FILE);
        int end = committed.indexOf(SettingsFile.END);
        if (Boolean.getBoolean("koppel.regenerate")) {
            committed = SettingsFile.render() + committed.substring(end);
            Files.writeString(FILE, committed);
        }
        assertThat(committed)
                .as("run mvn test -Dtest=SettingsFileTest -Dkoppel.regenerate=true after a setting was changed")
                .startsWith(SettingsFile.render() + SettingsFile.END);
    }

    @Test
    void every_setting_of_the_shipped_file_is_known_and_equals_its_default() {
        SettingsSource shipped = SettingsSource.of(FILE, Map.of(), Map.of());

        assertThat(shipped.file().keySet().stream().filter(key -> key.startsWith("koppel.")))
                .containsExactlyInAnyOrderElementsOf(SettingsCatalog.byKey().keySet());
        for (Setting<?> setting : SettingsCatalog.all()) {
            assertThat(shipped.file()).containsEntry(setting.key(), setting.defaultText());
            assertThat(setting.description()).as(setting.key()).hasSizeGreaterThan(10);
        }
    }

    @Test
    void the_shipped_file_is_read_without_a_mistake() {
        Settings settings = SettingsReader.withoutConnections(SettingsSource.of(FILE, Map.of(), Map.of()));

        assertThat(settings.httpPort()).isEqualTo(8080);
        assertThat(settings.data()).isEqualTo(settings.home().resolve("data"));
        assertThat(settings.camel()).containsKey("camel.main.name");
    }
}
