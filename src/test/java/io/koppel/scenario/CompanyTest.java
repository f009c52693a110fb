package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.mapping.Direction;
import io.koppel.setup.JobSettings;
import io.koppel.testing.Basedir;
import io.koppel.testing.Rest;
import io.koppel.testing.Rig;
import io.koppel.testing.Scenario;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The company's row in Dataverse and its owning team: which they are, and how long Koppel goes by them. */
class CompanyTest {
    private static final Path ROUTES = Basedir.path().resolve("routes");
    private Rig rig;

    @BeforeEach
    void start() {
        rig = Rig.start();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void restart() {
        rig = rig.restart(ROUTES, false, JobSettings.DEFAULTS);
    }

    private JsonNode companyRow(String id) {
        return rig.integrationUser().dataverse("bcbi_companies(" + id + ")");
    }

    private String newTeam(String name) {
        return rig.integrationUser()
                .dataverseCreate(
                        "teams",
                        values(
                                "name",
                                name,
                                "teamtype",
                                0,
                                "businessunitid@odata.bind",
                                "/businessunits("
                                        + companyRow(own())
                                                .get("_owningbusinessunit_value")
                                                .asText() + ")",
                                "administratorid@odata.bind",
                                "/systemusers(" + rig.company().dataverseUser() + ")"))
                .get("teamid")
                .asText();
    }

    private String own() {
        return String.valueOf(rig.company().dataverseId());
    }

    private String newCompany(String externalId, String team) {
        return rig.integrationUser()
                .dataverseCreate(
                        "bcbi_companies",
                        values(
                                "bcbi_name",
                                "Another row",
                                "bcbi_externalid",
                                externalId,
                                "bcbi_DefaultOwningTeam@odata.bind",
                                "/teams(" + team + ")"))
                .get("bcbi_companyid")
                .asText();
    }

    private RunStatus create(String customer) {
        return rig.run("CUSTOMER", Direction.TO_DATAVERSE, List.of(customer), false, true);
    }

    private String customer(String name) {
        return rig.person()
                .bcCreate("customers", values("displayName", name))
                .get("systemId")
                .asText();
    }

    private JsonNode account(String name) {
        List<JsonNode> rows = rig.person().dataverseList("accounts", "name eq '" + name + "'");
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    @Test
    @Scenario("CM-32")
    void theRowOfTheCompanyIsTheOneWithItsId() {
        String before = own();
        newCompany(
                "11111111-1111-4111-8111-111111111111",
                String.valueOf(rig.company().owningTeam()));

        restart();

        assertThat(own()).isEqualTo(before);
        JsonNode row = companyRow(own());
        assertThat(row.get("bcbi_externalid").asText()).isEqualTo(rig.company().id());
        assertThat(row.get("bcbi_name").asText()).isEqualTo(rig.company().name());
        assertThat(row.get("_bcbi_defaultowningteam_value").asText())
                .isEqualTo(rig.company().owningTeam());
    }

    @Test
    @Scenario({"CM-33", "CM-37"})
    void aRecordWithoutCompanyIsStampedAndOneOfAnotherIsLeftAlone() {
        assertThat(create(customer("Without company")).counters().inserted()).isEqualTo(1);
        String account = account("Without company").get("accountid").asText();
        String foreign = newCompany(
                "11111111-1111-4111-8111-111111111111",
                String.valueOf(rig.company().owningTeam()));
        rig.person()
                .dataverseChange(
                        "accounts",
                        account,
                        values("telephone1", "1", "bcbi_CompanyId@odata.bind", "/bcbi_companies(" + foreign + ")"));
        assertThat(from(account).counters().modified()).as("of another company").isZero();

        rig.person().dataverseChange("accounts", account, values("bcbi_CompanyId@odata.bind", null));
        assertThat(from(account).counters().modified()).as("of no company").isEqualTo(1);
        String customer = rig.person()
                .bcList("customers", "displayName eq 'Without company'")
                .get(0)
                .get("systemId")
                .asText();
        rig.person().bcChange("customers", customer, values("city", "Bath"));
        rig.run("CUSTOMER", TO, List.of(customer), false, null);

        assertThat(account("Without company").get("_bcbi_companyid_value").asText())
                .isEqualTo(own());
        rig.person().dataverseChange("accounts", account, values("telephone1", "2"));
        assertThat(from(account).counters().modified()).as("of this company").isEqualTo(1);
    }

    private JsonNode shares(String mapping, boolean shared) {
        return rig.rest().post("/api/mappings/" + mapping + "/multi-company", Map.of("multiCompany", shared));
    }

    private String ofAnotherCompany(String set, Map<String, Object> row) {
        String foreign = newCompany(
                "11111111-1111-4111-8111-111111111111",
                String.valueOf(rig.company().owningTeam()));
        Map<String, Object> values = new LinkedHashMap<>(row);
        values.put("bcbi_CompanyId@odata.bind", "/bcbi_companies(" + foreign + ")");
        JsonNode made = rig.person().dataverseCreate(set, values);
        return made.get(set.equals("accounts") ? "accountid" : "opportunityid").asText();
    }

    @Test
    void rowsOfAllCompaniesAreInScopeWhereTheyShareThem() {
        String account = ofAnotherCompany("accounts", values("name", "Shared", "customertypecode", 3));
        assertThat(rig.run("CUSTOMER", Direction.FROM_DATAVERSE, List.of(account), false, true)
                        .counters()
                        .inserted())
                .as("it is another company's")
                .isZero();

        assertThat(shares("CUSTOMER", true).path("mapping").path("multiCompany").asBoolean())
                .isTrue();
        RunStatus shared = rig.run("CUSTOMER", Direction.FROM_DATAVERSE, List.of(account), false, true);

        assertThat(shared.counters().inserted()).isEqualTo(1);
        assertThat(rig.person()
                        .dataverse("accounts(" + account + ")")
                        .get("_bcbi_companyid_value")
                        .asText())
                .as("who made a customer of it claims it")
                .isEqualTo(own());
        restart();
        assertThat(rig.rest()
                        .get("/api/mappings/CUSTOMER")
                        .path("mapping")
                        .path("multiCompany")
                        .asBoolean())
                .as("outlives the process")
                .isTrue();
        shares("CUSTOMER", false);
        rig.person().dataverseChange("accounts", account, values("telephone1", "9", "bcbi_CompanyId@odata.bind", null));
        assertThat(from(account).counters().modified()).as("of no company").isEqualTo(1);
    }

    @Test
    void opportunitiesStayWithTheirCompanyAlsoWhereTheyShareAllOthers() {
        String customer = customer("Has a chance");
        create(customer);
        String account = account("Has a chance").get("accountid").asText();
        Map<String, Object> chance =
                values("name", "Of nobody", "parentaccountid@odata.bind", "/accounts(" + account + ")");
        String nobodys = rig.person()
                .dataverseCreate("opportunities", chance)
                .get("opportunityid")
                .asText();
        String foreign = ofAnotherCompany("opportunities", chance);
        shares("OPPORTUNITY", true);

        RunStatus run = rig.run("OPPORTUNITY", Direction.FROM_DATAVERSE, List.of(nobodys, foreign), false, true);

        assertThat(run.counters().inserted() + run.counters().failed())
                .as("neither is this company's")
                .isZero();
    }

    @Test
    void rowsThatCarryNoCompanyCannotBeShared() {
        Rest.Reply reply =
                rig.rest().send("POST", "/api/mappings/CURRENCY/multi-company", Map.of("multiCompany", true));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail()).contains("carry no company");
    }

    private RunStatus from(String account) {
        return rig.run("CUSTOMER", Direction.FROM_DATAVERSE, List.of(account), false, null);
    }

    @Test
    @Scenario({"CM-41", "CM-42"})
    void companyAndTeamHoldUntilARestart() {
        String first = own();
        String team = String.valueOf(rig.company().owningTeam());
        String otherTeam = newTeam("BCI - made anew");
        rig.integrationUser().dataverseDelete("bcbi_companies", first);
        String second = newCompany(rig.company().id(), otherTeam);

        RunStatus before = create(customer("Before the restart"));

        assertThat(own()).isEqualTo(first);
        assertThat(rig.company().owningTeam()).isEqualTo(team);
        assertThat(before.counters().failed()).as("the row it goes by is gone").isEqualTo(1);
        restart();
        assertThat(create(customer("After the restart")).counters().inserted()).isEqualTo(1);
        assertThat(account("After the restart").get("_bcbi_companyid_value").asText())
                .isEqualTo(second);
        assertThat(account("After the restart").get("_owningteam_value").asText())
                .isEqualTo(otherTeam);
    }
}
