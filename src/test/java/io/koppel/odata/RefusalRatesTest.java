package io.koppel.odata;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RefusalRatesTest {
    private final RefusalRates rates = new RefusalRates();

    @Test
    void messagesAreWholeWhileNothingIsRefused() {
        rates.note("a", 500, 0);

        assertThat(rates.groupSize("a", 500)).isEqualTo(500);
        assertThat(rates.groupSize("never seen", 77)).isEqualTo(77);
    }

    @Test
    void atOneInAHundredTwentyToThirtyRowsGoTogether() {
        for (int message = 0; message < 10; message++) {
            rates.note("a", 500, 5);
        }

        assertThat(rates.groupSize("a", 500)).isBetween(20, 30);
        assertThat(rates.groupSize("another set", 500)).isEqualTo(500);
    }

    @Test
    void oneRefusedRowAloneDoesNotSplitALargeMessageUp() {
        rates.note("a", 1, 1);

        assertThat(rates.groupSize("a", 500)).isGreaterThan(25);
    }

    @Test
    void whereAllIsRefusedRowsGoOneByOne() {
        for (int message = 0; message < 10; message++) {
            rates.note("a", 500, 500);
        }

        assertThat(rates.groupSize("a", 500)).isEqualTo(1);
    }

    @Test
    void cleanMessagesMakeThemWholeAgain() {
        rates.note("a", 500, 5);

        int clean = 0;
        while (rates.groupSize("a", 500) < 500) {
            rates.note("a", 500, 0);
            clean++;
        }

        assertThat(clean).isBetween(2, 8);
    }

    @Property
    void theSizeIsAlwaysPossible(
            @ForAll @IntRange(min = 1, max = 1000) int rows,
            @ForAll @IntRange(min = 1, max = 1000) int noted,
            @ForAll @IntRange(min = 0, max = 1000) int refused) {
        RefusalRates fresh = new RefusalRates();
        fresh.note("a", noted, Math.min(noted, refused));

        assertThat(fresh.groupSize("a", rows)).isBetween(1, rows);
    }
}
