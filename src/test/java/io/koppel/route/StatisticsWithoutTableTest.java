package io.koppel.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.mapping.Direction;
import io.koppel.testing.Rest;
import io.koppel.testing.Rig;
import io.koppel.testing.Scenario;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Account statistics need a solution in Dataverse that organizations need not have (sales-documents.md §6). */
class StatisticsWithoutTableTest {
    private static final String JOB = "CUSTOMER-STATISTICS";

    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = Rig.withoutTable("nav_accountstatisticses");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    @Scenario("SE-26")
    void there_is_no_job_for_them() {
        assertThat(rig.rest().get("/api/jobs").path("value").findValuesAsText("job"))
                .contains("CUSTOMER", "POSTEDSALESINV-INV", "SWEEP")
                .doesNotContain(JOB);
        assertThat(rig.koppel().camel().getRoutes())
                .noneMatch(route -> route.getRouteId().startsWith(JOB));
    }

    @Test
    void who_asks_for_them_is_told_why_there_are_none() {
        String customer = rig.person()
                .bcCreate("customers", Map.of("displayName", "No figures"))
                .get("systemId")
                .asText();
        rig.run("CUSTOMER", Direction.TO_DATAVERSE, List.of(customer), false, true);

        Rest.Reply reply = rig.rest().send("POST", "/api/customers/" + customer + "/statistics", null);

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.body().toString()).contains("no table nav_accountstatistics");
    }
}
