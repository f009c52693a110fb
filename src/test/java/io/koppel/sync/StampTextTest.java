package io.koppel.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stamps as the services send them, and what else may stand in their place. */
class StampTextTest {
    @Property
    void readsWhatInstantWrites(@ForAll @LongRange(min = 0, max = 253402300799999L) long millis) {
        assertThat(StampText.milliseconds(Instant.ofEpochMilli(millis).toString()))
                .isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-28T23:59:59Z",
                "2024-02-29T00:00:00.1Z",
                "2026-01-01T00:00:00.1234567Z",
                "2026-12-31T12:30:00.99Z"
            })
    void readsFractionsOfAnyLength(String text) {
        assertThat(StampText.milliseconds(text)).isEqualTo(Instant.parse(text).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00Z",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:00:00+01:00",
                "2026-01-01T00:00:00.Z",
                "2026-01-01T00:00:00.1x3Z",
                "2026-01-01",
                ""
            })
    void leavesOtherFormsToAFormatter(String text) {
        assertThat(StampText.milliseconds(text)).isEqualTo(-1);
    }
}
