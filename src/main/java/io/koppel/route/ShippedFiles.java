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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/** Finds the shipped mapping files in Koppel's own jar and puts them back into the folder the mappings are read from. */
final class ShippedFiles implements ShippedFile {
    private static final String STANDARD = "standard";

    private final CamelContext camel;
    private final String routePattern;

    /** @param routePattern Camel's include pattern of route files, which tells where missing ones belong */
    ShippedFiles(CamelContext camel, String routePattern) {
        this.camel = camel;
        this.routePattern = routePattern;
    }

    @Override
    public void restore(TableMapping mapping) {
        Path file = Path.of(mapping.location().file()).toAbsolutePath();
        String shipped = text(file);
        if (shipped == null || !ships(mapping)) {
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

    @Override
    public boolean ships(TableMapping mapping) {
        String shipped = text(Path.of(mapping.location().file()).toAbsolutePath());
        return shipped != null && declares(shipped, mapping);
    }

    @Override
    public List<String> restoreMissing() {
        List<String> restored = new ArrayList<>();
        List<Resource> resources = new ArrayList<>();
        try {
            Path folder = folder();
            for (Resource resource : shipped()) {
                String location = resource.getLocation();
                Path file = folder.resolve(location.substring(location.lastIndexOf('/') + 1));
                String text = text(file);
                if (text != null && !Files.exists(file)) {
                    Files.writeString(file, text);
                    restored.add(String.valueOf(file.getFileName()));
                    resources.add(ResourceHelper.resolveMandatoryResource(camel, "file:" + file));
                }
            }
            if (!resources.isEmpty()) {
                PluginHelper.getRoutesLoader(camel).updateRoutes(resources);
            }
        } catch (Exception e) {
            throw new IllegalStateException("the shipped files cannot be put back: " + e.getMessage(), e);
        }
        return restored;
    }

    private List<Resource> shipped() throws Exception {
        return PluginHelper.getPackageScanResourceResolver(camel).findResources("classpath:shipped/*.yaml").stream()
                .filter(resource -> !resource.getLocation().contains("/" + STANDARD + "/"))
                .sorted(Comparator.comparing(Resource::getLocation))
                .toList();
    }

    /** The folder that files are read from; the variant's files lie one below. */
    private Path folder() {
        return Arrays.stream(routePattern.split(",", -1))
                .map(file -> Path.of(file.substring(file.indexOf(':') + 1)).toAbsolutePath())
                .map(Path::getParent)
                .filter(folder -> folder != null && !folder.endsWith(STANDARD))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no folder of mapping files in " + routePattern));
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
