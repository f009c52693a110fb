package io.koppel.operate.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the availability service understands, and how often it may be asked. */
class AvailabilityQueryTest {
    private static final UUID FIRST = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID SECOND = UUID.fromString("00000000-0000-4000-8000-000000000002");

    @Test
    void productsAndNumbersAreNamedOneOrMany() {
        assertThat(AvailabilityQuery.of("CRM_ID eq " + FIRST + " or CRM_ID eq " + SECOND, null)
                        .products())
                .containsExactly(FIRST, SECOND);
        AvailabilityQuery numbers = AvailabilityQuery.of("ItemNo eq 'a-1' or ItemNo eq 'b''2'", "5");
        assertThat(numbers.numbers()).isEqualTo(List.of("A-1", "B'2"));
        assertThat(numbers.top()).isEqualTo(5);
        assertThat(AvailabilityQuery.of(null, null).top()).isEqualTo(AvailabilityQuery.PAGE);
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertThatThrownBy(() -> AvailabilityQuery.of("Inventory gt 3", null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AvailabilityQuery.of("ItemNo eq 'A' or CRM_ID eq " + FIRST, null))
                .hasMessageContaining("one property only");
        assertThatThrownBy(() -> AvailabilityQuery.of(null, "many")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSecondTakesSoManyRequestsAndTheNextOneBeginsAnew() {
        long[] now = {0};
        RateLimit limit = new RateLimit(2, () -> now[0]);

        assertThat(limit.admits()).isTrue();
        assertThat(limit.admits()).isTrue();
        assertThat(limit.admits()).isFalse();
        now[0] = 1_000_000_000L;
        assertThat(limit.admits()).isTrue();
    }
}
