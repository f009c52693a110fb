package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.mapping.Ownership;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** In the team model only opportunities of persons of customers and vendors are sent (table-mappings.md §8.5). */
class OpportunityOfTeamTest {
    private static Scene scene;

    @BeforeAll
    static void start() {
        scene = Scene.start(Ownership.TEAM);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static String opportunity(String contact) {
        return scene.person()
                .bcCreate("opportunities", values("description", "Of the team", "contactId", contact))
                .get("systemId")
                .asText();
    }

    @Test
    void aPersonsOpportunityBelongsToTheTeam() {
        Pair customer = scene.customerPair("Team customer");
        Pair contact = scene.contactPair(customer, "Tea", "Mate");
        String opportunity = opportunity(contact.businessCentral());

        assertThat(counters(scene.create("OPPORTUNITY", TO, opportunity), TO)).isEqualTo(inserted(1));

        assertThat(scene.person()
                        .dataverse("opportunities("
                                + scene.pair("OPPORTUNITY", opportunity).dataverse() + ")")
                        .get("_ownerid_value")
                        .asText())
                .isEqualTo(scene.rig().company().owningTeam());
    }

    @Test
    void anOpportunityOfACompanyIsLeftOutSilently() {
        String company = scene.person()
                .bcCreate("contacts", values("type", "Company", "displayName", "Nobody's customer"))
                .get("systemId")
                .asText();
        String opportunity = opportunity(company);

        assertThat(counters(scene.create("OPPORTUNITY", TO, opportunity), TO)).isEqualTo(inserted(0));
        assertThat(scene.coupling("OPPORTUNITY", opportunity)).isNull();
    }
}
