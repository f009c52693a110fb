package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.skipped;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.coupling.LastResult;
import io.koppel.job.RunStatus;
import io.koppel.journal.Counters;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One record of a pair was deleted and the other one is synchronized (sync-semantics.md §6). */
class DeletionConflictTest {
    private static Scene scene;
    private static int pairs;
    private Pair pair;

    @BeforeAll
    static void start() {
        scene = Scene.start();
    }

    @BeforeEach
    void given() {
        pair = scene.customerPair("Pair " + ++pairs);
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
        scene.uncoupleAll("CUSTOMER");
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static void mapping(String direction, boolean onlyCoupled, String deletion) {
        scene.edit(
                "CUSTOMER",
                text -> text.replace("direction: bidirectional", "direction: " + direction)
                                .replace("onlyCoupled: true", "onlyCoupled: " + onlyCoupled)
                                .replace("deletion: none", "deletion: " + deletion)
                        + "\n");
    }

    /** The customer is deleted, and its account, which someone edits, is synchronized. */
    private RunStatus accountOfADeletedCustomer() {
        scene.person().bcDelete("customers", pair.businessCentral());
        scene.changeAccount(pair.dataverse(), "websiteurl", "edited.example");
        return scene.run("CUSTOMER", FROM, pair.dataverse(), false);
    }

    private void fails(String direction, boolean onlyCoupled) {
        mapping(direction, onlyCoupled, "none");

        RunStatus first = accountOfADeletedCustomer();
        RunStatus second = scene.run("CUSTOMER", FROM, pair.dataverse(), false);

        assertThat(counters(first, FROM)).isEqualTo(failed(1));
        assertThat(scene.errors(first)).singleElement().satisfies(error -> assertThat(error.message())
                .contains("coupled to a deleted record"));
        assertThat(counters(second, FROM)).isEqualTo(skipped(1));
        assertThat(scene.pair("CUSTOMER", pair.dataverse())).isEqualTo(pair);
    }

    private void uncouples(String direction, boolean onlyCoupled) {
        mapping(direction, onlyCoupled, "remove-coupling");

        RunStatus run = accountOfADeletedCustomer();

        assertThat(scene.coupling("CUSTOMER", pair.dataverse())).isNull();
        assertThat(counters(run, FROM)).isEqualTo(Counters.ZERO);
        assertThat(scene.accountNow(pair.dataverse())
                        .get("_bcbi_companyid_value")
                        .isNull())
                .as("the account belongs to no company any more")
                .isTrue();
    }

    private void restores(String direction, boolean onlyCoupled) {
        mapping(direction, onlyCoupled, "restore-records");
        String name = scene.accountNow(pair.dataverse()).get("name").asText();

        RunStatus run = accountOfADeletedCustomer();

        assertThat(counters(run, FROM)).isEqualTo(inserted(1));
        Pair now = scene.pair("CUSTOMER", pair.dataverse());
        assertThat(now.businessCentral()).isNotEqualTo(pair.businessCentral());
        assertThat(scene.customerNow(now.businessCentral()).get("displayName").asText())
                .isEqualTo(name);
        assertThat(scene.accountNow(pair.dataverse()).get("name").asText()).isEqualTo(name);
        assertThat(scene.coupling("CUSTOMER", pair.dataverse()).fromResult()).isEqualTo(LastResult.SUCCESS);
    }

    @Test
    @Scenario("TS-08")
    void withoutAStrategyTheRecordFailsAndIsThenSkipped() {
        long mark = scene.mark();
        fails("bidirectional", true);
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    @Scenario("TS-17")
    void withoutAStrategyBothWaysCoupledOnly() {
        fails("bidirectional", true);
    }

    @Test
    @Scenario("TS-18")
    void withoutAStrategyBothWaysAllRecords() {
        fails("bidirectional", false);
    }

    @Test
    @Scenario("TS-19")
    void withoutAStrategyOneWayCoupledOnly() {
        fails("from-dataverse", true);
    }

    @Test
    @Scenario("TS-20")
    void withoutAStrategyOneWayAllRecords() {
        fails("from-dataverse", false);
    }

    @Test
    @Scenario("TS-09")
    void removeCouplingBothWaysCoupledOnly() {
        uncouples("bidirectional", true);
    }

    @Test
    @Scenario("TS-10")
    void removeCouplingBothWaysAllRecords() {
        uncouples("bidirectional", false);
    }

    @Test
    @Scenario("TS-11")
    void removeCouplingOneWayCoupledOnly() {
        uncouples("from-dataverse", true);
    }

    @Test
    @Scenario("TS-12")
    void removeCouplingOneWayAllRecords() {
        uncouples("from-dataverse", false);
    }

    @Test
    @Scenario("TS-13")
    void restoreBothWaysCoupledOnly() {
        restores("bidirectional", true);
    }

    @Test
    void restoreBothWaysAllRecords() {
        restores("bidirectional", false);
    }

    @Test
    @Scenario("TS-15")
    void restoreOneWayCoupledOnly() {
        restores("from-dataverse", true);
    }

    @Test
    @Scenario("TS-16")
    void restoreOneWayAllRecords() {
        restores("from-dataverse", false);
    }

    /** The account is deleted, and its customer, which someone edits, is synchronized by the job. */
    private RunStatus customerOfADeletedAccount() {
        scene.person().dataverseDelete("accounts", pair.dataverse());
        scene.changeCustomer(pair.businessCentral(), "website", "edited.example");
        return scene.job("CUSTOMER");
    }

    @Test
    void aDeletedAccountFailsItsCustomerWhichIsThenSkipped() {
        mapping("bidirectional", true, "none");

        RunStatus first = customerOfADeletedAccount();
        RunStatus second = scene.job("CUSTOMER");

        assertThat(counters(first, TO)).isEqualTo(failed(1));
        assertThat(scene.errors(first)).singleElement().satisfies(error -> assertThat(error.message())
                .contains("coupled to a deleted record"));
        assertThat(counters(second, TO)).isEqualTo(skipped(1));
        assertThat(scene.pair("CUSTOMER", pair.businessCentral())).isEqualTo(pair);
    }

    @Test
    void aDeletedAccountUncouplesItsCustomerAndNothingIsCounted() {
        mapping("bidirectional", true, "remove-coupling");

        RunStatus run = customerOfADeletedAccount();

        assertThat(run.counters()).isEqualTo(Counters.ZERO);
        assertThat(scene.coupling("CUSTOMER", pair.businessCentral())).isNull();
    }

    @Test
    void aRecordThatNobodyChangesIsLeftAloneThoughItsPartnerIsGone() {
        mapping("bidirectional", true, "none");
        scene.person().dataverseDelete("accounts", pair.dataverse());

        RunStatus run = scene.job("CUSTOMER");

        assertThat(run.counters().failed()).isZero();
        assertThat(scene.pair("CUSTOMER", pair.businessCentral())).isEqualTo(pair);
    }

    @Test
    void aDeletedAccountIsRestoredUnderAnotherId() {
        mapping("bidirectional", true, "restore-records");
        scene.person().dataverseDelete("accounts", pair.dataverse());
        scene.changeCustomer(pair.businessCentral(), "website", "edited.example");

        RunStatus run = scene.job("CUSTOMER");

        assertThat(counters(run, TO)).isEqualTo(inserted(1));
        Pair now = scene.pair("CUSTOMER", pair.businessCentral());
        assertThat(now.dataverse()).isNotEqualTo(pair.dataverse());
        assertThat(scene.accountNow(now.dataverse()).get("websiteurl").asText()).isEqualTo("edited.example");
        assertThat(scene.history("CUSTOMER", pair.businessCentral()).get(0).operation())
                .isEqualTo("create");
    }

    @Test
    void aRestoreThatIsRefusedKeepsThePairAndIsSkippedTheSecondTime() {
        mapping("bidirectional", true, "restore-records");
        scene.person().bcCreate("salespeople", values("code", "R" + pairs, "displayName", "Uncoupled"));
        scene.person().dataverseDelete("accounts", pair.dataverse());
        scene.changeCustomer(pair.businessCentral(), "salespersonCode", "R" + pairs);

        RunStatus first = scene.run("CUSTOMER", TO, pair.businessCentral(), false);
        RunStatus second = scene.run("CUSTOMER", TO, pair.businessCentral(), false);

        assertThat(counters(first, TO)).isEqualTo(failed(1));
        assertThat(counters(second, TO)).isEqualTo(skipped(1));
        assertThat(scene.pair("CUSTOMER", pair.businessCentral())).isEqualTo(pair);
    }

    @Test
    void aRestoreThatTheServiceRefusesKeepsThePairToo() {
        mapping("bidirectional", true, "restore-records");
        scene.person().dataverseDelete("accounts", pair.dataverse());
        scene.changeCustomer(pair.businessCentral(), "website", "refused.example");
        scene.person()
                .admin(
                        "POST",
                        "faults",
                        java.util.List.of(Map.of(
                                "service",
                                "dataverse",
                                "match",
                                "CreateMultiple",
                                "fault",
                                "status-412",
                                "probability",
                                1)));
        try {
            RunStatus run = scene.run("CUSTOMER", TO, pair.businessCentral(), false);

            assertThat(counters(run, TO)).isEqualTo(failed(1));
            assertThat(scene.coupling("CUSTOMER", pair.businessCentral())).isNotNull();
        } finally {
            scene.person().admin("DELETE", "faults", null);
        }
        assertThat(counters(scene.job("CUSTOMER"), TO)).isEqualTo(inserted(1));
    }

    @Test
    void aForcedRunSkips() {
        mapping("bidirectional", true, "restore-records");
        scene.person().bcDelete("customers", pair.businessCentral());

        RunStatus run = scene.run("CUSTOMER", FROM, pair.dataverse(), true);

        assertThat(counters(run, FROM)).isEqualTo(skipped(1));
        assertThat(scene.pair("CUSTOMER", pair.dataverse())).isEqualTo(pair);
    }

    @Test
    void theContactsOfAnUncoupledCompanyAreUncoupledWithIt() {
        Pair contact = scene.contactPair(pair, "Ada", "Child");
        mapping("bidirectional", true, "remove-coupling");
        scene.person()
                .dataverseDelete(
                        "contacts", scene.contactPair(pair, "Bert", "Gone").dataverse());

        accountOfADeletedCustomer();

        assertThat(scene.coupling("CONTACT", contact.dataverse())).isNull();
        assertThat(scene.person()
                        .dataverse("contacts(" + contact.dataverse() + ")")
                        .get("_bcbi_companyid_value")
                        .isNull())
                .isTrue();
    }

    @Test
    @Scenario("CC-34")
    void noPairIsUncoupledByItselfAndBothEndUpSkipped() {
        String customer1 = scene.customer("Name here");
        String customer2 = scene.customer("Name here too");
        Pair one = scene.couple("CUSTOMER", customer1, scene.account("Name there"));
        Pair two = scene.couple("CUSTOMER", customer2, scene.account("Name there too"));
        scene.person().dataverseDelete("accounts", one.dataverse());

        scene.job("CUSTOMER");

        assertThat(scene.pair("CUSTOMER", customer1)).isEqualTo(one);
        assertThat(scene.pair("CUSTOMER", customer2)).isEqualTo(two);
        assertThat(scene.coupling("CUSTOMER", customer1).toResult()).isEqualTo(LastResult.FAILURE);
        assertThat(scene.coupling("CUSTOMER", customer1).fromResult()).isEqualTo(LastResult.NONE);
        assertThat(scene.coupling("CUSTOMER", customer2).toResult()).isEqualTo(LastResult.FAILURE);
        assertThat(scene.coupling("CUSTOMER", customer2).fromResult()).isEqualTo(LastResult.FAILURE);
        assertThat(scene.coupling("CUSTOMER", customer1).skipped()).isFalse();
        assertThat(scene.coupling("CUSTOMER", customer2).skipped()).isFalse();

        scene.job("CUSTOMER");

        assertThat(scene.coupling("CUSTOMER", customer1).skipped()).isTrue();
        assertThat(scene.coupling("CUSTOMER", customer2).skipped()).isTrue();
    }

    /** sync-semantics.md §1: deleting a salesperson removes its coupling; what the strategy says is for other tables. */
    @Test
    void aSalespersonWhoWasDeletedIsUncoupledWhenTheUserChanges() {
        Pair salesperson = scene.salesperson();
        scene.person().bcDelete("salespeople", salesperson.businessCentral());
        scene.rig()
                .integrationUser()
                .dataverseChange("systemusers", salesperson.dataverse(), values("mobilephone", "+45 1"));

        RunStatus run = scene.run("SALESPEOPLE", FROM, salesperson.dataverse(), false);

        assertThat(counters(run, FROM)).isEqualTo(Counters.ZERO);
        assertThat(scene.coupling("SALESPEOPLE", salesperson.dataverse())).isNull();
        assertThat(scene.errors(run)).isEmpty();
    }
}
