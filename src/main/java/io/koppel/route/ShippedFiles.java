package io.koppel.route;

import io.koppel.mapping.TableMapping;
import io.koppel.operate.OperationException;
import io.koppel.operate.ShippedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/** Finds the shipped mapping files in Koppel's own jar and puts them back into the folder the mappings are read from. */
final class ShippedFiles implements ShippedFile {
    private static final String STANDARD = "standard";

    private final CamelContext camel;

    ShippedFiles(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    public void restore(TableMapping mapping) {
        Path file = Path.of(mapping.location().file()).toAbsolutePath();
        String shipped = text(file);
        if (shipped == null || !declares(shipped, mapping)) {
            throw OperationException.invalid(
                    mapping.id() + " is not a mapping that is shipped with Koppel, so there is nothing"
                            + " to put back; its file " + mapping.location().file() + " is yours");
        }
        try {
            String current = Files.readString(file);
            if (!current.equals(shipped)) {
                Files.writeString(beside(file, ".edited"), current);
                Path draft = Files.writeString(beside(file, ".draft"), shipped);
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            }
            PluginHelper.getRoutesLoader(camel)
                    .updateRoutes(ResourceHelper.resolveMandatoryResource(camel, "file:" + file));
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the shipped file of " + mapping.id() + " cannot be put back at " + file + ": " + e.getMessage(),
                    e);
        }
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private boolean declares(String text, TableMapping mapping) {
        return KoppelYamlLoader.of(camel).parse(mapping.location().file(), text).mappings().stream()
                .anyMatch(shipped -> shipped.id().equals(mapping.id()));
    }

    /** The shipped text of a file of this name, null if none is shipped. */
    private static @Nullable String text(Path file) {
        Path folder = file.getParent();
        boolean standard = folder != null && folder.endsWith(STANDARD);
        String name = "/shipped/" + (standard ? STANDARD + "/" : "") + file.getFileName();
        try (InputStream in = ShippedFiles.class.getResourceAsStream(name)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the shipped file " + name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
