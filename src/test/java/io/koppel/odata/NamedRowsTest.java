package io.koppel.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Texts as Dataverse words them (dataverse-web-api.md §12); they are hints, so what matters most is when there is none. */
class NamedRowsTest {
    private static final String CURRENCY = "aaaa0000-0000-4000-8000-000000000001";

    private final List<Map<String, Object>> rows = IntStream.range(0, 40)
            .mapToObj(at -> Map.<String, Object>of(
                    "accountid",
                    "cccc0000-0000-4000-8000-" + String.format("%012d", at),
                    "name",
                    "Name " + at,
                    "address1_country",
                    "DE",
                    "creditlimit",
                    at == 9 ? new BigDecimal("1000000000000000.00") : new BigDecimal(1000 + at),
                    "transactioncurrencyid@odata.bind",
                    "/transactioncurrencies(" + (at == 3 || at == 5 ? CURRENCY : "eeee0000-0000-4000-8000-0000000000e1")
                            + ")"))
            .toList();

    @Test
    void theRowsOwnIdNamesIt() {
        assertThat(NamedRows.in("The account cccc0000-0000-4000-8000-000000000017 cannot be changed.", rows))
                .containsExactly(17);
    }

    @Test
    void theIdOfALookupNamesAllRowsThatReferToIt() {
        assertThat(NamedRows.in(
                        "Entity 'transactioncurrency' With Id = " + CURRENCY.toUpperCase(java.util.Locale.ROOT)
                                + " Does Not Exist",
                        rows))
                .containsExactly(3, 5);
    }

    @Test
    void aValueNamesItsRowHoweverTheNumberIsWritten() {
        assertThat(NamedRows.in("The value 1000000000000000 of 'creditlimit' is outside the valid range.", rows))
                .containsExactly(9);
        assertThat(NamedRows.in("A record with the value 'Name 21' already exists.", rows))
                .containsExactly(21);
    }

    @Test
    void numbersAreFoundInWhateverFormARowHoldsThem() {
        List<Map<String, Object>> numbers = Stream.of(
                        new BigDecimal("12.50"), new BigDecimal("0.75"), new BigDecimal("1E+5"), -4711L, 1234, 0)
                .map(number -> Map.<String, Object>of("value", number))
                .toList();

        assertThat(NamedRows.in("'12.5'", numbers)).containsExactly(0);
        assertThat(NamedRows.in("'0.75'", numbers)).containsExactly(1);
        assertThat(NamedRows.in("100000.00", numbers)).containsExactly(2);
        assertThat(NamedRows.in("it was -4711", numbers)).containsExactly(3);
        assertThat(NamedRows.in("it was 1234", numbers)).containsExactly(4);
        assertThat(NamedRows.in("'12.6' or 99999", numbers)).isEmpty();
        assertThat(NamedRows.in("9007199254740993", List.of(Map.of("value", 9007199254740992L))))
                .as("another number with the same nearest double")
                .isEmpty();
    }

    @Test
    void whatManyRowsHoldNamesNone() {
        assertThat(NamedRows.in("The value 'DE' is not allowed.", rows)).isEmpty();
    }

    @Test
    void limitsAndNamesOfColumnsNameNone() {
        assertThat(NamedRows.in(
                        "The length of the 'name' attribute exceeded the maximum allowed length of '160'; it was 180.",
                        rows))
                .isEmpty();
        assertThat(NamedRows.in("no error text", rows)).isEmpty();
    }
}
