package io.koppel.mapping.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.mapping.test.MappingTestResult;
import io.koppel.mapping.test.MappingTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs {@code routes/tests} and {@code routes/standard/tests}, and proves that a wrong expectation is told. */
class MappingTestsTest {
    private static final Path ROUTES =
            Path.of(System.getProperty("koppel.basedir", System.getProperty("user.dir")), "routes");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> shipped() throws IOException {
        return inFolder(ROUTES);
    }

    @TestFactory
    Stream<DynamicTest> withoutTheCompanionExtension() throws IOException {
        return inFolder(ROUTES.resolve("standard"));
    }

    private static Stream<DynamicTest> inFolder(Path routes) throws IOException {
        List<MappingTestResult> results = MappingTests.run(routes);
        assertThat(results).hasSizeGreaterThan(10);
        return results.stream()
                .map(result -> DynamicTest.dynamicTest(
                        result.file() + ": " + result.name(),
                        () -> assertThat(result.differences()).isEmpty()));
    }

    /** A mapping that ships comes with a test of its own (CONTRIBUTING.md). */
    @ParameterizedTest
    @ValueSource(strings = {"", "standard"})
    void everyMappingFileHasItsTest(String variant) throws IOException {
        Path routes = ROUTES.resolve(variant);
        List<String> mappings = new ArrayList<>();
        try (Stream<Path> files = Files.list(routes)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                if (Files.readString(file).contains("- tableMapping:")) {
                    mappings.add(file.getFileName().toString());
                }
            }
        }

        assertThat(mappings).hasSizeGreaterThan(8).allSatisfy(file -> assertThat(
                        routes.resolve("tests").resolve(file))
                .exists());
    }

    @Test
    void aWrongExpectationNamesColumnExpectedAndFound() throws IOException {
        Files.copy(ROUTES.resolve("currency.yaml"), folder.resolve("currency.yaml"));
        Files.createDirectory(folder.resolve("tests"));
        Files.writeString(
                folder.resolve("tests/currency.yaml"),
                """
                mapping: CURRENCY
                tests:
                  - name: wrong
                    direction: to-dataverse
                    given: {code: USD, symbol: $}
                    expect: {isocurrencycode: EUR, currencyname: Euro}
                """);

        assertThat(MappingTests.run(folder)).singleElement().satisfies(result -> assertThat(result.differences())
                .containsExactly(
                        "currencyname: expected 'Euro', found nothing",
                        "currencysymbol: expected nothing, found '$'",
                        "isocurrencycode: expected 'EUR', found 'USD'"));
    }
}
