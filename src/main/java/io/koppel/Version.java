package io.koppel;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest tells it. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"koppel " + current()};
    }

    static String current() {
        @Nullable String version = Koppel.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
