package io.koppel.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class JsonRowsTest {
    @Test
    void decimalsAndDatesComeExactlyAsSent() throws IOException {
        Row row = page("{\"value\":[{\"@odata.etag\":\"W/\\\"7\\\"\",\"amount\":12345678901234567.89,\"price\":1.10,"
                        + "\"huge\":123456789012345678901234567890,\"n\":7,\"on\":\"2026-01-31T10:00:00.123Z\",\"flag\":true,\"none\":null}]}")
                .rows()
                .get(0);

        assertThat(row.etag()).isEqualTo("W/\"7\"");
        assertThat(row.get("amount")).isEqualTo(new BigDecimal("12345678901234567.89"));
        assertThat(row.get("price")).isEqualTo(new BigDecimal("1.10"));
        assertThat(row.get("huge")).isEqualTo(new BigDecimal("123456789012345678901234567890"));
        assertThat(row.get("n")).isEqualTo(7L);
        assertThat(row.text("on")).isEqualTo("2026-01-31T10:00:00.123Z");
        assertThat(row.get("flag")).isEqualTo(true);
        assertThat(row.get("none")).isNull();
        assertThat(row.values()).containsKey("none").hasSize(7);
        assertThat(row.values().containsKey("missing")).isFalse();
    }

    @Test
    void rowsOfDifferentShapesKeepTheirOwnColumns() throws IOException {
        Page page = page(
                "{\"value\":[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4},{\"b\":5,\"c\":{\"d\":[1,\"x\"]}},{},{\"a\":6}]}");

        assertThat(page.rows())
                .extracting(Row::values)
                .containsExactly(
                        Map.of("a", 1L, "b", 2L),
                        Map.of("a", 3L, "b", 4L),
                        Map.of("b", 5L, "c", Map.of("d", List.of(1L, "x"))),
                        Map.of(),
                        Map.of("a", 6L));
    }

    @Property(tries = 300)
    void anyRowsComeBackAsTheyWereWritten(
            @ForAll @Size(max = 6)
                    List<@Size(max = 5) Map<@net.jqwik.api.constraints.AlphaChars String, BigDecimal>> rows)
            throws IOException {
        List<Map<String, Object>> expected = rows.stream()
                .map(row -> {
                    Map<String, Object> copy = new LinkedHashMap<>();
                    row.forEach((name, value) -> copy.put("c" + name, value));
                    return copy;
                })
                .toList();

        Page page = page(new String(JsonBody.bytes(Map.of("value", expected)), StandardCharsets.UTF_8));

        assertThat(page.rows()).hasSize(rows.size());
        for (int at = 0; at < expected.size(); at++) {
            Map<String, Object> found = page.rows().get(at).values();
            assertThat(found.keySet()).isEqualTo(expected.get(at).keySet());
            expected.get(at).forEach((name, value) -> assertThat(new BigDecimal(String.valueOf(found.get(name))))
                    .isEqualByComparingTo((BigDecimal) value));
        }
    }

    @Test
    void deletedRowsOfATrackedReadAreKeptApart() throws IOException {
        Page page =
                page("{\"@odata.context\":\"x#accounts/$delta\",\"@odata.deltaLink\":\"http://dv.test/d\",\"value\":["
                        + "{\"@odata.etag\":\"W/\\\"9\\\"\",\"name\":\"A\",\"accountid\":\"1\"},"
                        + "{\"@odata.context\":\"x#accounts/$deletedEntity\",\"id\":\"2\",\"reason\":\"deleted\"}]}");

        assertThat(page.rows()).hasSize(1);
        assertThat(page.deletedIds()).containsExactly("2");
        assertThat(page.deltaLink()).isEqualTo("http://dv.test/d");
    }

    @Test
    void aBodyThatBreaksOffIsNeverAPage() {
        String whole = "{\"@odata.count\":3,\"value\":[{\"a\":1},{\"a\":{\"b\":[1,2]}}],\"@odata.nextLink\":\"n\"}";
        for (int length = 0; length < whole.length(); length++) {
            String part = whole.substring(0, length);
            assertThatThrownBy(() -> page(part)).as(part).isInstanceOf(IOException.class);
        }
    }

    @Test
    void anObjectWithoutAListIsNoPage() {
        assertThatThrownBy(() -> page("{\"error\":{}}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'value'");
        assertThatThrownBy(() -> page("[1]")).isInstanceOf(IOException.class);
    }

    @Test
    void decimalsAreSentInPlainNotation() {
        byte[] body = JsonBody.bytes(Map.of("amount", new BigDecimal("1E+3")));

        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo("{\"amount\":1000}");
    }

    @Test
    void aValueWithoutJsonFormIsRefused() {
        assertThatThrownBy(() -> JsonBody.bytes(Map.of("x", new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be sent");
    }

    private static Page page(String json) throws IOException {
        return JsonRows.page(
                new HttpResponseValue(200, Map.of(), json.getBytes(StandardCharsets.UTF_8)), Instant.EPOCH);
    }
}
