package io.koppel.mapping.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.koppel.mapping.TransformationRule;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every type and predefined code of sync-semantics.md §15. */
class TransformationRulesTest {
    private static TransformationRule rule(String type, String... parameters) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            values.put(parameters[i], parameters[i + 1]);
        }
        return TransformationRules.of(new RuleParameters(type, values, Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "UPPERCASE, Größe 5, GRÖSSE 5",
        "LOWERCASE, ÅRHUS Nord, århus nord",
        "TITLECASE, anna-maria VAN berg, Anna-maria Van Berg",
        "TRIM, '  x y ', x y",
        "FOURTH_TO_SIXTH_CHAR, abcdefgh, def",
        "FOURTH_TO_SIXTH_CHAR, abcde, de",
        "FOURTH_TO_SIXTH_CHAR, abc, ''",
        "YYYYMMDD_DATE, 20260131, 2026-01-31",
        "YYYYMMDDHHMMSS_FMT, 20260131235901, 2026-01-31T23:59:01Z",
        "ALPHANUMERIC_ONLY, '+45 (12)-a_ü', 4512aü",
        "DK_DECIMAL_FORMAT, '1.234,56', 1234.56",
        "US_DATE_FORMAT, 1/31/2026, 2026-01-31",
        "US_DATETIME_FORMAT, 1/31/2026 1:02:03 PM, 2026-01-31T13:02:03Z",
        "UNIXTIMESTAMP, 1769817600, 2026-01-31T00:00:00Z",
        "DELETE_NOTPROVIDED, NOTPROVIDED, ''",
        "DELETE_NOTPROVIDED, provided, provided"
    })
    void predefinedCodes(String code, String value, String expected) {
        assertThat(String.valueOf(TransformationRules.predefined(code).apply(value)))
                .isEqualTo(expected);
    }

    @Test
    void everyTypeTransforms() {
        assertThat(rule("substring", "after", "<", "before", ">").apply("a<bc>d"))
                .isEqualTo("bc");
        assertThat(rule("replace", "find", ".", "with", "-").apply("a.b.c")).isEqualTo("a-b-c");
        assertThat(rule("regular-expression-replace", "find", "(\\d+) (\\w+)", "with", "$2 $1")
                        .apply("12 Main"))
                .isEqualTo("Main 12");
        assertThat(rule("regular-expression-match", "find", "\\d+").apply("A12B34"))
                .isEqualTo("12");
        assertThat(rule("regular-expression-match", "find", "\\d+").apply("AB")).isEqualTo("");
        assertThat(rule("round", "precision", "0.05").apply(new BigDecimal("1.03")))
                .isEqualTo(new BigDecimal("1.05"));
        assertThat(rule("round", "precision", "1", "rounding", "down").apply("1.9"))
                .isEqualTo(BigDecimal.ONE);
        assertThat(rule("round", "precision", "1", "rounding", "up").apply("1.1"))
                .isEqualTo(new BigDecimal("2"));
        assertThat(rule("extract-from-date", "part", "quarter").apply("2026-05-31"))
                .isEqualTo(new BigDecimal("2"));
        assertThat(rule("extract-from-date", "part", "hour").apply("2026-05-31T23:00:00+02:00"))
                .isEqualTo(new BigDecimal("21"));
        RuleParameters table = new RuleParameters("field-lookup", Map.of("otherwise", "?"), Map.of("DE", "Germany"));
        assertThat(TransformationRules.of(table).apply("DE")).isEqualTo("Germany");
        assertThat(TransformationRules.of(table).apply("FR")).isEqualTo("?");
    }

    @Test
    void emptyStaysEmptyUnderEveryCode() {
        for (String code : TransformationRules.codes()) {
            assertThat(TransformationRules.predefined(code).apply(null))
                    .as(code)
                    .isNull();
        }
    }

    @Test
    void mistakesSayWhatWasExpected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransformationRules.predefined("SHOUT"))
                .withMessageStartingWith("unknown transformation rule 'SHOUT', expected ALPHANUMERIC_ONLY, ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule("replace", "with", "x"))
                .withMessage("rule type 'replace' needs the parameter 'find'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule("regular-expression-match", "find", "("))
                .withMessageStartingWith("rule type 'regular-expression-match': find: not a regular expression");
        assertThatThrownBy(() -> TransformationRules.predefined("YYYYMMDD_DATE").apply("2026"))
                .hasMessage("expected a date in the form yyyyMMdd, not '2026'");
        assertThatThrownBy(() ->
                        TransformationRules.predefined("DK_DECIMAL_FORMAT").apply("12x"))
                .hasMessage("expected a number as written in da-DK, not '12x'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule("custom", "name", "nowhere"))
                .withMessageStartingWith("no custom rule 'nowhere' on the class path");
    }

    @Property
    void textRulesDoNothingTheSecondTime(@ForAll @AlphaChars String text) {
        for (String code : new String[] {"UPPERCASE", "LOWERCASE", "TITLECASE", "TRIM", "ALPHANUMERIC_ONLY"}) {
            TransformationRule rule = TransformationRules.predefined(code);
            Object once = rule.apply(text);
            assertThat(rule.apply(once)).as(code).isEqualTo(once);
        }
    }

    @Property
    void substringIsWhatTheLanguageSays(
            @ForAll @AlphaChars String text,
            @ForAll @IntRange(min = 1, max = 9) int start,
            @ForAll @IntRange(max = 9) int length) {
        String expected = text.substring(
                Math.min(start - 1, text.length()),
                Math.min(text.length(), start - 1 + length) < start - 1
                        ? text.length()
                        : Math.min(text.length(), start - 1 + length));
        assertThat(rule("substring", "start", "" + start, "length", "" + length).apply(text))
                .isEqualTo(expected);
    }

    @Property
    void roundingStaysWithinHalfAStep(@ForAll @IntRange(min = -100_000, max = 100_000) int cents) {
        BigDecimal value = BigDecimal.valueOf(cents, 2);
        BigDecimal rounded = (BigDecimal) rule("round", "precision", "0.25").apply(value);
        assertThat(rounded.remainder(new BigDecimal("0.25"))).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(rounded.subtract(value).abs())
                .as(String.format(Locale.ROOT, "%s", value))
                .isLessThanOrEqualTo(new BigDecimal("0.125"));
    }
}
