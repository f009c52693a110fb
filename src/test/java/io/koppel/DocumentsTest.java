package io.koppel;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.setup.SettingsCatalog;
import io.koppel.testing.Basedir;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What the documents name exists: files, tests, commands, options, settings, classes. */
class DocumentsTest {
    private static final String README = "README.md";
    private static final String GUARANTEES = "docs/guarantees.md";
    private static final String ARCHITECTURE = "docs/architecture.md";
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))(?:\\.(\\w+))?`");
    private static final Pattern COMMAND = Pattern.compile("\\./koppel ([a-z][a-z-]*)");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])(--[a-z][a-z-]*)");
    private static final Pattern SETTING = Pattern.compile("`(koppel\\.(?!port|log|yaml)[a-z][a-z.-]*)[`=]");
    private static final Pattern TYPE = Pattern.compile("`((?:[A-Z][a-z0-9]+){2,}\\d?[A-Za-z]*)`");

    @ParameterizedTest
    @ValueSource(
            strings = {
                README,
                "CONTRIBUTING.md",
                GUARANTEES,
                ARCHITECTURE,
                "docs/operating.md",
                "docs/howto-map-a-table.md",
                "companion/README.md"
            })
    void everythingADocumentNamesExists(String document) {
        String text = read(Basedir.path().resolve(document));
        Path folder = Basedir.path().resolve(document).getParent();
        Map<String, String> tests = sources("src/test/java");

        assertThat(found(LINK, text, match -> match.group(1)))
                .allSatisfy(link -> assertThat(folder.resolve(link)).exists());
        assertThat(found(COMMAND, text, match -> match.group(1)))
                .isSubsetOf(Koppel.commandLine().getSubcommands().keySet());
        assertThat(found(OPTION, text, match -> match.group(1))).isSubsetOf(options());
        assertThat(found(SETTING, text, match -> match.group(1)))
                .isSubsetOf(SettingsCatalog.all().stream()
                        .map(setting -> setting.key())
                        .toList());
        TEST.matcher(text).results().forEach(match -> {
            String source = tests.getOrDefault(match.group(1), "");
            assertThat(source).as(match.group(1)).isNotEmpty();
            if (match.group(2) != null) {
                assertThat(source).as(match.group(1)).contains("void " + match.group(2) + "(");
            }
        });
    }

    @Test
    void theArchitectureNamesClassesAndTablesThatExist() {
        String text = read(Basedir.path().resolve(ARCHITECTURE));
        Set<String> classes = sources("src/main/java").keySet();
        String migrations =
                read(Basedir.path().resolve("src/main/resources/db/migration/V1__couplings_and_journal.sql"));

        Set<String> named = found(TYPE, text, match -> match.group(1));
        assertThat(named).hasSizeGreaterThan(20).isSubsetOf(classes);
        List<String> tables = Pattern.compile("CREATE TABLE (\\w+)")
                .matcher(migrations)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(tables).isNotEmpty().allSatisfy(table -> assertThat(text).contains("`" + table + "`"));
    }

    @Test
    void everyPackageStandsInTheArchitecture() throws IOException {
        String text = read(Basedir.path().resolve(ARCHITECTURE));
        try (Stream<Path> packages = Files.list(Basedir.path().resolve("src/main/java/io/koppel"))) {
            assertThat(packages.filter(Files::isDirectory)
                            .map(path -> path.getFileName().toString()))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(text).contains("    " + name + "[\"" + name));
        }
    }

    private static Set<String> options() {
        return withCommandsBelow(Koppel.commandLine())
                .flatMap(command -> command.getCommandSpec().options().stream())
                .map(OptionSpec::longestName)
                .collect(Collectors.toSet());
    }

    private static Stream<CommandLine> withCommandsBelow(CommandLine line) {
        return Stream.concat(
                Stream.of(line), line.getSubcommands().values().stream().flatMap(DocumentsTest::withCommandsBelow));
    }

    private static Set<String> found(Pattern pattern, String text, Function<MatchResult, String> part) {
        return pattern.matcher(text).results().map(part).collect(Collectors.toSet());
    }

    /** Sources below a folder by the simple name of their class. */
    private static Map<String, String> sources(String folder) {
        Map<String, String> byName = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Basedir.path().resolve(folder))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> byName.merge(
                            file.getFileName().toString().replace(".java", ""), read(file), String::concat));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return byName;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
