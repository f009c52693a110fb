package io.koppel.mapping.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.mapping.test.MappingTestResult;
import io.koppel.mapping.test.MappingTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code routes/tests}, and proves that a wrong expectation is told. */
class MappingTestsTest {
    private static final Path ROUTES =
            Path.of(System.getProperty("koppel.basedir", System.getProperty("user.dir")), "routes");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> shipped() throws IOException {
        List<MappingTestResult> results = MappingTests.run(ROUTES);
        assertThat(results).hasSizeGreaterThan(10);
        return results.stream()
                .map(result -> DynamicTest.dynamicTest(
                        result.file() + ": " + result.name(),
                        () -> assertThat(result.differences()).isEmpty()));
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
