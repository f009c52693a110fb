package io.koppel.setup;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Where settings come from. Later ones win: defaults, the file, environment variables ({@code KOPPEL_HTTP_PORT}), the
 * command line ({@code --set koppel.http.port=8081}).
 *
 * @param home folder that relative paths start from
 * @param file what the settings file says
 * @param environment all environment variables
 * @param commandLine what the command line says
 */
public record SettingsSource(
        Path home, Map<String, String> file, Map<String, String> environment, Map<String, String> commandLine) {

    /**
     * Reads a settings file; {@code home} is the folder it lies in.
     *
     * @throws SettingsException if it cannot be read
     */
    public static SettingsSource of(Path file, Map<String, String> environment, Map<String, String> commandLine) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException(java.util.List.of("the settings file " + file
                    + " cannot be read; start Koppel in its own folder or name the file with --settings"));
        }
        Map<String, String> values = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        Path parent = file.toAbsolutePath().normalize().getParent();
        return new SettingsSource(parent == null ? Path.of("") : parent, values, environment, commandLine);
    }

    /** The text given for a setting and where it was given; the default where it was not given. */
    Given given(Setting<?> setting) {
        String onCommandLine = commandLine.get(setting.key());
        if (onCommandLine != null) {
            return new Given(onCommandLine.strip(), "command line");
        }
        // A secret's variable is what its default reference points to, not a reference itself.
        String variable = setting.secret() ? null : environment.get(setting.environmentName());
        if (variable != null) {
            return new Given(variable.strip(), "environment variable " + setting.environmentName());
        }
        String inFile = file.get(setting.key());
        return inFile == null
                ? new Given(setting.defaultText(), "default")
                : new Given(inFile.strip(), "settings file");
    }

    /** @param origin for messages */
    record Given(String text, String origin) {}
}
