package io.koppel.operate.cli;

import io.koppel.setup.SettingsReader;
import io.koppel.setup.SettingsSource;
import java.nio.file.Path;
import java.util.Map;

/** Where an installation and its data lie. */
public final class DataFolder {
    private DataFolder() {}

    /** Folder of the installation: where the start script lies, else the working directory. */
    public static Path home() {
        return Path.of(System.getProperty("koppel.home", "")).toAbsolutePath();
    }

    /** The data folder that the installation's settings name. */
    static Path ofInstallation() {
        return SettingsReader.withoutConnections(
                        SettingsSource.of(home().resolve("application.properties"), System.getenv(), Map.of()))
                .data();
    }
}
