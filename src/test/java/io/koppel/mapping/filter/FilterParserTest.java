package io.koppel.mapping.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters over one record, in the language of business-central-api.md and dataverse-web-api.md §5.2. */
class FilterParserTest {
    private static final Map<String, Object> RECORD = new HashMap<>(Map.of(
            "blocked", "_x0020_",
            "name", "O'Neil Trading",
            "creditLimit", new BigDecimal("100.00"),
            "statecode", 0L,
            "active", true,
            "due", "2026-01-31",
            "id", "6C2C1F2E-0000-0000-0000-000000000001"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blocked eq '_x0020_'",
                "name eq 'o''neil trading'",
                "creditLimit eq 100",
                "creditLimit gt 99.5 and creditLimit le 100",
                "statecode eq 0 and active eq true",
                "not (statecode eq 1)",
                "statecode eq 1 or statecode eq 2 or creditLimit ge 100",
                "(statecode eq 1 or active eq true) and due lt 2026-02-01",
                "contains(name, 'neil') and startswith(name,'O') and endswith(name, 'TRADING')",
                "missing eq null and name ne null",
                "missing ne 'x'",
                "id eq 6c2c1f2e-0000-0000-0000-000000000001",
            })
    void passes(String filter) {
        assertThat(FilterParser.parse(filter).test(RECORD)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "statecode eq 1",
                "missing eq 'x'",
                "missing gt 1",
                "name eq null",
                "statecode eq 0 and (active eq false or creditLimit lt 100)",
                "not active eq true",
                "contains(missing, 'x')"
            })
    void fails(String filter) {
        assertThat(FilterParser.parse(filter).test(RECORD)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "blocked equals 1 | after 'blocked': expected one of eq, ne, gt, ge, lt, le, not 'equals'",
                "a eq 'x | a text that starts at character 6 has no closing quote",
                "a eq 1 b eq 2 | expected 'and', 'or' or the end of the filter, not 'b'",
                "a eq | expected a value at the end of the filter",
                "(a eq 1 | expected ')' before ''",
                "a eq yes | expected a text in quotes, a number, a date, a GUID, true, false or null, not 'yes'",
                "contains(a, 5) | contains: expected a text in quotes, not '5'"
            })
    void mistakesSayWhatWasExpected(String filter, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FilterParser.parse(filter))
                .withMessage(message);
    }

    @Test
    void tellsWhichColumnsItLooksAt() {
        assertThat(FilterParser.parse("a eq 1 and (b ne 'x' or contains(c, 'y'))")
                        .columns())
                .containsExactlyInAnyOrder("a", "b", "c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "blocked eq '_x0020_' | blocked eq '_x0020_'",
                "statecode eq 0 and name eq 'this and that' | statecode eq 0;name eq 'this and that'",
                "(statecode eq 0 and (active eq true or due lt 2026-02-01)) | statecode eq 0;(active eq true or due lt"
                        + " 2026-02-01)",
                "(statecode eq 0) and (active eq true) | (statecode eq 0);(active eq true)",
                "not (statecode eq 1) and contains(name, 'neil') | not (statecode eq 1);contains(name, 'neil')",
                "statecode eq 0 or statecode eq 1 | statecode eq 0 or statecode eq 1"
            })
    void aFilterFallsIntoTheConditionsThatMustAllHold(String filter, String conditions) {
        assertThat(FilterParser.conditions(filter))
                .extracting(Object::toString)
                .map(text -> text.replace("not(", "not (").replaceAll(",'", ", '"))
                .containsExactly(conditions.split(";"));
    }
}
