package io.koppel.testing;

import java.nio.file.Path;

/** The folder of the project, wherever the tests are started from. */
public final class Basedir {
    private Basedir() {}

    public static Path path() {
        return Path.of(System.getProperty("koppel.basedir", System.getProperty("user.dir")));
    }
}
