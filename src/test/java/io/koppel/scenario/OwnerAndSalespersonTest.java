package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.modified;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.job.RunStatus;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Salespeople and owners in the person model, and what an inactive account does to its customer. */
class OwnerAndSalespersonTest {
    private static Scene scene;
    private static Pair ana;
    private static Pair ben;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        ana = scene.salesperson();
        ben = scene.salesperson();
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static String code(Pair salesperson) {
        return scene.person()
                .bc("salespeople(" + salesperson.businessCentral() + ")")
                .get("code")
                .asText();
    }

    private static String owner(Pair customer) {
        return scene.accountNow(customer.dataverse()).get("_ownerid_value").asText();
    }

    @Test
    @Scenario("FI-04")
    void newSalespeopleGetCodesOfTheirOwn() {
        assertThat(code(ana)).isNotBlank();
        assertThat(code(ben)).isNotBlank().isNotEqualTo(code(ana));
    }

    /** table-mappings.md §8.1: whoever sells sees what the team owns. */
    @Test
    void theUserOfANewSalespersonJoinsTheOwningTeam() {
        String team = scene.rig().company().owningTeam();

        assertThat(scene.person().dataverseList("teams(" + team + ")/teammembership_association", null))
                .extracting(user -> user.get("systemuserid").asText())
                .contains(ana.dataverse(), ben.dataverse());
        assertThat(scene.history("SALESPEOPLE", ana.businessCentral()))
                .extracting(row -> row.reason())
                .contains("team-member");
    }

    @Test
    void whereKoppelMayNotAddMembersTheSalespersonIsThereAllTheSame() {
        scene.person().fault("dataverse", "POST .*teammembership_association.*", "status-500");

        Pair eve = scene.salesperson();

        scene.person().noFaults();
        assertThat(code(eve)).isNotBlank();
    }

    @Test
    @Scenario({"SH-28", "FI-05"})
    void anotherSalespersonChangesTheOwnerByOneWrite() {
        Pair customer = scene.customerPair("Of Ana", "salespersonCode", code(ana));
        assertThat(owner(customer)).isEqualTo(ana.dataverse());
        scene.changeCustomer(customer.businessCentral(), "salespersonCode", code(ben));
        long mark = scene.mark();

        assertThat(counters(scene.run("CUSTOMER", TO, customer.businessCentral(), false), TO))
                .isEqualTo(modified(1));
        assertThat(owner(customer)).isEqualTo(ben.dataverse());
        assertThat(scene.writes(mark)).hasSize(1);
    }

    @Test
    @Scenario("SH-27")
    void theSameOwnerIsNoChange() {
        Pair customer = scene.customerPair("Also of Ana", "salespersonCode", code(ana));
        scene.changeCustomer(customer.businessCentral(), "city", "Bath");
        long mark = scene.mark();

        scene.run("CUSTOMER", TO, customer.businessCentral(), true);

        assertThat(owner(customer)).isEqualTo(ana.dataverse());
        assertThat(scene.writes(mark))
                .singleElement()
                .satisfies(write -> assertThat(write.get("changes").toString()).doesNotContain("owner"));
    }

    @Test
    @Scenario("FI-08")
    void anUncoupledSalespersonFailsTheCustomer() {
        scene.person().bcCreate("salespeople", values("code", "NOBODY", "displayName", "Nobody"));
        Pair customer = scene.customerPair("Of nobody", "salespersonCode", code(ana));
        scene.changeCustomer(customer.businessCentral(), "salespersonCode", "NOBODY");

        RunStatus run = scene.run("CUSTOMER", TO, customer.businessCentral(), false);

        assertThat(counters(run, TO)).isEqualTo(failed(1));
        assertThat(scene.errors(run)).singleElement().satisfies(error -> assertThat(error.message())
                .contains("NOBODY", "is not coupled"));
        assertThat(owner(customer)).isEqualTo(ana.dataverse());
    }

    @Test
    @Scenario("FI-02")
    void aContactsSalespersonIsLeftAlone() {
        Pair customer = scene.customerPair("Contacts of Ana");
        Pair contact = scene.contactPair(customer, "Con", "Tact");
        String path = "contacts(" + contact.businessCentral() + ")";
        String before = scene.person().bc(path).get("salespersonCode").asText();
        scene.person()
                .dataverseChange(
                        "contacts",
                        contact.dataverse(),
                        values("ownerid@odata.bind", "/systemusers(" + ana.dataverse() + ")", "telephone1", "1"));

        assertThat(counters(scene.run("CONTACT", FROM, contact.dataverse(), true), FROM))
                .isEqualTo(modified(1));
        assertThat(scene.person().bc(path).get("salespersonCode").asText()).isEqualTo(before);

        scene.person().bcChange("contacts", contact.businessCentral(), values("salespersonCode", code(ben)));
        scene.person().dataverseChange("contacts", contact.dataverse(), values("telephone1", "2"));

        scene.run("CONTACT", FROM, contact.dataverse(), true);

        assertThat(scene.person().bc(path).get("phoneNumber").asText()).isEqualTo("2");
        assertThat(scene.person().bc(path).get("salespersonCode").asText()).isEqualTo(code(ben));
    }

    @Test
    @Scenario("FI-01")
    void anInactiveAccountBlocksItsCustomerAndNothingUnblocksIt() {
        scene.edit("CUSTOMER", text -> text.replace("filter: statecode eq 0 and", "filter:"));
        Pair customer = scene.customerPair("Blocked one day", "salespersonCode", code(ana));
        scene.changeAccount(customer.dataverse(), "statecode", 1, "statuscode", 2);

        assertThat(counters(scene.run("CUSTOMER", FROM, customer.dataverse(), true), FROM))
                .isEqualTo(modified(1));
        assertThat(blocked(customer)).isEqualTo("All");

        scene.run("CUSTOMER", FROM, customer.dataverse(), true);
        assertThat(blocked(customer)).as("blocked and still inactive").isEqualTo("All");

        scene.changeAccount(customer.dataverse(), "statecode", 0, "statuscode", 1);
        scene.run("CUSTOMER", FROM, customer.dataverse(), true);
        assertThat(blocked(customer)).as("active again").isEqualTo("All");

        scene.changeCustomer(customer.businessCentral(), "blocked", "Ship");
        scene.changeAccount(customer.dataverse(), "statecode", 1, "statuscode", 2);
        scene.run("CUSTOMER", FROM, customer.dataverse(), true);
        assertThat(blocked(customer)).as("blocked by hand").isEqualTo("Ship");
        assertThat(scene.customerNow(customer.businessCentral())
                        .get("salespersonCode")
                        .asText())
                .isEqualTo(code(ana));
    }

    private static String blocked(Pair customer) {
        return scene.customerNow(customer.businessCentral()).get("blocked").asText();
    }
}
