package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.FullAction;
import io.koppel.job.FullSynchronization;
import io.koppel.testing.Rig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first full synchronization couples what matches and creates the rest, both ways. */
class FirstSynchronizationTest {
    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = Rig.start();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void couplesEqualNamesAndCreatesTheRestOnBothSides() {
        rig.person().bcCreate("customers", Map.of("displayName", "Hill Farm Shop", "city", "York"));
        rig.person().bcCreate("customers", Map.of("displayName", "Only In BC", "phoneNumber", "+44 1"));
        rig.person().dataverseCreate("accounts", Map.of("name", "hill farm shop", "customertypecode", 3));
        rig.person().dataverseCreate("accounts", Map.of("name", "Only In Sales", "customertypecode", 3));

        FullSynchronization.Status status =
                rig.koppel().fullSynchronization().run(FullAction.COUPLE_AND_CREATE, "test");

        assertThat(status.state()).isEqualTo(FullSynchronization.State.FINISHED);
        List<JsonNode> accounts = rig.person().dataverseList("accounts", null);
        List<JsonNode> customers = rig.person().bcList("customers", null);
        assertThat(accounts)
                .extracting(account -> account.get("name").asText())
                .containsExactlyInAnyOrder("Hill Farm Shop", "Only In BC", "Only In Sales");
        assertThat(customers)
                .extracting(customer -> customer.get("displayName").asText())
                .containsExactlyInAnyOrder("Hill Farm Shop", "Only In BC", "Only In Sales");
    }
}
