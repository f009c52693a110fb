package io.koppel.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which route files are in force: those of the folder, some of them replaced by the chosen variant's. */
public final class RouteFiles {
    private RouteFiles() {}

    /**
     * The files in the order of their names.
     *
     * @throws SettingsException if the folder cannot be read or holds none
     */
    public static List<Path> of(Settings settings) {
        Map<String, Path> byName = new TreeMap<>();
        add(byName, settings.routes());
        if (settings.routesVariant() == RoutesVariant.STANDARD) {
            add(byName, settings.routes().resolve("standard"));
        }
        if (byName.isEmpty()) {
            throw new SettingsException(List.of("koppel.routes.folder: there are no mapping files (*.yaml) in "
                    + settings.routes() + "; name the folder that holds them"));
        }
        return List.copyOf(byName.values());
    }

    private static void add(Map<String, Path> byName, Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(path -> path.toString().endsWith(".yaml"))
                    .forEach(path -> byName.put(String.valueOf(path.getFileName()), path));
        } catch (IOException e) {
            throw new SettingsException(List.of("koppel.routes.folder: the folder " + folder
                    + " cannot be read; name the folder with the mapping files"));
        }
    }
}
