package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Opportunities in the person model (table-mappings.md §6, §8.5). */
class OpportunityTest {
    private static final String OPPORTUNITY = "OPPORTUNITY";
    private static Scene scene;
    private static Pair customer;
    private static Pair contact;
    private static Pair salesperson;
    private static String code;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        salesperson = scene.salesperson();
        code = scene.person()
                .bc("salespeople(" + salesperson.businessCentral() + ")")
                .get("code")
                .asText();
        customer = scene.customerPair("Adatum");
        contact = scene.contactPair(customer, "Opal", "Tunity");
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static String opportunity(String description, Object... more) {
        var values = values("description", description, "contactId", contact.businessCentral());
        values.putAll(values(more));
        return scene.person().bcCreate("opportunities", values).get("systemId").asText();
    }

    private static void step(String opportunity, Object... values) {
        var entry = values("opportunityId", opportunity, "actionTaken", "Next");
        entry.putAll(values(values));
        scene.person().bcCreate("opportunityEntries", entry);
    }

    private static Pair sent(String opportunity) {
        assertThat(counters(scene.create(OPPORTUNITY, TO, opportunity), TO)).isEqualTo(inserted(1));
        return scene.pair(OPPORTUNITY, opportunity);
    }

    private static JsonNode rowNow(Pair pair) {
        return scene.person().dataverse("opportunities(" + pair.dataverse() + ")");
    }

    @Test
    @Scenario("CP-26")
    void anOpportunityOfACoupledContactIsSent() {
        String opportunity = opportunity("Ten tables", "salespersonCode", code);
        step(opportunity, "estimatedValue", 1200, "estimatedCloseDate", "2026-09-01", "chancesOfSuccessPercent", 40);

        Pair pair = sent(opportunity);

        JsonNode row = rowNow(pair);
        assertThat(row.get("name").asText()).isEqualTo("Ten tables");
        assertThat(row.get("_parentcontactid_value").asText()).isEqualTo(contact.dataverse());
        assertThat(row.get("_parentaccountid_value").asText()).isEqualTo(customer.dataverse());
        assertThat(row.get("_ownerid_value").asText()).isEqualTo(salesperson.dataverse());
        assertThat(row.get("estimatedvalue").decimalValue()).isEqualByComparingTo("1200");
        assertThat(row.get("estimatedclosedate").asText()).isEqualTo("2026-09-01");
        assertThat(row.get("isrevenuesystemcalculated").asBoolean()).isFalse();
        assertThat(row.get("_bcbi_companyid_value").isNull()).isFalse();
    }

    @Test
    @Scenario("CP-28")
    void anOpportunityWithoutSalespersonIsSent() {
        String opportunity = opportunity("Nobody's", "salespersonCode", "");

        Pair pair = sent(opportunity);

        assertThat(rowNow(pair).get("_ownerid_value").asText())
                .isEqualTo(scene.rig().company().owningTeam());
    }

    @Test
    @Scenario("IM-18")
    void opportunitiesAreMappedAsTheSheetSays() {
        DefaultMapping opportunities = DefaultMapping.afterJunkRow(scene, OPPORTUNITY);

        assertThat(opportunities.tables()).isEqualTo("opportunities bidirectional opportunity.opportunityid");
        assertThat(opportunities.rows())
                .containsExactly(
                        "salespersonId > ownerid",
                        "description = name",
                        "contactId > parentcontactid",
                        "customerId > parentaccountid",
                        "estimatedValue > estimatedvalue",
                        "estimatedClosingDate > estimatedclosedate");
        assertThat(opportunities.mapping().fields().get(0).notNull()).isTrue();
        assertThat(opportunities.isScheduled()).isFalse();
    }

    @Test
    void anUncoupledContactFailsTheOpportunity() {
        String other = scene.contact(customer.businessCentral(), "Not", "Coupled");
        String opportunity = opportunity("Too early", "contactId", other);

        var run = scene.create(OPPORTUNITY, TO, opportunity);

        assertThat(counters(run, TO)).isEqualTo(failed(1));
        assertThat(scene.errors(run)).singleElement().satisfies(error -> assertThat(error.message())
                .contains("is not coupled; couple it or run CONTACT first"));
    }

    @Test
    void theDescriptionGoesBothWaysAndNothingElse() {
        Pair pair = sent(opportunity("First words"));
        scene.person()
                .dataverseChange(
                        "opportunities",
                        pair.dataverse(),
                        values("name", "Words of Sales", "estimatedvalue", 7, "description", "a note"));

        scene.run(OPPORTUNITY, FROM, pair.dataverse(), false);

        JsonNode record = scene.person().bc("opportunities(" + pair.businessCentral() + ")");
        assertThat(record.get("description").asText()).isEqualTo("Words of Sales");
        assertThat(record.get("estimatedValue").decimalValue()).isZero();
    }

    @Test
    void anOpportunityOfSalesIsCreatedWithItsName() {
        String row = scene.person()
                .dataverseCreate("opportunities", values("name", "Born in Sales"))
                .get("opportunityid")
                .asText();

        assertThat(counters(scene.create(OPPORTUNITY, FROM, row), FROM)).isEqualTo(inserted(1));

        assertThat(scene.person()
                        .bc("opportunities(" + scene.pair(OPPORTUNITY, row).businessCentral() + ")")
                        .get("description")
                        .asText())
                .isEqualTo("Born in Sales");
    }

    @Test
    void aClosedOpportunityIsOutsideTheFilter() {
        String opportunity = opportunity("Won already");
        step(opportunity, "actionTaken", "Won");

        assertThat(counters(scene.create(OPPORTUNITY, TO, opportunity), TO)).isEqualTo(inserted(0));
        assertThat(scene.coupling(OPPORTUNITY, opportunity)).isNull();
    }

    @Test
    void anEstimateThatSalesReckonsIsTakenBack() {
        String opportunity = opportunity("Reckoned");
        step(opportunity, "estimatedValue", 100);
        Pair pair = sent(opportunity);
        scene.person().dataverseChange("opportunities", pair.dataverse(), values("isrevenuesystemcalculated", true));
        step(opportunity, "estimatedValue", 250);

        scene.run(OPPORTUNITY, TO, opportunity, true);

        assertThat(rowNow(pair).get("estimatedvalue").decimalValue()).isEqualByComparingTo("250");
    }
}
