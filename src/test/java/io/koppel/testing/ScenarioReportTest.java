package io.koppel.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The report names every scenario once, and the catalogue knows every scenario there is. */
class ScenarioReportTest {
    @Test
    void saysProvenDifferentAndOpenAndTheirSums() {
        Map<String, ScenarioCatalogue.Entry> catalogue = new LinkedHashMap<>();
        for (String id : new String[] {"AA-01", "AA-02", "AA-03", "AA-04"}) {
            catalogue.put(id, new ScenarioCatalogue.Entry(id, "engine", "title of " + id));
        }

        assertThat(ScenarioReport.report(catalogue, Set.of("AA-02", "AA-04"), Set.of("AA-01", "AA-02")))
                .containsExactly(
                        "AA-01  proven               engine     title of AA-01",
                        "AA-02  different on purpose engine     title of AA-02",
                        "AA-03  open                 engine     title of AA-03",
                        "AA-04  open                 engine     title of AA-04",
                        "proven 1, different 1, open 2 of 4");
    }

    @Test
    void differencesNameOnlyKnownScenarios() {
        assertThat(ScenarioCatalogue.load().keySet()).containsAll(ScenarioCatalogue.different(Basedir.path()));
    }

    @Test
    void theCatalogueAgreesWithTheReference() throws IOException {
        Path reference = Basedir.path().resolve("../shared/reference/scenarios");
        assumeTrue(Files.isDirectory(reference), "the reference sheets are not here");
        Map<String, String> expected = new TreeMap<>();
        try (Stream<Path> files = Files.list(reference)) {
            for (Path file : files.toList()) {
                Files.readAllLines(file).stream()
                        .skip(1)
                        .filter(line -> !line.isBlank())
                        .map(line -> line.split("\t"))
                        .forEach(columns -> expected.put(columns[0], columns[2]));
            }
        }
        Map<String, String> found = new TreeMap<>();
        ScenarioCatalogue.load().forEach((id, entry) -> found.put(id, entry.applies()));

        assertThat(found).isEqualTo(expected);
    }
}
