package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.modified;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.job.RunStatus;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Coupled records that left the mapping's filter: their changes stay where they are (sync-semantics.md §2). */
class OutOfFilterTest {
    private static Scene scene;

    @BeforeAll
    static void start() {
        scene = Scene.start();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void aChangeThatLeavesTheFilterStaysHome() {
        Pair pair = scene.customerPair("Blocked");
        scene.job("CUSTOMER");
        scene.changeCustomer(pair.businessCentral(), "blocked", "All", "website", "blocked.example");

        RunStatus run = scene.job("CUSTOMER");

        assertThat(counters(run, TO).activity()).isZero();
        assertThat(scene.accountNow(pair.dataverse()).path("websiteurl").asText())
                .isNotEqualTo("blocked.example");
        assertThat(scene.pair("CUSTOMER", pair.businessCentral())).isEqualTo(pair);

        scene.changeCustomer(pair.businessCentral(), "blocked", "_x0020_");

        assertThat(counters(scene.job("CUSTOMER"), TO)).isEqualTo(modified(1));
        assertThat(scene.accountNow(pair.dataverse()).get("websiteurl").asText())
                .isEqualTo("blocked.example");
    }

    @Test
    void aRowThatLeavesTheFilterStaysHomeToo() {
        Pair pair = scene.customerPair("No customer any more");
        scene.job("CUSTOMER");
        scene.changeAccount(pair.dataverse(), "customertypecode", 1, "websiteurl", "competitor.example");

        RunStatus run = scene.job("CUSTOMER");

        assertThat(counters(run, FROM).activity()).isZero();
        assertThat(scene.customerNow(pair.businessCentral()).get("website").asText())
                .isEmpty();
    }

    @Test
    void aFailedRecordIsTakenUpWhateverTheFilterSays() {
        scene.person().bcCreate("salespeople", values("code", "FILTER", "displayName", "Uncoupled"));
        Pair pair = scene.customerPair("Failed first");
        scene.changeCustomer(pair.businessCentral(), "salespersonCode", "FILTER");
        assertThat(counters(scene.job("CUSTOMER"), TO)).isEqualTo(failed(1));
        scene.changeCustomer(
                pair.businessCentral(), "blocked", "All", "salespersonCode", "", "website", "retried.example");

        RunStatus run = scene.job("CUSTOMER");

        assertThat(counters(run, TO)).isEqualTo(modified(1));
        assertThat(scene.accountNow(pair.dataverse()).get("websiteurl").asText())
                .isEqualTo("retried.example");
    }

    @Test
    void aFilterThatNamesItsRecordsLeavesOutFailedOnesThatItDoesNotName() {
        scene.person().bcCreate("salespeople", values("code", "NAMED", "displayName", "Uncoupled"));
        Pair named = scene.customerPair("Named by the filter");
        Pair other = scene.customerPair("Not named by it");
        for (Pair pair : List.of(named, other)) {
            scene.changeCustomer(pair.businessCentral(), "salespersonCode", "NAMED", "website", "named.example");
        }
        assertThat(counters(scene.job("CUSTOMER"), TO)).isEqualTo(failed(2));
        for (Pair pair : List.of(named, other)) {
            scene.changeCustomer(pair.businessCentral(), "salespersonCode", "");
        }
        scene.edit(
                "CUSTOMER",
                text -> text.replace(
                        "filter: \"blocked eq '_x0020_'\"", "filter: \"systemId eq " + named.businessCentral() + "\""));

        RunStatus run = scene.job("CUSTOMER");
        scene.shippedAgain();
        for (Pair pair : List.of(named, other)) {
            scene.uncouple("CUSTOMER", pair.businessCentral());
        }

        assertThat(counters(run, TO)).isEqualTo(modified(1));
        assertThat(scene.accountNow(named.dataverse()).get("websiteurl").asText())
                .isEqualTo("named.example");
        assertThat(scene.accountNow(other.dataverse()).path("websiteurl").asText())
                .isNotEqualTo("named.example");
    }
}
