package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.modified;
import static io.koppel.testing.Scene.skipped;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.koppel.coupling.LastResult;
import io.koppel.job.RunStatus;
import io.koppel.journal.Counters;
import io.koppel.operate.OperationException;
import io.koppel.operate.SkippedView;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same fault twice in a row: the record is left out of everything until someone, or a change, releases it. */
class SkippingTest {
    private static Scene scene;
    private static int salespeople;
    private Pair pair;
    private String salesperson;

    @BeforeAll
    static void start() {
        scene = Scene.start();
    }

    @BeforeEach
    void givenACustomerOfAnUncoupledSalesperson() {
        salesperson = "U" + ++salespeople;
        scene.person().bcCreate("salespeople", values("code", salesperson, "displayName", "Uncoupled"));
        pair = scene.customerPair("Of " + salesperson);
        scene.changeCustomer(pair.businessCentral(), "salespersonCode", salesperson);
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
        scene.person().noFaults();
        scene.uncoupleAll("CUSTOMER");
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private RunStatus byHand() {
        return scene.run("CUSTOMER", TO, pair.businessCentral(), false);
    }

    private void skippedNow() {
        assertThat(counters(scene.job("CUSTOMER"), TO)).isEqualTo(failed(1));
        assertThat(counters(scene.job("CUSTOMER"), TO)).isEqualTo(skipped(1));
        assertThat(isSkipped()).isTrue();
    }

    private boolean isSkipped() {
        return scene.coupling("CUSTOMER", pair.businessCentral()).skipped();
    }

    private static void noAutoRelease() {
        scene.edit("CUSTOMER", text -> text.replace("onlyCoupled: true", "onlyCoupled: true\n    autoRelease: false"));
    }

    private static Counters nothing() {
        return Counters.ZERO;
    }

    @Test
    @Scenario("SK-03")
    void theSameFailureTwiceMakesTheRecordSkipped() {
        assertThat(counters(byHand(), TO)).isEqualTo(failed(1));

        RunStatus second = byHand();

        assertThat(counters(second, TO)).isEqualTo(skipped(1));
        assertThat(scene.errors(second)).singleElement().satisfies(error -> assertThat(error.message())
                .contains(salesperson, "coupled"));
        assertThat(scene.coupling("CUSTOMER", pair.businessCentral()).toResult())
                .isEqualTo(LastResult.FAILURE);
        assertThat(isSkipped()).isTrue();
    }

    @Test
    void aSkippedRecordIsLeftOutOfEverything() {
        noAutoRelease();
        skippedNow();
        long mark = scene.mark();
        scene.changeAccount(pair.dataverse(), "websiteurl", "there.example");

        RunStatus job = scene.job("CUSTOMER");
        RunStatus forced = scene.run("CUSTOMER", TO, pair.businessCentral(), true);
        RunStatus in = scene.run("CUSTOMER", FROM, pair.dataverse(), true);

        assertThat(counters(job, TO)).as("not taken up any more").isEqualTo(nothing());
        assertThat(counters(job, FROM)).isEqualTo(skipped(1));
        assertThat(counters(forced, TO)).isEqualTo(skipped(1));
        assertThat(counters(in, FROM)).isEqualTo(skipped(1));
        assertThat(scene.writes(mark)).isEmpty();
        assertThat(isSkipped()).isTrue();
    }

    @Test
    @Scenario("SK-06")
    void aFaultInTheOtherDirectionDoesNotReleaseIt() {
        noAutoRelease();
        scene.changeAccount(pair.dataverse(), "emailaddress1", "first@conflict.example");
        scene.changeCustomer(pair.businessCentral(), "email", "second@conflict.example");
        assertThat(counters(scene.run("CUSTOMER", FROM, pair.dataverse(), false), FROM))
                .as("a conflict: failed from Dataverse")
                .isEqualTo(failed(1));
        byHand();
        byHand();
        assertThat(isSkipped()).as("skipped to Dataverse").isTrue();
        scene.changeAccount(pair.dataverse(), "emailaddress1", "third@conflict.example");

        RunStatus in = scene.run("CUSTOMER", FROM, pair.dataverse(), false);

        assertThat(counters(in, FROM)).isEqualTo(skipped(1));
        assertThat(isSkipped()).isTrue();
    }

    @Test
    @Scenario("SK-10")
    void aReleasedRecordWhoseCauseIsGoneIsInStepAgain() {
        noAutoRelease();
        skippedNow();
        Pair coupled = scene.salesperson();
        String code = scene.person()
                .bc("salespeople(" + coupled.businessCentral() + ")")
                .get("code")
                .asText();
        scene.changeCustomer(pair.businessCentral(), "salespersonCode", code);
        scene.skippedRecords().retry("CUSTOMER." + pair.businessCentral());

        RunStatus run = byHand();

        assertThat(counters(run, TO)).isEqualTo(modified(1));
        assertThat(scene.coupling("CUSTOMER", pair.businessCentral()).toResult())
                .isEqualTo(LastResult.SUCCESS);
        assertThat(isSkipped()).isFalse();
    }

    @Test
    void aReleasedRecordIsTakenUpByTheNextJobAndNeedsTwoFailuresAgain() {
        noAutoRelease();
        skippedNow();
        scene.skippedRecords().retryAll("CUSTOMER");

        assertThat(counters(scene.job("CUSTOMER"), TO)).isEqualTo(failed(1));
        assertThat(counters(scene.job("CUSTOMER"), TO)).isEqualTo(skipped(1));
    }

    @Test
    void theListSaysWhatIsSkippedAndWhy() {
        skippedNow();

        assertThat(scene.skippedRecords().list("CUSTOMER", null, 10).value())
                .singleElement()
                .satisfies((SkippedView row) -> {
                    assertThat(row.id()).isEqualTo("CUSTOMER." + pair.businessCentral());
                    assertThat(row.direction()).isEqualTo("to-dataverse");
                    assertThat(row.failure()).contains(salesperson);
                });
        assertThat(scene.skippedRecords().list("CONTACT", null, 10).value()).isEmpty();
        assertThat(scene.skippedRecords()
                        .list(null, "CUSTOMER." + pair.businessCentral(), 10)
                        .value())
                .isEmpty();
    }

    @Test
    void whatIsNotSkippedCannotBeReleased() {
        assertThatThrownBy(() -> scene.skippedRecords().retry("CUSTOMER." + pair.businessCentral()))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("is not skipped");
    }

    @Test
    void couplingTheSalespersonReleasesTheCustomer() {
        skippedNow();
        String user = coupleTheSalesperson();

        RunStatus run = scene.job("CUSTOMER");

        assertThat(counters(run, TO)).isEqualTo(modified(1));
        assertThat(scene.accountNow(pair.dataverse()).get("_ownerid_value").asText())
                .isEqualTo(user);
        assertThat(isSkipped()).isFalse();
    }

    @Test
    void aRunByHandReleasesTheRecordItIsAboutAndNoOther() {
        skippedNow();
        Pair another = scene.customerPair("Another");
        coupleTheSalesperson();

        scene.run("CUSTOMER", TO, another.businessCentral(), false);
        assertThat(isSkipped()).as("the run was about another one").isTrue();

        assertThat(counters(byHand(), TO)).isEqualTo(modified(1));
        assertThat(isSkipped()).isFalse();
    }

    /** Returns the user it is coupled to. */
    private String coupleTheSalesperson() {
        scene.person().admin("POST", "seed", Map.of("systemusers", 1, "seed", 9_000 + salespeople));
        String user = scene
                .person()
                .dataverseList(
                        "systemusers", "isdisabled eq false and islicensed eq true and isintegrationuser eq false")
                .stream()
                .map(row -> row.get("systemuserid").asText())
                .filter(id -> scene.coupling("SALESPEOPLE", id) == null)
                .reduce((first, last) -> last)
                .orElseThrow();
        String here = scene.person()
                .bcList("salespeople", "code eq '" + salesperson + "'")
                .get(0)
                .get("systemId")
                .asText();
        scene.couple("SALESPEOPLE", here, user);
        return user;
    }

    @Test
    void editingTheRecordReleasesIt() {
        skippedNow();
        scene.changeCustomer(pair.businessCentral(), "salespersonCode", "");

        RunStatus run = scene.job("CUSTOMER");

        assertThat(isSkipped()).isFalse();
        assertThat(counters(run, TO).failed()).isZero();
        assertThat(scene.coupling("CUSTOMER", pair.businessCentral()).toResult())
                .isEqualTo(LastResult.SUCCESS);
    }

    @Test
    void editingThePartnerReleasesItAndTheNextRunTriesAgain() {
        skippedNow();
        scene.changeAccount(pair.dataverse(), "websiteurl", "partner.example");

        RunStatus met = scene.job("CUSTOMER");
        RunStatus next = scene.job("CUSTOMER");

        assertThat(counters(met, FROM)).isEqualTo(modified(1));
        assertThat(scene.customerNow(pair.businessCentral()).get("website").asText())
                .isEqualTo("partner.example");
        assertThat(counters(next, TO)).isEqualTo(failed(1));
    }

    @Test
    void editingTheMappingReleasesIt() {
        skippedNow();
        scene.edit("CUSTOMER", text -> text.replaceAll("(?m)^ +- \\{businessCentral: salespersonId.*\n", ""));

        RunStatus run = scene.job("CUSTOMER");

        assertThat(isSkipped()).isFalse();
        assertThat(counters(run, TO).failed()).isZero();
    }

    @Test
    void aOneWayMappingNoticesAnEditOfThePartnerToo() {
        scene.edit("CUSTOMER", text -> text.replace("direction: bidirectional", "direction: to-dataverse"));
        skippedNow();
        scene.changeAccount(pair.dataverse(), "websiteurl", "one.way.example");

        RunStatus run = scene.job("CUSTOMER");

        assertThat(counters(run, TO)).isEqualTo(failed(1));
        assertThat(isSkipped()).isFalse();
    }

    @Test
    void whatPassesByItselfNeverCounts() {
        assertThat(counters(byHand(), TO)).isEqualTo(failed(1));
        Pair other = scene.customerPair("Unlucky");
        scene.changeCustomer(other.businessCentral(), "website", "unlucky.example");
        scene.person().fault("dataverse", "PATCH.*" + other.dataverse(), "status-500");

        for (int i = 0; i < 3; i++) {
            assertThat(counters(scene.run("CUSTOMER", TO, other.businessCentral(), false), TO))
                    .isEqualTo(failed(1));
        }

        assertThat(scene.coupling("CUSTOMER", other.businessCentral()).skipped())
                .isFalse();
    }

    @Test
    void anUpdateConflictCountsAsAFaultOfTheData() {
        Pair both = scene.customerPair("Both sides");
        scene.changeCustomer(both.businessCentral(), "faxNumber", "2");
        scene.changeAccount(both.dataverse(), "fax", "3");

        assertThat(counters(scene.run("CUSTOMER", TO, both.businessCentral(), false), TO))
                .isEqualTo(failed(1));
        assertThat(counters(scene.run("CUSTOMER", TO, both.businessCentral(), false), TO))
                .isEqualTo(skipped(1));
    }

    @Test
    void anUncoupledRecordThatFailsIsNeverSkippedAndWaitsForItsChange() {
        String fresh = scene.customer("Fresh", "salespersonCode", salesperson);
        scene.edit("CUSTOMER", text -> text.replace("onlyCoupled: true", "onlyCoupled: false"));
        byHand();
        assertThat(counters(scene.create("CUSTOMER", TO, fresh), TO)).isEqualTo(failed(1));
        assertThat(counters(scene.create("CUSTOMER", TO, fresh), TO)).isEqualTo(failed(1));
        assertThat(scene.coupling("CUSTOMER", fresh)).isNull();

        scene.changeCustomer(fresh, "salespersonCode", "");

        assertThat(counters(scene.create("CUSTOMER", TO, fresh), TO)).isEqualTo(inserted(1));
    }
}
