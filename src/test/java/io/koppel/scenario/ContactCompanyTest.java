package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.NO_ID;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.modified;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.journal.Counters;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contacts and the companies they belong to. */
class ContactCompanyTest {
    private static Scene scene;
    private Pair customer;

    @BeforeAll
    static void start() {
        scene = Scene.start();
    }

    @BeforeEach
    void given() {
        customer = scene.customerPair("Northwind");
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static JsonNode bcContact(String id) {
        return scene.person().bc("contacts(" + id + ")");
    }

    @Test
    @Scenario("RU-01")
    void aChangedSurnameComesFromSales() {
        Pair contact = scene.contactPair(customer, "Ann", "Lee");
        scene.person().dataverseChange("contacts", contact.dataverse(), Scene.values("lastname", "Loo"));

        assertThat(counters(scene.run("CONTACT", FROM, contact.dataverse(), true), FROM))
                .isEqualTo(modified(1));
        assertThat(bcContact(contact.businessCentral()).get("lastName").asText())
                .isEqualTo("Loo");
    }

    @Test
    @Scenario("RU-02")
    void aChangedSurnameGoesToSales() {
        Pair contact = scene.contactPair(customer, "Ann", "Lee");
        scene.person().bcChange("contacts", contact.businessCentral(), Scene.values("lastName", "Loo"));

        assertThat(counters(scene.run("CONTACT", TO, contact.businessCentral(), true), TO))
                .isEqualTo(modified(1));
        assertThat(scene.person()
                        .dataverse("contacts(" + contact.dataverse() + ")")
                        .get("lastname")
                        .asText())
                .isEqualTo("Loo");
    }

    @Test
    @Scenario("RU-03")
    void aContactOfAnUncoupledAccountFails() {
        String account = scene.account("Not coupled");
        String contact = scene.salesContact(account, "Una", "Uncoupled");

        RunStatus run = scene.create("CONTACT", FROM, contact);

        assertThat(counters(run, FROM)).isEqualTo(failed(1));
        assertThat(scene.errors(run)).singleElement().satisfies(error -> assertThat(error.message())
                .contains("company does not exist"));
        assertThat(scene.coupling("CONTACT", contact)).isNull();
        assertThat(scene.person().bcList("contacts", "lastName eq 'Uncoupled'")).isEmpty();
    }

    @Test
    @Scenario("RU-04")
    void aContactOfACoupledAccountIsCreated() {
        String contact = scene.salesContact(customer.dataverse(), "Nia", "New");

        assertThat(counters(scene.create("CONTACT", FROM, contact), FROM)).isEqualTo(inserted(1));
        JsonNode created = bcContact(scene.pair("CONTACT", contact).businessCentral());
        assertThat(created.get("number").asText()).isNotBlank();
        assertThat(created.get("companyName").asText()).isEqualTo("Northwind");
    }

    @Test
    @Scenario("FI-03")
    void aNewContactNeedsACompanyAndGetsTheCustomersOne() {
        String alone = scene.salesContact(null, "Al", "Alone");
        String related = scene.salesContact(customer.dataverse(), "Rel", "Ated");
        scene.edit("CONTACT", text -> text.replace(
                        "filter: _parentcustomerid_value ne null and statecode eq 0", "filter: statecode eq 0")
                .replace(" and parentcustomerid_account/accountid ne null", ""));

        RunStatus without = scene.create("CONTACT", FROM, alone);
        RunStatus with = scene.create("CONTACT", FROM, related);

        assertThat(counters(without, FROM)).isEqualTo(failed(1));
        assertThat(scene.errors(without)).singleElement().satisfies(error -> assertThat(error.message())
                .contains("company"));
        assertThat(counters(with, FROM)).isEqualTo(inserted(1));
        assertThat(bcContact(scene.pair("CONTACT", related).businessCentral())
                        .get("companyNumber")
                        .asText())
                .isEqualTo(scene.customerNow(customer.businessCentral())
                        .get("companyContactNumber")
                        .asText());
    }

    @Test
    @Scenario("RU-06")
    void aCompanyContactStaysOutside() {
        String company = scene.person()
                .bcCreate("contacts", Scene.values("type", "Company", "displayName", "A company"))
                .get("systemId")
                .asText();
        String contact = scene.salesContact(customer.dataverse(), "Com", "Pany");
        scene.coupleAnyway("CONTACT", company, contact);
        scene.person().bcChange("contacts", company, Scene.values("phoneNumber", "1"));
        scene.edit(
                "CONTACT",
                text -> text.replace("direction: bidirectional\n    only", "direction: to-dataverse\n    only"));

        Counters counters = counters(scene.job("CONTACT"), TO);

        assertThat(counters.modified() + counters.failed()).isZero();
    }

    @Test
    @Scenario("RU-10")
    void aChosenContactOutsideTheFilterIsLeftOut() {
        String alone = scene.contact(null, "No", "Company");
        String there = scene.salesContact(customer.dataverse(), "No", "Company");
        scene.coupleAnyway("CONTACT", alone, there);
        long mark = scene.mark();

        RunStatus run = scene.run("CONTACT", TO, alone, true);

        assertThat(run.counters()).isEqualTo(Counters.ZERO);
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    @Scenario("RU-13")
    void aContactOfAnAccountOutsideTheFilterComesWithoutCompany() {
        scene.edit("CUSTOMER", text -> text.replace("onlyCoupled: true", "onlyCoupled: false"));
        String account = scene.account("Of no type", "customertypecode", null);
        String contact = scene.salesContact(account, "Out", "Side");
        int customers = scene.person().bcList("customers", null).size();

        assertThat(counters(scene.create("CONTACT", FROM, contact), FROM)).isEqualTo(inserted(1));
        JsonNode created = bcContact(scene.pair("CONTACT", contact).businessCentral());
        assertThat(created.get("companyNumber").asText()).isEmpty();
        assertThat(created.get("companyName").asText()).isEmpty();
        assertThat(created.get("customerId").asText()).isEqualTo(NO_ID);
        assertThat(scene.person().bcList("customers", null)).hasSize(customers);
        assertThat(scene.coupling("CUSTOMER", account)).isNull();
    }

    @Test
    void anAccountThatFailsOnBehalfOfItsContactStandsInTheErrorLogAtOnce() {
        scene.edit("CUSTOMER", text -> text.replace("onlyCoupled: true", "onlyCoupled: false"));
        String account = scene.account("Too long a mail", "emailaddress1", "a".repeat(85) + "@x.com");
        String contact = scene.salesContact(account, "Be", "Half");

        RunStatus run = scene.create("CONTACT", FROM, contact);

        assertThat(scene.errors(run))
                .extracting(error -> error.mapping() + " " + error.record())
                .containsExactlyInAnyOrder("CUSTOMER Too long a mail", "CONTACT Be Half");
        assertThat(scene.engine().errors().missing()).isEmpty();
    }

    @Test
    @Scenario("IM-46")
    void aCountyComesFromDataverse() {
        Pair contact = scene.contactPair(customer, "Tex", "An");
        scene.person()
                .dataverseChange("contacts", contact.dataverse(), Scene.values("address1_stateorprovince", "Texas"));

        scene.run("CONTACT", FROM, contact.dataverse(), true);

        assertThat(bcContact(contact.businessCentral()).get("state").asText()).isEqualTo("Texas");
    }

    @Test
    @Scenario("IM-47")
    void aCountyGoesToDataverseAndTheOwnerStays() {
        Pair contact = scene.contactPair(customer, "Tex", "An");
        String path = "contacts(" + contact.dataverse() + ")";
        String owner = scene.person().dataverse(path).get("_ownerid_value").asText();
        scene.person().bcChange("contacts", contact.businessCentral(), Scene.values("state", "Texas"));

        scene.run("CONTACT", TO, contact.businessCentral(), true);

        assertThat(scene.person()
                        .dataverse(path)
                        .get("address1_stateorprovince")
                        .asText())
                .isEqualTo("Texas");
        assertThat(scene.person().dataverse(path).get("_ownerid_value").asText())
                .isEqualTo(owner);
    }

    @Test
    @Scenario("IM-49")
    void aCustomersCountyGoesToDataverse() {
        scene.changeCustomer(customer.businessCentral(), "state", "Texas");

        scene.run("CUSTOMER", TO, customer.businessCentral(), true);

        assertThat(scene.accountNow(customer.dataverse())
                        .get("address1_stateorprovince")
                        .asText())
                .isEqualTo("Texas");
    }
}
