package io.koppel.route;

import io.koppel.mapping.TableMapping;
import io.koppel.mapping.file.MappingFile;
import io.koppel.mapping.file.Mistake;
import io.koppel.mapping.lint.Validation;
import io.koppel.operate.FieldOperations.FieldRows;
import io.koppel.operate.FieldOperations.NewFieldRow;
import io.koppel.operate.OperationException;
import io.koppel.sync.ServiceModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Writes rows that operators add into the mapping's own file, where integrators look for them, and lets Camel read it anew. What
 * the services do not have is refused before anything is written.
 */
final class AddedFieldRows implements FieldRows {
    private final CamelContext camel;
    private final ServiceModels models;
    private final Consumer<String> reloaded;

    /** @param reloaded is told of each mapping whose routes were read anew: Camel leaves the trigger of its job paused */
    AddedFieldRows(CamelContext camel, ServiceModels models, Consumer<String> reloaded) {
        this.camel = camel;
        this.models = models;
        this.reloaded = reloaded;
    }

    @Override
    public void add(TableMapping mapping, List<NewFieldRow> rows) {
        Path file = Path.of(mapping.location().file()).toAbsolutePath();
        String text = read(file);
        refuse(mapping, FieldRowText.with(text, mapping, rows, true));
        String added = FieldRowText.with(text, mapping, rows, false);
        try {
            Path draft = Files.writeString(file.resolveSibling(file.getFileName() + ".draft"), added);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            PluginHelper.getRoutesLoader(camel)
                    .updateRoutes(ResourceHelper.resolveMandatoryResource(camel, "file:" + file));
            KoppelYamlLoader.of(camel)
                    .parse(mapping.location().file(), added)
                    .mappings()
                    .forEach(read -> reloaded.accept(read.id()));
        } catch (Exception e) {
            throw new OperationException(
                    OperationException.Reason.CONFLICT,
                    "the file " + mapping.location().file() + " cannot be written (" + e.getMessage()
                            + "); add the rows there by hand");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new OperationException(
                    OperationException.Reason.CONFLICT, "the file " + file + " cannot be read: " + e.getMessage());
        }
    }

    /** The rows are looked at as if they were enabled: disabled ones are not compared with what the services have. */
    private void refuse(TableMapping mapping, String enabled) {
        MappingFile file = KoppelYamlLoader.of(camel)
                .parse(mapping.location().file(), enabled)
                .files()
                .get(0);
        List<TableMapping> same = file.mappings().stream()
                .filter(read -> read.id().equals(mapping.id()))
                .toList();
        String wrong = Validation.against(same, models.businessCentral(), models.dataverse()).stream()
                .filter(mistake -> mistake.severity() == Mistake.Severity.ERROR)
                .filter(mistake ->
                        FieldRowText.isAdded(enabled, mistake.location().line()))
                .map(Mistake::text)
                .collect(Collectors.joining("; "));
        if (!wrong.isEmpty()) {
            throw OperationException.invalid(wrong);
        }
    }
}
