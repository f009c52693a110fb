package io.koppel.operate.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.koppel.journal.ErrorRow;
import io.koppel.operate.OperationException;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records that fail for the same cause are one problem, told once, and tried again together. */
class ErrorGroupTest {
    private static Scene scene;
    private static ErrorGroupOperations groups;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        groups = new ErrorGroupOperations(
                scene.engine(),
                scene.rig().koppel().runner(),
                scene.rig().koppel().mappings()::inDependencyOrder);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static String salesperson(String code) {
        return scene.person()
                .bcCreate("salespeople", Map.of("code", code, "displayName", "Nobody's user " + code))
                .get("systemId")
                .asText();
    }

    /** Customers in step, whose salesperson is then one who is not coupled. */
    private static List<Pair> failing(String code, int customers) {
        String salesperson = salesperson(code);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            Pair pair = scene.customerPair("Of " + code + " " + i);
            scene.changeCustomer(pair.businessCentral(), "salespersonId", salesperson);
            pairs.add(pair);
        }
        scene.job("CUSTOMER");
        return pairs;
    }

    private static ErrorGroup group(String code) {
        return groups.list("CUSTOMER", 50).value().stream()
                .filter(group -> group.cause().contains("'" + code + "'"))
                .findFirst()
                .orElse(null);
    }

    @Test
    void recordsWithTheSameCauseAreOneSentence() {
        failing("JR", 3);

        assertThat(group("JR").says())
                .isEqualTo("3 CUSTOMER records to Dataverse: salesperson 'JR' is not coupled;"
                        + " couple it or run SALESPEOPLE first");
        assertThat(groups.records(group("JR").id(), null, 50).value())
                .extracting(ErrorRow::mapping)
                .containsOnly("CUSTOMER")
                .hasSize(3);
    }

    @Test
    void aSingleRecordIsNamed() {
        failing("MD", 1);

        assertThat(group("MD").says()).matches("CUSTOMER C\\d+ to Dataverse: salesperson 'MD' is not coupled.*");
    }

    @Test
    void theSameRecordFailingAgainIsCountedOnce() {
        List<Pair> pairs = failing("TWICE", 2);
        String id = group("TWICE").id();

        scene.job("CUSTOMER");

        assertThat(group("TWICE").records()).isEqualTo(2);
        assertThat(group("TWICE").skipped()).isEqualTo(2);
        assertThat(group("TWICE").id()).isEqualTo(id);
        assertThat(group("TWICE").says()).startsWith("2 CUSTOMER records to Dataverse (skipped until released): ");
        assertThat(scene.coupling("CUSTOMER", pairs.get(0).businessCentral()).skipped())
                .isTrue();
    }

    @Test
    void retryingReleasesAndSynchronizesTheWholeGroupAndItIsGone() {
        List<Pair> pairs = failing("GONE", 2);
        scene.job("CUSTOMER");
        for (Pair pair : pairs) {
            scene.changeCustomer(pair.businessCentral(), "salespersonId", Scene.NO_ID, "faxNumber", "42");
        }
        scene.later(Duration.ofSeconds(2));

        long run = groups.retry(group("GONE").id(), "test");

        Awaitility.await()
                .until(() ->
                        scene.rig().koppel().runner().status(run).orElseThrow().finished());
        assertThat(scene.rig()
                        .koppel()
                        .runner()
                        .status(run)
                        .orElseThrow()
                        .counters()
                        .modified())
                .isEqualTo(2);
        assertThat(group("GONE")).isNull();
        for (Pair pair : pairs) {
            assertThat(scene.accountNow(pair.dataverse()).get("fax").asText()).isEqualTo("42");
        }
    }

    @Test
    void conflictsOfDifferentValuesAreOneCause() {
        for (int i = 0; i < 2; i++) {
            Pair pair = scene.customerPair("Conflict " + i, "faxNumber", "1");
            scene.changeCustomer(pair.businessCentral(), "faxNumber", "here " + i);
            scene.changeAccount(pair.dataverse(), "fax", "there " + i);
        }
        scene.job("CUSTOMER");

        List<ErrorGroup> conflicts = groups.list(null, 50).value().stream()
                .filter(group -> group.errorClass().equals("conflict")
                        && group.direction().equals("to-dataverse"))
                .toList();

        assertThat(conflicts).singleElement().satisfies(group -> assertThat(group.records())
                .isEqualTo(2));
        assertThat(conflicts.get(0).cause()).contains("faxNumber / fax").doesNotContain("here 0");
    }

    @Test
    void aCauseThatNobodyFailsForAnyMoreIsNotFound() {
        assertThatThrownBy(() -> groups.retry("0123456789abcdef", "test"))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("no record fails for the cause");
    }
}
