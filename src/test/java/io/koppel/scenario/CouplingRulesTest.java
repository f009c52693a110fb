package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.koppel.operate.CoupleCommand;
import io.koppel.operate.HandCoupler;
import io.koppel.operate.OperationException;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One record has one partner: what may be coupled by hand, and what is refused. */
class CouplingRulesTest {
    private static Scene scene;
    private String customer;
    private String account;

    @BeforeAll
    static void start() {
        scene = Scene.start();
    }

    @BeforeEach
    void given() {
        customer = scene.customer("Coupled by hand");
        account = scene.account("Coupled by hand");
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static void refused(String businessCentral, String dataverse) {
        assertThatThrownBy(() -> scene.couple("CUSTOMER", businessCentral, dataverse))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("is coupled already");
    }

    @Test
    @Scenario({"CR-01", "CR-02", "RM-01", "RM-02"})
    void aPairIsFoundFromBothSidesOnceItIsCoupled() {
        assertThat(scene.coupling("CUSTOMER", account)).isNull();
        assertThat(scene.coupling("CUSTOMER", customer)).isNull();

        scene.couple("CUSTOMER", customer, account);

        assertThat(scene.pair("CUSTOMER", account)).isEqualTo(new Pair(customer, account));
        assertThat(scene.pair("CUSTOMER", customer)).isEqualTo(new Pair(customer, account));
        assertThat(scene.coupling("CONTACT", account)).as("of another mapping").isNull();
    }

    @Test
    @Scenario("CR-03")
    void couplingMakesOnePair() {
        scene.couple("CUSTOMER", customer, account);

        assertThat(scene.couplings().list("CUSTOMER", null, null, 1000).value())
                .filteredOn(row -> row.businessCentralId().equals(UUID.fromString(customer)))
                .singleElement()
                .satisfies(row -> assertThat(row.dataverseId()).isEqualTo(UUID.fromString(account)));
    }

    @Test
    @Scenario("CR-04")
    void aCoupledCustomerIsNotCoupledToAnotherAccount() {
        scene.couple("CUSTOMER", customer, account);
        String another = scene.account("Another");
        CoupleCommand fromSales = new CoupleCommand("CUSTOMER", customer, another, null, "none", "dataverse");

        assertThatThrownBy(() -> scene.couplings().couple(fromSales, "test"))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("is coupled already");

        assertThat(scene.pair("CUSTOMER", customer).dataverse()).isEqualTo(account);
    }

    @Test
    @Scenario("CR-06")
    void fromBusinessCentralCouplingAgainMovesThePair() {
        scene.couple("CUSTOMER", customer, account);
        String another = scene.account("Another");

        scene.couple("CUSTOMER", customer, another);

        assertThat(scene.pair("CUSTOMER", customer).dataverse()).isEqualTo(another);
        assertThat(scene.coupling("CUSTOMER", account)).isNull();
    }

    @Test
    @Scenario("CR-07")
    void aCoupledAccountIsNotCoupledToAnotherCustomer() {
        scene.couple("CUSTOMER", customer, account);

        refused(scene.customer("Another"), account);

        assertThat(scene.pair("CUSTOMER", account).businessCentral()).isEqualTo(customer);
    }

    @Test
    @Scenario("CR-08")
    void aPairWithADeletedCustomerGivesWay() {
        scene.couple("CUSTOMER", customer, account);
        scene.person().bcDelete("customers", customer);
        String other = scene.customer("Another");

        scene.couple("CUSTOMER", other, account);

        assertThat(scene.pair("CUSTOMER", account)).isEqualTo(new Pair(other, account));
        assertThat(scene.coupling("CUSTOMER", customer)).isNull();
    }

    @Test
    @Scenario("CR-09")
    void twoCoupledRecordsAreNotCoupledToEachOther() {
        scene.couple("CUSTOMER", customer, account);
        Pair other = scene.customerPair("Another");

        refused(other.businessCentral(), account);

        assertThat(scene.pair("CUSTOMER", account).businessCentral()).isEqualTo(customer);
        assertThat(scene.pair("CUSTOMER", other.businessCentral())).isEqualTo(other);
    }

    @Test
    @Scenario("CR-11")
    void uncouplingAgainDoesNothing() {
        scene.couple("CUSTOMER", customer, account);
        HandCoupler coupler =
                new HandCoupler(scene.engine(), scene.rig().koppel().runner());
        var mapping = scene.rig().koppel().mappings().get("CUSTOMER");

        coupler.uncouple(mapping, UUID.fromString(customer), "test");

        assertThat(scene.coupling("CUSTOMER", customer)).isNull();
        long mark = scene.mark();
        coupler.uncouple(mapping, UUID.fromString(customer), "test");
        coupler.uncouple(mapping, UUID.fromString(customer), "test");
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    @Scenario("CR-12")
    void deletingTheCustomerLeavesThePairUnskipped() {
        Pair pair = scene.customerPair("To be deleted");
        scene.person().bcDelete("customers", pair.businessCentral());

        scene.run("CUSTOMER", TO, pair.businessCentral(), false);

        assertThat(scene.pair("CUSTOMER", pair.dataverse())).isEqualTo(pair);
        assertThat(scene.coupling("CUSTOMER", pair.dataverse()).skipped()).isFalse();
    }

    @Test
    @Scenario("CR-16")
    void aPairNeedsItsMapping() {
        assertThatThrownBy(
                        () -> scene.couplings().couple(new CoupleCommand("", customer, account, null, "none"), "test"))
                .isInstanceOf(OperationException.class);
        assertThat(scene.coupling("CUSTOMER", customer)).isNull();
    }

    @Test
    @Scenario("CP-35")
    void anAccountWhoseCustomerIsGoneIsCreatedAnew() {
        Pair pair = scene.customerPair("Gone in BC");
        String number = scene.customerNow(pair.businessCentral()).get("number").asText();
        scene.person().bcDelete("customers", pair.businessCentral());

        scene.couplings().couple(new CoupleCommand("CUSTOMER", null, pair.dataverse(), true, "none"), "test");

        Pair now = scene.pair("CUSTOMER", pair.dataverse());
        assertThat(now.businessCentral()).isNotEqualTo(pair.businessCentral());
        assertThat(scene.customerNow(now.businessCentral()).get("displayName").asText())
                .isEqualTo("Gone in BC");
        assertThat(scene.customerNow(now.businessCentral()).get("number").asText())
                .isNotEqualTo(number);
    }

    @Test
    @Scenario("CP-36")
    void aCustomerWhoseAccountIsGoneIsCreatedAnew() {
        Pair pair = scene.customerPair("Gone in Sales");
        scene.person().dataverseDelete("accounts", pair.dataverse());

        scene.couplings().couple(new CoupleCommand("CUSTOMER", pair.businessCentral(), null, true, "none"), "test");

        Pair now = scene.pair("CUSTOMER", pair.businessCentral());
        assertThat(now.dataverse()).isNotEqualTo(pair.dataverse());
        assertThat(scene.accountNow(now.dataverse()).get("name").asText()).isEqualTo("Gone in Sales");
    }
}
