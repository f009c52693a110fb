package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.modified;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.mapping.Ownership;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The team model: salespeople are not synchronized, and nobody's owner follows from one. */
class TeamOwnersTest {
    private static Scene scene;

    @BeforeAll
    static void start() {
        scene = Scene.start(Ownership.TEAM);
        scene.person().bcCreate("salespeople", values("code", "JR", "displayName", "John Roberts"));
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static JsonNode account(Pair pair) {
        return scene.accountNow(pair.dataverse());
    }

    @Test
    @Scenario("CM-38")
    void aNewAccountBelongsToTheOwningTeam() {
        String team = scene.rig().company().owningTeam();
        String ofAPerson = scene.account("Of a person");
        assertThat(scene.accountNow(ofAPerson).get("_owningteam_value").isNull())
                .isTrue();

        Pair pair = scene.customerPair("Of the team");

        assertThat(account(pair).get("_owningteam_value").asText()).isEqualTo(team);
        assertThat(account(pair).get("_ownerid_value").asText()).isEqualTo(team);
    }

    @Test
    @Scenario("FI-07")
    void theTeamThatOwnsAnAccountIsNoMatterForItsCustomer() {
        scene.edit("CUSTOMER", OwnersTest::ownerBothWays);
        Pair pair = scene.customerPair("Keeps its salesperson", "salespersonCode", "JR");
        scene.changeAccount(pair.dataverse(), "telephone1", "1");

        assertThat(counters(scene.run("CUSTOMER", FROM, pair.dataverse(), false), FROM))
                .isEqualTo(modified(1));

        assertThat(scene.customerNow(pair.businessCentral())
                        .get("salespersonCode")
                        .asText())
                .isEqualTo("JR");
    }

    @Test
    @Scenario("FI-09")
    void whateverTheSalespersonTheOwnerStays() {
        Pair pair = scene.customerPair("Keeps its owner");
        String owner = account(pair).get("_ownerid_value").asText();
        for (String code : new String[] {"JR", ""}) {
            scene.changeCustomer(pair.businessCentral(), "salespersonCode", code, "city", "City of " + code);

            assertThat(counters(scene.run("CUSTOMER", TO, pair.businessCentral(), false), TO))
                    .isEqualTo(modified(1));
            assertThat(account(pair).get("_ownerid_value").asText()).isEqualTo(owner);
        }
    }
}
