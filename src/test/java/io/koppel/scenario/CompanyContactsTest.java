package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.FullAction;
import io.koppel.mapping.Direction;
import io.koppel.testing.Rig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a new company means for contacts that were there before it (table-mappings.md §8.3). */
class CompanyContactsTest {
    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = Rig.start();
        rig.koppel().fullSynchronization().run(FullAction.COUPLE_AND_CREATE, "test");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void contactsOfACustomerAreLookedAtAgainOnceItsAccountExists() {
        JsonNode customer = rig.person().bcCreate("customers", Map.of("displayName", "Late Account Ltd"));
        JsonNode contact = rig.person()
                .bcCreate(
                        "contacts",
                        Map.of(
                                "type", "Person",
                                "firstName", "Ada",
                                "lastName", "Late",
                                "customerId", customer.get("systemId").asText()));
        rig.run("CONTACT", Direction.TO_DATAVERSE, List.of(id(contact)), false, true);
        JsonNode before = only(rig.person().dataverseList("contacts", "lastname eq 'Late'"));
        assertThat(before.get("_parentcustomerid_value").isNull()).isTrue();

        rig.run("CUSTOMER", Direction.TO_DATAVERSE, List.of(id(customer)), false, true);
        rig.run("CONTACT");

        JsonNode account = only(rig.person().dataverseList("accounts", "name eq 'Late Account Ltd'"));
        JsonNode after = only(rig.person().dataverseList("contacts", "lastname eq 'Late'"));
        assertThat(after.get("_parentcustomerid_value")).isEqualTo(account.get("accountid"));
    }

    private static String id(JsonNode record) {
        return record.get("systemId").asText();
    }

    private static JsonNode only(List<JsonNode> rows) {
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }
}
