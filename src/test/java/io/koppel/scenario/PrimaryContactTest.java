package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.NO_ID;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.modified;
import static io.koppel.testing.Scene.unchanged;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.LastResult;
import io.koppel.job.RunStatus;
import io.koppel.journal.Counters;
import io.koppel.mapping.Side;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The primary contact of a customer and of its account: transferred, repaired after a create, cleared or refused. */
class PrimaryContactTest {
    private static final String NOT_CLEARED = "couplingOf: CONTACT, label: primaryContactNumber}";
    private static final String CLEARED = "couplingOf: CONTACT, label: primaryContactNumber, clearOnFailure: true}";

    private Scene scene;
    private Pair customer;

    @BeforeEach
    void start() {
        scene = Scene.start();
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private void coupledCustomer(String dataverseClock) {
        scene.clock("PT0S", dataverseClock);
        scene.edit("CONTACT", text -> text.replace("onlyCoupled: true", "onlyCoupled: false"));
        customer = scene.customerPair("Trey Research");
        scene.job("CUSTOMER");
        scene.job("CONTACT");
        scene.later(Duration.ofMinutes(10));
    }

    private Coupling coupling() {
        return scene.coupling("CUSTOMER", customer.businessCentral());
    }

    private String primaryOfCustomer() {
        return scene.customerNow(customer.businessCentral())
                .get("primaryContactId")
                .asText();
    }

    private String primaryOfAccount() {
        return scene.accountNow(customer.dataverse())
                .get("_primarycontactid_value")
                .asText(null);
    }

    private void contactFromDataverseBecomesPrimary(String dataverseClock) {
        coupledCustomer(dataverseClock);
        Coupling before = coupling();
        long account = scene.watermark("CUSTOMER", Side.DATAVERSE);
        long businessCentral = scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL);
        String created = scene.salesContact(customer.dataverse(), "Ida", "Berg");

        RunStatus run = scene.job("CONTACT");

        assertThat(counters(run, FROM)).isEqualTo(inserted(1));
        assertThat(counters(run, TO)).isEqualTo(Counters.ZERO);
        assertThat(primaryOfCustomer()).isEqualTo(scene.pair("CONTACT", created).businessCentral());
        assertThat(coupling().versions().businessCentralStamp())
                .isEqualTo(Instant.parse(scene.customerNow(customer.businessCentral())
                                .get("systemModifiedAt")
                                .asText())
                        .toEpochMilli())
                .isGreaterThan(before.versions().businessCentralStamp());
        assertThat(coupling().versions().dataverseStamp())
                .isEqualTo(before.versions().dataverseStamp());
        assertThat(scene.watermark("CUSTOMER", Side.DATAVERSE)).isEqualTo(account);
        assertThat(scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL)).isEqualTo(businessCentral);
    }

    @Test
    @Scenario("ES-24")
    void aContactFromDataverseBecomesTheCustomersPrimaryOneWithEqualClocks() {
        contactFromDataverseBecomesPrimary("PT0S");
    }

    @Test
    @Scenario("ES-26")
    void aContactFromDataverseBecomesTheCustomersPrimaryOneWithDataverseAhead() {
        contactFromDataverseBecomesPrimary("PT300S");
    }

    private void contactToDataverseBecomesPrimary(String dataverseClock) {
        coupledCustomer(dataverseClock);
        Coupling before = coupling();
        long account = scene.watermark("CUSTOMER", Side.DATAVERSE);
        long businessCentral = scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL);
        String created = scene.contact(customer.businessCentral(), "Ida", "Berg");

        RunStatus run = scene.job("CONTACT");

        assertThat(counters(run, TO)).isEqualTo(inserted(1));
        assertThat(counters(run, FROM)).isEqualTo(unchanged(1));
        assertThat(primaryOfAccount()).isEqualTo(scene.pair("CONTACT", created).dataverse());
        assertThat(coupling().versions().dataverseStamp())
                .isEqualTo(Instant.parse(scene.accountNow(customer.dataverse())
                                .get("modifiedon")
                                .asText())
                        .toEpochMilli())
                .isGreaterThan(before.versions().dataverseStamp());
        assertThat(coupling().versions().businessCentralStamp())
                .isEqualTo(before.versions().businessCentralStamp());
        assertThat(scene.watermark("CUSTOMER", Side.DATAVERSE)).isEqualTo(account);
        assertThat(scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL)).isEqualTo(businessCentral);
    }

    @Test
    @Scenario("ES-28")
    void aContactToDataverseBecomesTheAccountsPrimaryOneWithDataverseBehind() {
        contactToDataverseBecomesPrimary("-PT300S");
    }

    @Test
    @Scenario("ES-29")
    void aContactToDataverseBecomesTheAccountsPrimaryOneWithDataverseAhead() {
        contactToDataverseBecomesPrimary("PT300S");
    }

    @Test
    @Scenario("CP-41")
    void theAccountsPrimaryContactArrivesAtTheCustomer() {
        coupledCustomer("PT0S");
        Pair ann = scene.contactPair(customer, "Ann", "Lee");
        Pair bob = scene.contactPair(customer, "Bob", "Lee");
        scene.changeCustomer(customer.businessCentral(), "primaryContactId", ann.businessCentral());
        scene.job("CUSTOMER");
        scene.changeAccount(customer.dataverse(), "primarycontactid@odata.bind", "/contacts(" + bob.dataverse() + ")");

        RunStatus run = scene.run("CUSTOMER", FROM, customer.dataverse(), true);

        assertThat(counters(run, FROM)).isEqualTo(modified(1));
        assertThat(primaryOfCustomer()).isEqualTo(bob.businessCentral());
    }

    @Test
    @Scenario("ES-38")
    void anEmptyPrimaryContactEmptiesTheCustomers() {
        coupledCustomer("PT0S");
        Pair ann = scene.contactPair(customer, "Ann", "Lee");
        scene.changeCustomer(customer.businessCentral(), "primaryContactId", ann.businessCentral());
        scene.job("CUSTOMER");
        scene.changeAccount(customer.dataverse(), "primarycontactid@odata.bind", null);

        RunStatus run = scene.run("CUSTOMER", FROM, customer.dataverse(), true);

        assertThat(counters(run, FROM)).isEqualTo(modified(1));
        assertThat(primaryOfCustomer()).isEqualTo(NO_ID);
    }

    /** table-mappings.md §8.2: Dataverse cannot know a contact that is not coupled. */
    @Test
    void anEmptyPrimaryContactLeavesOneThatIsNotCoupled() {
        coupledCustomer("PT0S");
        String una = scene.contact(customer.businessCentral(), "Una", "Uncoupled");
        scene.changeCustomer(customer.businessCentral(), "primaryContactId", una);
        scene.changeAccount(customer.dataverse(), "address1_city", "Bath");

        RunStatus run = scene.run("CUSTOMER", FROM, customer.dataverse(), true);

        assertThat(counters(run, FROM)).isEqualTo(modified(1));
        assertThat(primaryOfCustomer()).isEqualTo(una);
        assertThat(scene.customerNow(customer.businessCentral()).get("city").asText())
                .isEqualTo("Bath");
    }

    private String uncoupledPrimaryContact() {
        String uncoupled = scene.contact(customer.businessCentral(), "Una", "Uncoupled");
        String there = scene.salesContact(customer.dataverse(), "Tom", "There");
        scene.changeAccount(customer.dataverse(), "primarycontactid@odata.bind", "/contacts(" + there + ")");
        scene.changeCustomer(customer.businessCentral(), "primaryContactId", uncoupled);
        return there;
    }

    @Test
    @Scenario("CP-42")
    void anUncoupledPrimaryContactIsClearedWhereTheRowSaysSo() {
        coupledCustomer("PT0S");
        uncoupledPrimaryContact();

        RunStatus run = scene.run("CUSTOMER", TO, customer.businessCentral(), true);

        assertThat(counters(run, TO)).isEqualTo(modified(1));
        assertThat(primaryOfAccount()).isNull();
    }

    @Test
    @Scenario("CP-43")
    void anUncoupledPrimaryContactFailsTheCustomerOtherwise() {
        scene.edit("CUSTOMER", text -> text.replace(CLEARED, NOT_CLEARED));
        String customerId = scene.customer("Fourth Coffee");
        String accountId = scene.account("Fourth Coffee");
        customer = scene.couple("CUSTOMER", customerId, accountId);
        String there = uncoupledPrimaryContact();

        RunStatus run = scene.run("CUSTOMER", TO, customer.businessCentral(), true);

        assertThat(counters(run, TO)).isEqualTo(failed(1));
        assertThat(scene.errors(run)).singleElement().satisfies(error -> assertThat(error.message())
                .contains("primary contact", "is not coupled"));
        assertThat(primaryOfAccount()).isEqualTo(there);
        assertThat(coupling().toResult()).isEqualTo(LastResult.FAILURE);
        assertThat(coupling().toRun()).isEqualTo(run.passes().get(0).id());
        assertThat(coupling().fromResult()).isEqualTo(LastResult.NONE);
    }

    @Test
    @Scenario("CP-44")
    void anUncoupledPrimaryContactFailsTheAccountOtherwise() {
        coupledCustomer("PT0S");
        scene.edit("CUSTOMER", text -> text.replace(CLEARED, NOT_CLEARED));
        Pair ann = scene.contactPair(customer, "Ann", "Lee");
        scene.changeCustomer(customer.businessCentral(), "primaryContactId", ann.businessCentral());
        scene.run("CUSTOMER", TO, customer.businessCentral(), true);
        String there = scene.salesContact(customer.dataverse(), "Tom", "There");
        scene.changeAccount(customer.dataverse(), "primarycontactid@odata.bind", "/contacts(" + there + ")");

        RunStatus run = scene.run("CUSTOMER", FROM, customer.dataverse(), true);

        assertThat(counters(run, FROM)).isEqualTo(failed(1));
        assertThat(scene.errors(run)).singleElement().satisfies(error -> assertThat(error.message())
                .contains("primary contact", "is not coupled"));
        assertThat(primaryOfCustomer()).isEqualTo(ann.businessCentral());
        assertThat(coupling().fromResult()).isEqualTo(LastResult.FAILURE);
        assertThat(coupling().fromRun()).isEqualTo(run.passes().get(0).id());
        assertThat(coupling().toResult()).isEqualTo(LastResult.SUCCESS);
    }
}
