package io.koppel.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a refusal has named is expected again, until it is written after all. */
class SuspectsTest {
    private static final String CURRENCY = "aaaa0000-0000-4000-8000-000000000001";
    private static final WriteResult WRITTEN = new WriteResult.Written(204, null, null, null);

    private final Suspects suspects = new Suspects();

    private static List<Map<String, Object>> rows(int count, Integer... withCurrency) {
        List<Integer> bad = List.of(withCurrency);
        return IntStream.range(0, count)
                .mapToObj(at -> {
                    Map<String, Object> row = new HashMap<>();
                    row.put("name", "Name " + at);
                    row.put("creditlimit", new BigDecimal(at));
                    row.put(
                            "transactioncurrencyid@odata.bind",
                            "/transactioncurrencies(" + (bad.contains(at) ? CURRENCY : "eeee") + ")");
                    return row;
                })
                .toList();
    }

    private static List<WriteResult> results(int count, String message, Integer... refused) {
        List<Integer> bad = List.of(refused);
        List<WriteResult> results = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            results.add(
                    bad.contains(at)
                            ? new WriteResult.Refused(
                                    new ServiceError(ErrorClass.DATA, 400, "0x80040217", message, null, null))
                            : WRITTEN);
        }
        return results;
    }

    private void note(String kind, List<Map<String, Object>> rows, List<Integer> alone, List<WriteResult> results) {
        suspects.note(kind, rows, alone, results, NamedRows.blamed(rows, results));
    }

    private static final String MISSING = "Entity 'transactioncurrency' With Id = " + CURRENCY + " Does Not Exist";

    @Test
    void whatWasNamedIsSuspectedInLaterRowsOfTheSameWrites() {
        assertThat(suspects.in("a", rows(100, 7))).isEmpty();
        note("a", rows(100, 7), List.of(), results(100, MISSING, 7));

        assertThat(suspects.in("a", rows(100, 3, 50))).containsExactly(3, 50);
        assertThat(suspects.in("another set", rows(100, 3, 50))).isEmpty();
    }

    @Test
    void onlyValuesOfTheRefusedRowAreRemembered() {
        note("a", rows(100, 7), List.of(), results(100, "'Name 8' was not the reason, " + CURRENCY + " was", 7));

        assertThat(suspects.in("a", rows(100))).isEmpty();
    }

    @Test
    void whatIsWrittenAfterAllIsSuspectedNoMoreWhateverTextsSay() {
        note("a", rows(100, 7), List.of(), results(100, MISSING, 7));
        note("a", rows(100, 9), List.of(9), results(100, ""));
        assertThat(suspects.in("a", rows(100, 3))).isEmpty();

        note("a", rows(100, 7), List.of(), results(100, MISSING, 7));
        assertThat(suspects.in("a", rows(100, 3))).isEmpty();
    }

    @Test
    void whereMostRowsAreSuspectsNoneGoesAlone() {
        note("a", rows(100, 7), List.of(), results(100, MISSING, 7));

        assertThat(suspects.in("a", rows(8, 1, 2, 3))).isEmpty();
    }

    @Test
    void aLostAnswerTellsNothing() {
        note("a", rows(1, 0), List.of(), List.of(new WriteResult.Unknown(MISSING)));
        assertThat(suspects.in("a", rows(100, 3))).isEmpty();

        note("a", rows(1, 0), List.of(), results(1, MISSING, 0));
        note("a", rows(1, 0), List.of(), List.of(new WriteResult.Unknown("lost")));
        assertThat(suspects.in("a", rows(100, 3))).containsExactly(3);
    }
}
