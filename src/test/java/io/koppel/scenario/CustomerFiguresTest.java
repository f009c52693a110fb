package io.koppel.scenario;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.testing.Rest;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Sales has open of a customer's account: counted, listed, and opened there (scenarios ST-15 to ST-31, MG-15, MG-16). */
class CustomerFiguresTest {
    private static Scene scene;
    private static SalesPapers papers;
    private static Pair customer;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        papers = new SalesPapers(scene);
        customer = scene.customerPair("Has much open");
        opportunity("Won long ago", "Win", 3);
        opportunity("Lost", "Lose", 4);
        opportunity("Open one", null, 0);
        opportunity("Open two", null, 0);
        for (String name : List.of("Draft", "Active one", "Active two", "Won quote", "Closed quote")) {
            String quote = papers.quote(customer.dataverse(), List.of(papers.writeIn("Work", 10)), "name", name);
            if (!name.equals("Draft")) {
                papers.activate(quote);
            }
            if (name.equals("Won quote")) {
                papers.win(quote);
            } else if (name.equals("Closed quote")) {
                papers.lose(quote);
            }
        }
        incident("Active case one");
        incident("Active case two");
        scene.person().dataverseChange("incidents", incident("Canceled"), values("statecode", 2, "statuscode", 6));
        papers.action(
                "CloseIncident",
                values(
                        "Status",
                        5,
                        "IncidentResolution",
                        values(
                                "subject",
                                "solved",
                                "incidentid@odata.bind",
                                "/incidents(" + incident("Resolved") + ")")));
        // Of another account: counted nowhere.
        Pair other = scene.customerPair("Somebody else");
        scene.person()
                .dataverseCreate(
                        "opportunities",
                        values(
                                "name",
                                "Elsewhere",
                                "parentaccountid@odata.bind",
                                "/accounts(" + other.dataverse() + ")"));
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static void opportunity(String name, String end, int status) {
        String id = scene.person()
                .dataverseCreate(
                        "opportunities",
                        values("name", name, "parentaccountid@odata.bind", "/accounts(" + customer.dataverse() + ")"))
                .get("opportunityid")
                .asText();
        if (end != null) {
            papers.action(
                    end + "Opportunity",
                    values(
                            "Status",
                            status,
                            "OpportunityClose",
                            values("subject", end, "opportunityid@odata.bind", "/opportunities(" + id + ")")));
        }
    }

    private static String incident(String title) {
        return scene.person()
                .dataverseCreate(
                        "incidents",
                        values(
                                "title",
                                title,
                                "customerid_account@odata.bind",
                                "/accounts(" + customer.dataverse() + ")"))
                .get("incidentid")
                .asText();
    }

    private static JsonNode figures(String id) {
        return scene.rest().get("/api/customers/" + id + "/sales");
    }

    private static List<String> names(String list) {
        List<String> names = new ArrayList<>();
        scene.rest()
                .get("/api/customers/" + customer.businessCentral() + "/sales/" + list)
                .get("value")
                .forEach(row -> names.add(row.get("name").asText()));
        return names;
    }

    @Test
    @Scenario({"ST-15", "ST-16"})
    void theListOfCustomersLeadsToTheFiguresAndThoseToTheirLists() {
        String list = scene.rest().page("GET", "/couplings?mapping=CUSTOMER");
        String record = "/records/CUSTOMER/" + customer.businessCentral();
        assertThat(list).contains(record + "#sales-figures");

        String page = scene.rest().page("GET", record);
        assertThat(page)
                .contains("id=\"sales-figures\"", "2 open opportunities", "2 active quotes", "2 active cases")
                .contains("/customers/" + customer.businessCentral() + "/opportunities");
        assertThat(scene.rest().page("GET", "/customers/" + customer.businessCentral() + "/opportunities"))
                .contains("Open one", "Open two", "etn=opportunity")
                .doesNotContain("Won long ago", "Lost", "Elsewhere");
        assertThat(scene.rest().page("GET", "/customers/" + customer.businessCentral() + "/quotes"))
                .contains("Active one", "Active two", "Won quote", "etn=quote")
                .doesNotContain("Draft", "Closed quote");
    }

    @Test
    @Scenario({"ST-17", "ST-18", "ST-19", "MG-15", "MG-16"})
    void aCustomerHasItsOpenOpportunitiesQuotesAndCases() {
        JsonNode figures = figures(customer.businessCentral());

        assertThat(figures.get("shown").asBoolean()).isTrue();
        assertThat(figures.get("account").asText()).contains("etn=account", customer.dataverse());
        assertThat(figures.get("figures").findValuesAsText("list")).containsExactly("opportunities", "quotes", "cases");
        assertThat(figures.get("figures").findValuesAsText("number")).containsExactly("2", "2", "2");
        assertThat(names("opportunities")).containsExactly("Open one", "Open two");
        assertThat(names("quotes")).containsExactly("Active one", "Active two", "Won quote");
        assertThat(names("cases")).containsExactly("Active case one", "Active case two");
    }

    @Test
    @Scenario({"NV-07", "NV-09"})
    void eachRowOfAListLeadsToItselfInSales() {
        Map.of("cases", "incident", "quotes", "quote").forEach((list, table) -> {
            JsonNode rows = scene.rest()
                    .get("/api/customers/" + customer.businessCentral() + "/sales/" + list)
                    .path("value");

            assertThat(rows).as(list).isNotEmpty().allSatisfy(row -> assertThat(
                            row.path("url").asText())
                    .endsWith("/main.aspx?pagetype=entityrecord&etn=" + table + "&id="
                            + row.path("id").asText()));
        });
    }

    @Test
    void aListIsReadInPagesAndByTheCustomersNumber() {
        String number =
                scene.customerNow(customer.businessCentral()).get("number").asText();
        JsonNode first = scene.rest().get("/api/customers/" + number + "/sales/quotes?limit=2");
        JsonNode second = scene.rest()
                .get("/api/customers/" + number + "/sales/quotes?limit=2&after="
                        + first.get("next").asText());

        assertThat(first.get("value")).hasSize(2);
        assertThat(second.get("value").get(0).get("state").asText()).isEqualTo("won");
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(scene.rest()
                        .send("GET", "/api/customers/" + number + "/sales/leads", null)
                        .status())
                .isEqualTo(404);
        assertThat(scene.rest().send("GET", "/api/customers/NOBODY/sales", null).status())
                .isEqualTo(404);
    }

    @Test
    @Scenario({"ST-26", "ST-27"})
    void anUncoupledCustomerHasNoFigures() {
        String alone = scene.customer("Not coupled");

        JsonNode figures = figures(alone);

        assertThat(figures.get("shown").asBoolean()).isFalse();
        assertThat(figures.get("figures")).isEmpty();
        assertThat(figures.get("reason").asText()).contains("not coupled");
        Rest.Reply list = scene.rest().send("GET", "/api/customers/" + alone + "/sales/quotes", null);
        assertThat(list.status()).isEqualTo(409);
        assertThat(scene.rest().page("GET", "/records/CUSTOMER/" + alone)).doesNotContain("sales-figures");
        assertThat(scene.rest().page("GET", "/couplings?mapping=CUSTOMER")).doesNotContain(alone);
    }

    /** Nobody asks for figures of vendors. */
    @Test
    void onlyCustomersHaveFigures() {
        assertThat(scene.rest().page("GET", "/couplings?mapping=CURRENCY")).doesNotContain("#sales-figures");
    }

    @Test
    void figuresAreLeftOutWhileSalesDoesNotAnswer() {
        scene.person().fault("dataverse", "GET .*opportunities.*", "status-401");
        try {
            JsonNode figures = figures(customer.businessCentral());

            assertThat(figures.get("shown").asBoolean()).isFalse();
            assertThat(figures.get("reason").asText()).isNotBlank();
            assertThat(scene.rest()
                            .send("GET", "/api/customers/" + customer.businessCentral() + "/sales/opportunities", null)
                            .status())
                    .isEqualTo(503);
        } finally {
            scene.person().noFaults();
        }
    }

    /** The coupling stays, and no request leaves. */
    @Test
    @Scenario({"ST-30", "ST-31"})
    void whileTheConnectionIsOffThereAreNoFigures() {
        scene.rest().post("/api/connection/disable", null);
        long before = requests();
        try {
            JsonNode figures = figures(customer.businessCentral());

            assertThat(figures.get("shown").asBoolean()).isFalse();
            assertThat(figures.get("reason").asText()).contains("the connection is not enabled");
            assertThat(scene.rest().page("GET", "/couplings?mapping=CUSTOMER"))
                    .contains(customer.businessCentral())
                    .doesNotContain("#sales-figures");
            assertThat(scene.rest().page("GET", "/records/CUSTOMER/" + customer.businessCentral()))
                    .doesNotContain("sales-figures")
                    .contains("the connection is not enabled");
            assertThat(requests()).isEqualTo(before);
        } finally {
            scene.rest().post("/api/connection/enable", null);
        }
        assertThat(figures(customer.businessCentral()).get("shown").asBoolean()).isTrue();
    }

    private static long requests() {
        return scene.engine().services().dataverse().requests().httpRequests()
                + scene.engine().services().businessCentral().requests().httpRequests();
    }
}
