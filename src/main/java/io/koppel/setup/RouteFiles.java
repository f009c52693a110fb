package io.koppel.setup;

import io.koppel.mapping.BusinessCentralEnd;
import io.koppel.mapping.file.MappingFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    /** The APIs of extensions that the mapping files name; what else is wrong with a file is told where it is checked. */
    static Set<String> customApis(Settings settings) {
        Set<String> apis = new TreeSet<>();
        for (Path path : of(settings)) {
            try {
                MappingFiles.parse(path.toString(), Files.readString(path), settings.models()).mappings().stream()
                        .map(mapping -> mapping.businessCentral().api())
                        .filter(BusinessCentralEnd.Api::isCustom)
                        .forEach(api -> apis.add(api.key()));
            } catch (IOException e) {
                throw new SettingsException(List.of("the mapping file " + path + " cannot be read: " + e.getMessage()));
            }
        }
        return apis;
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
