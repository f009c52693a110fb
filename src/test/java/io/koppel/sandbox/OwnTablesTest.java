package io.koppel.sandbox;

import static io.koppel.sandbox.SandboxFixture.koppel;
import static io.koppel.sandbox.SandboxFixture.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.sandbox.SandboxClient.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The API page of somebody else's extension (business-central-api.md §1, §6, §8) and the custom table of a publisher of its own
 * (dataverse-web-api.md §1, §6, §10.2): as strict as the tables everybody has.
 */
class OwnTablesTest {
    private static final String API = "/v2.0/sandbox/api/fabrikam/fleet/v1.0";
    private static final String FLEET = API + "/companies(c0000000-0000-4000-8000-00000000c0de)";
    private static final String VEHICLES = "/api/data/v9.2/fab_vehicles";

    private static Map<String, Object> vehicle(String number) {
        List<Map<String, Object>> found = koppel().get(FLEET + "/vehicles?$filter=number eq '" + number + "'")
                .rows();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static String refusal(Answer answer) {
        return answer.status() + " " + answer.errorCode();
    }

    @Test
    void theExtensionHasMetadataAndAServiceDocumentOfItsOwn() {
        assertThat(koppel().get(API + "/$metadata").text())
                .contains("<EntitySet Name=\"vehicles\" EntityType=\"Microsoft.NAV.vehicle\"/>")
                .contains("<Property Name=\"licensePlate\" Type=\"Edm.String\" MaxLength=\"20\"/>")
                .contains("<Property Name=\"fuel\" Type=\"Microsoft.NAV.vehicleFuel\"/>")
                .doesNotContain("EntitySet Name=\"customers\"");
        assertThat(koppel().get(API).text()).contains("\"vehicles\"");
        assertThat(koppel().get("/v2.0/sandbox/api/v2.0/$metadata").text()).doesNotContain("vehicle\"");
    }

    @Test
    void theExtensionsPageIsReadFilteredAndOrderedByTheTimeOfChange() {
        assertThat(vehicle("V-1001"))
                .containsEntry("fuel", "Diesel")
                .containsEntry("customerNumber", "10000")
                .containsKey("lastModifiedDateTime");
        assertThat(koppel().get(FLEET
                                + "/vehicles?$filter=mileage gt 40000&$orderby=lastModifiedDateTime&$select=number")
                        .rows())
                .extracting("number")
                .contains("V-1001", "V-1004")
                .doesNotContain("V-1003");
        assertThat(refusal(koppel().get(FLEET + "/vehicles?$filter=colour eq 'red'")))
                .startsWith("400");
        assertThat(koppel().get(API + "/companies(00000000-0000-4000-8000-000000000001)/vehicles")
                        .status())
                .isEqualTo(404);
        assertThat(koppel().get(FLEET + "/trucks").status()).isEqualTo(404);
    }

    @Test
    void theExtensionsPageRefusesWhatPagesRefuse() {
        Answer made = person().post(FLEET + "/vehicles", "{\"number\":\"V-9001\",\"displayName\":\"Roller\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(refusal(person().post(FLEET + "/vehicles", "{\"number\":\"V-9001\",\"displayName\":\"Twice\"}")))
                .isEqualTo("400 Internal_EntityWithSameKeyExists");
        assertThat(refusal(person().post(FLEET + "/vehicles", "{\"displayName\":\"No number\"}")))
                .startsWith("400");
        assertThat(refusal(person().post(FLEET + "/vehicles", "{\"number\":\"V-9002\",\"colour\":\"red\"}")))
                .startsWith("400");
        String id = FLEET + "/vehicles(" + made.json().get("id") + ")";
        assertThat(person().patch(id, "{\"fuel\":\"Steam\"}", "If-Match", "*").status())
                .isEqualTo(400);
        assertThat(person().patch(id, "{\"customerNumber\":\"NOBODY\"}", "If-Match", "*")
                        .status())
                .isEqualTo(400);
        assertThat(person().patch(id, "{\"mileage\":7}", "If-Match", "W/\"stale\"")
                        .status())
                .isIn(409, 412);
        assertThat(person().patch(id, "{\"mileage\":7.5}", "If-Match", "*").json())
                .containsEntry("number", "V-9001");
    }

    @Test
    void theCustomTableHasItsPrefixSchemaNamesAndMoney() {
        assertThat(koppel().get("/api/data/v9.2/$metadata").text())
                .contains("<EntitySet Name=\"fab_vehicles\" EntityType=\"Microsoft.Dynamics.CRM.fab_vehicle\"")
                .contains("Name=\"fab_CustomerId\"");
        Answer made = person().post(
                        VEHICLES,
                        "{\"fab_name\":\"Roller\",\"fab_number\":\"V-9\",\"fab_fuel\":100000002,\"fab_leasingrate\":19.999}",
                        "Prefer",
                        "return=representation");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json())
                .containsEntry("statecode", 0L)
                .hasEntrySatisfying("fab_leasingrate", rate -> assertThat(rate).hasToString("20.0000"))
                .containsKey("_transactioncurrencyid_value");
    }

    @Test
    void theCustomTableRefusesWhatDataverseRefuses() {
        assertThat(person().post(VEHICLES, "{\"fab_colour\":\"red\"}").status()).isEqualTo(400);
        assertThat(person().post(VEHICLES, "{\"fab_fuel\":7}").status()).isEqualTo(400);
        assertThat(person().post(VEHICLES, "{\"fab_name\":\"" + "x".repeat(101) + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(person().post(
                                VEHICLES,
                                "{\"fab_customerid@odata.bind\":\"/accounts(00000000-0000-4000-8000-00000000abcd)\"}")
                        .status())
                .as("a custom lookup is bound by its schema name")
                .isEqualTo(400);
        assertThat(person().post(
                                VEHICLES,
                                "{\"fab_CustomerId@odata.bind\":\"/accounts(00000000-0000-4000-8000-00000000abcd)\"}")
                        .status())
                .isIn(400, 404);
    }
}
