package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.mapping.Direction;
import io.koppel.testing.Rig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** promises.md P2 and P4: nobody's newer edit is overwritten unseen, and a lost answer is resolved by reading. */
class LostUpdateTest {
    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = Rig.start();
        for (String mapping : List.of("SALESPEOPLE", "CURRENCY", "PAYMENT-TERMS", "CUSTOMER")) {
            rig.run(mapping);
        }
    }

    @AfterAll
    static void stop() {
        rig.person().admin("DELETE", "faults", null);
        rig.close();
    }

    @Test
    void anEditBetweenReadAndWriteIsKept() {
        JsonNode customer = pair("Edited Meanwhile");
        rig.person().bcChange("customers", id(customer), Map.of("city", "York"));
        fault(
                "PATCH .*accounts.*",
                Map.of("fault", "edit-between", "nth", 1, "changes", Map.of("telephone1", "+44 1")));

        RunStatus run = rig.run("CUSTOMER");
        rig.person().admin("DELETE", "faults", null);
        rig.run("CUSTOMER");

        assertThat(account("Edited Meanwhile").get("address1_city").asText())
                .as("%s", run)
                .isEqualTo("York");
        assertThat(account("Edited Meanwhile").get("telephone1").asText()).isEqualTo("+44 1");
        assertThat(rig.person()
                        .bc("customers(" + id(customer) + ")")
                        .get("phoneNumber")
                        .asText())
                .isEqualTo("+44 1");
    }

    @Test
    void anUpdateWhoseAnswerIsLostIsWrittenOnceAndStandsInTheHistory() {
        JsonNode customer = pair("Answer Lost");
        rig.person().bcChange("customers", id(customer), Map.of("city", "Bath"));
        long before = rig.person().journalEnd();
        fault("POST .*batch.*", Map.of("fault", "drop-after-apply", "nth", 1));

        RunStatus run = rig.run("CUSTOMER", Direction.TO_DATAVERSE, List.of(id(customer)), false, false);

        assertThat(run.counters().modified()).as("%s", run).isEqualTo(1);
        assertThat(account("Answer Lost").get("address1_city").asText()).isEqualTo("Bath");
        assertThat(rig.person().journal(before).stream()
                        .filter(row -> row.get("entitySet").asText().equals("accounts")))
                .hasSize(1);
        assertThat(rig.koppel()
                        .engine()
                        .history()
                        .list("CRONUS", "CUSTOMER", java.util.UUID.fromString(id(customer)), null, 10))
                .filteredOn(row -> row.operation().equals("update"))
                .hasSize(1);
    }

    private static void fault(String match, Map<String, Object> what) {
        Map<String, Object> fault = new java.util.HashMap<>(what);
        fault.put("service", "dataverse");
        fault.put("match", match);
        rig.person().admin("POST", "faults", List.of(fault));
    }

    private static JsonNode pair(String name) {
        JsonNode customer = rig.person().bcCreate("customers", Map.of("displayName", name));
        RunStatus run = rig.run("CUSTOMER", Direction.TO_DATAVERSE, List.of(id(customer)), false, true);
        assertThat(run.counters().inserted()).as("%s", run).isEqualTo(1);
        return customer;
    }

    private static JsonNode account(String name) {
        List<JsonNode> accounts = rig.person().dataverseList("accounts", "name eq '" + name + "'");
        assertThat(accounts).hasSize(1);
        return accounts.get(0);
    }

    private static String id(JsonNode record) {
        return record.get("systemId").asText();
    }
}
