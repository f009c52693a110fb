package io.koppel;

import io.koppel.operate.cli.DataFolder;
import io.koppel.setup.SettingsCatalog;
import io.koppel.setup.SettingsSource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that read the settings themselves. */
final class LaunchOptions {
    @Option(names = "--settings", paramLabel = "FILE", description = "Settings file (default: application.properties)")
    private @Nullable Path settings;

    @Option(names = "--data", paramLabel = "FOLDER", description = "Data folder, instead of koppel.data")
    private @Nullable Path data;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of console and REST, instead of koppel.http.port")
    private @Nullable Integer port;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Any setting; may be repeated")
    private Map<String, String> set = new LinkedHashMap<>();

    /** Where settings come from; {@code preset} stands behind what the command line says. */
    SettingsSource source(Map<String, String> preset) {
        Map<String, String> commandLine = new LinkedHashMap<>(preset);
        commandLine.putAll(set);
        if (data != null) {
            commandLine.put(SettingsCatalog.DATA.key(), data.toAbsolutePath().toString());
        }
        if (port != null) {
            commandLine.put(SettingsCatalog.HTTP_PORT.key(), port.toString());
        }
        Path file = settings == null ? DataFolder.home().resolve("application.properties") : settings.toAbsolutePath();
        return SettingsSource.of(file, System.getenv(), commandLine);
    }
}
