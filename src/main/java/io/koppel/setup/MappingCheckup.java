package io.koppel.setup;

import io.koppel.mapping.TableMapping;
import io.koppel.mapping.file.MappingFile;
import io.koppel.mapping.file.MappingFiles;
import io.koppel.mapping.file.Mistake;
import io.koppel.mapping.file.Mistakes;
import io.koppel.mapping.lint.Validation;
import io.koppel.sync.ServiceModels;
import io.koppel.sync.rules.KnownRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks through all mapping files in force and finds every mistake in one go. */
public final class MappingCheckup {
    private final MappingFiles files;
    private final List<Mistake> mistakes;

    private MappingCheckup(MappingFiles files, List<Mistake> mistakes) {
        this.files = files;
        this.mistakes = mistakes;
    }

    /**
     * Reads the files and checks what can be told without a connection.
     *
     * @throws SettingsException if there are no files
     */
    public static MappingCheckup offline(Settings settings) {
        List<MappingFile> read = new ArrayList<>();
        List<Mistake> mistakes = new ArrayList<>();
        for (Path path : RouteFiles.of(settings)) {
            MappingFiles one = MappingFiles.parse(shown(settings, path), text(path), settings.models());
            read.addAll(one.files());
            mistakes.addAll(one.mistakes());
        }
        mistakes.addAll(Validation.offline(read, KnownRules.in(read)));
        return new MappingCheckup(new MappingFiles(List.copyOf(read), List.copyOf(mistakes)), mistakes);
    }

    /** The same and what the services' metadata tells. */
    public MappingCheckup against(ServiceModels models) {
        List<Mistake> more = new ArrayList<>(mistakes);
        more.addAll(Validation.against(files.mappings(), models.businessCentral(), models.dataverse()));
        return new MappingCheckup(files, more);
    }

    /** Names that mappings may write under {@code rules}. */
    public Set<String> rules() {
        return KnownRules.in(files.files());
    }

    /** Everything found, warnings too. */
    public List<Mistake> mistakes() {
        return List.copyOf(mistakes);
    }

    /** The mappings that were looked at. */
    public List<TableMapping> declared() {
        return files.mappings();
    }

    /** How many mappings were looked at. */
    public int mappings() {
        return files.mappings().size();
    }

    /** Whether nothing stands against a start. */
    public boolean passes() {
        return mistakes.stream().noneMatch(mistake -> mistake.severity() == Mistake.Severity.ERROR);
    }

    /** @throws Mistakes with everything found, if something stands against a start */
    public void orThrow() {
        if (!passes()) {
            throw new Mistakes(mistakes);
        }
    }

    private static String shown(Settings settings, Path path) {
        Path shown = path.startsWith(settings.home()) ? settings.home().relativize(path) : path;
        return shown.toString().replace('\\', '/');
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new SettingsException(List.of("the mapping file " + path + " cannot be read: " + e.getMessage()));
        }
    }
}
