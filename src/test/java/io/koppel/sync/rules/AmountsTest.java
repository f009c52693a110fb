package io.koppel.sync.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A difference that no line "Rounding" is made for is less than half of what the currency can show (sales-documents.md §4.3). */
class AmountsTest {
    private static String half(String... amounts) {
        return Amounts.halfOfSmallestUnit(
                        List.of(amounts).stream().map(BigDecimal::new).toList())
                .toPlainString();
    }

    @Test
    void isHalfACentWhereAmountsHaveTwoDecimalsOrFewer() {
        assertThat(half("119.00", "100")).isEqualTo("0.005");
        assertThat(half("119.5", "20000")).isEqualTo("0.005");
        assertThat(half("1E+3")).isEqualTo("0.005");
        assertThat(half()).isEqualTo("0.005");
    }

    @Test
    void isLessWhereOneAmountHasThreeDecimals() {
        assertThat(half("119.00", "100.125")).isEqualTo("0.0005");
    }
}
