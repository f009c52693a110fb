package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.modified;
import static io.koppel.testing.Scene.unchanged;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Users and teams as owners of accounts, in the person model. */
class OwnersTest {
    private static Scene scene;
    private static Pair inside;
    private static Pair outside;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        inside = scene.salesperson();
        outside = scene.salesperson();
        scene.rig()
                .integrationUser()
                .dataverseChange(
                        "systemusers",
                        inside.dataverse(),
                        values("businessunitid@odata.bind", "/businessunits(" + companyUnit() + ")"));
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static String companyUnit() {
        return scene.rig()
                .integrationUser()
                .dataverse("bcbi_companies(" + scene.rig().company().dataverseId() + ")")
                .get("_owningbusinessunit_value")
                .asText();
    }

    private static String unit(Pair salesperson) {
        return scene.person()
                .dataverse("systemusers(" + salesperson.dataverse() + ")")
                .get("_businessunitid_value")
                .asText();
    }

    private static String code(Pair salesperson) {
        return scene.person()
                .bc("salespeople(" + salesperson.businessCentral() + ")")
                .get("code")
                .asText();
    }

    /** An account of the owning team, because its customer has no salesperson. */
    private static Pair ofTheTeam(String name) {
        Pair pair = scene.customerPair(name);
        assertThat(scene.accountNow(pair.dataverse()).get("_owningteam_value").asText())
                .isEqualTo(scene.rig().company().owningTeam());
        return pair;
    }

    private static void becomesOwner(Pair salesperson, Pair customer) {
        scene.changeCustomer(customer.businessCentral(), "salespersonCode", code(salesperson));

        assertThat(counters(scene.run("CUSTOMER", TO, customer.businessCentral(), false), TO))
                .isEqualTo(modified(1));

        JsonNode account = scene.accountNow(customer.dataverse());
        assertThat(account.get("_ownerid_value").asText()).isEqualTo(salesperson.dataverse());
        assertThat(account.get("_owninguser_value").asText()).isEqualTo(salesperson.dataverse());
        assertThat(account.get("_owningteam_value").isNull()).isTrue();
        assertThat(counters(scene.run("CUSTOMER", TO, customer.businessCentral(), true), TO))
                .as("the owner is right now")
                .isEqualTo(unchanged(1));
    }

    /** What a run would write into the owner of an account. */
    private static List<JsonNode> plannedOwner(Pair customer) {
        JsonNode plan = scene.rest()
                .get("/api/plan?mapping=CUSTOMER&direction=to-dataverse&record=" + customer.businessCentral());
        return plan.findValues("fields").stream()
                .flatMap(fields -> StreamSupport.stream(fields.spliterator(), false))
                .filter(field -> field.path("field").asText().equals("ownerid"))
                .toList();
    }

    @Test
    @Scenario({"CM-34", "CM-39"})
    void aUserOfTheCompanysBusinessUnitBecomesOwnerOfWhatATeamHad() {
        assertThat(unit(inside)).isEqualTo(companyUnit());
        Pair customer = ofTheTeam("For one inside");
        String otherTeam = scene.rig()
                .integrationUser()
                .dataverseCreate(
                        "teams",
                        values(
                                "name",
                                "Another team",
                                "businessunitid@odata.bind",
                                "/businessunits(" + companyUnit() + ")"))
                .get("teamid")
                .asText();
        scene.changeAccount(customer.dataverse(), "ownerid@odata.bind", "/teams(" + otherTeam + ")");
        assertThat(scene.accountNow(customer.dataverse())
                        .get("_owningteam_value")
                        .asText())
                .isEqualTo(otherTeam);
        scene.changeCustomer(customer.businessCentral(), "salespersonCode", code(inside));
        assertThat(plannedOwner(customer))
                .as("while the other team has it, it is not the salesperson's")
                .singleElement()
                .satisfies(owner -> assertThat(owner.toString()).contains(otherTeam, inside.dataverse()));

        becomesOwner(inside, customer);

        assertThat(plannedOwner(customer)).isEmpty();
    }

    /** Koppel asks nobody for the business unit: whether a user may own a row is Dataverse's to say. */
    @Test
    @Scenario({"CM-35", "CM-40", "CM-43"})
    void aUserOfAnotherBusinessUnitBecomesOwnerToo() {
        assertThat(unit(outside)).isNotEqualTo(companyUnit());

        becomesOwner(outside, ofTheTeam("For one outside"));
    }

    @Test
    @Scenario("FI-06")
    void aTeamIsNoSalesperson() {
        scene.edit("CUSTOMER", OwnersTest::ownerBothWays);
        Pair pair = ofTheTeam("Owned by a team");
        scene.changeAccount(pair.dataverse(), "telephone1", "1");

        RunStatus run = scene.run("CUSTOMER", FROM, pair.dataverse(), false);

        assertThat(counters(run, FROM)).isEqualTo(failed(1));
        assertThat(scene.errors(run)).singleElement().satisfies(error -> assertThat(error.message())
                .contains("only owners of type systemuser can be mapped to salespeople"));
    }

    static String ownerBothWays(String text) {
        return text.replace(
                "dataverse: ownerid, direction: to-dataverse, couplingOf: SALESPEOPLE",
                "dataverse: ownerid, direction: bidirectional, couplingOf: SALESPEOPLE");
    }
}
