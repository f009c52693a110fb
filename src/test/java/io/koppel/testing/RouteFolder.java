package io.koppel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the shipped route files that a test may edit. */
public final class RouteFolder {
    private RouteFolder() {}

    /** Copies the files themselves, without the folders beside them. */
    public static void copy(Path folder) {
        try (Stream<Path> files = Files.list(Basedir.path().resolve("routes"))) {
            List<Path> yaml =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
            for (Path file : yaml) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
