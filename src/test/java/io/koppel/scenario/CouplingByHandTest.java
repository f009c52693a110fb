package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.testing.Rest;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a person is offered before coupling two records, and what comes of it. */
class CouplingByHandTest {
    private static Scene scene;

    @BeforeAll
    static void start() {
        scene = Scene.start();
    }

    @AfterEach
    void shippedAgain() {
        scene.shippedAgain();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static JsonNode proposal(String mapping, String record) {
        return scene.rest().get("/api/mappings/" + mapping + "/proposal?businessCentralId=" + record);
    }

    private static Rest.Reply couple(String mapping, String record, String row, String then) {
        return scene.rest()
                .send(
                        "POST",
                        "/api/couplings",
                        Map.of("mapping", mapping, "businessCentralId", record, "dataverseId", row, "then", then));
    }

    private static List<String> candidates(String mapping, String search) {
        return scene.rest()
                .get("/api/mappings/" + mapping + "/candidates?side=dataverse"
                        + (search == null ? "" : "&search=" + search))
                .path("value")
                .findValuesAsText("name");
    }

    @Test
    @Scenario({"CP-02", "CC-01", "CC-41"})
    void aFirstCouplingSendsTheCustomerUnlessThePersonSaysOtherwise() {
        scene.person().bcCreate("paymentTerms", Scene.values("code", "CP02", "displayName", "Net"));
        scene.create("PAYMENT-TERMS", Scene.TO);
        scene.job("PAYMENT-TERMS");
        String customer = scene.customer("Named in BC", "paymentTermsCode", "CP02");
        String account = scene.account("Named in Sales");
        JsonNode proposal = proposal("CUSTOMER", customer);
        assertThat(proposal.path("then").asText()).isEqualTo("to-dataverse");
        assertThat(proposal.path("choices")).hasSize(3);
        assertThat(proposal.path("createNew").asBoolean()).isTrue();

        Rest.Reply reply =
                couple("CUSTOMER", customer, account, proposal.path("then").asText());

        assertThat(reply.status()).isEqualTo(201);
        assertThat(scene.pair("CUSTOMER", customer).dataverse()).isEqualTo(account);
        assertThat(scene.accountNow(account).path("name").asText()).isEqualTo("Named in BC");
        assertThat(scene.customerNow(customer).path("displayName").asText()).isEqualTo("Named in BC");
    }

    @Test
    @Scenario("CP-03")
    void couplingWithoutSynchronizingLeavesBothContactsAlone() {
        Pair company = scene.customerPair("Company of a contact");
        String contact = scene.contact(company.businessCentral(), "Bea", "Central");
        String row = scene.salesContact(company.dataverse(), "Sal", "Es");
        long mark = scene.mark();

        assertThat(couple("CONTACT", contact, row, "none").status()).isEqualTo(201);

        assertThat(scene.pair("CONTACT", contact).dataverse()).isEqualTo(row);
        assertThat(scene.writes(mark)).isEmpty();
        assertThat(scene.rest().get("/api/job-log?mapping=CONTACT").path("value"))
                .isEmpty();
    }

    @Test
    @Scenario({"CC-02", "CC-42"})
    void aCoupledCustomerIsNotSynchronizedAgainByDefaultAndNotCreatedAnew() {
        Pair pair = scene.customerPair("Coupled already");

        JsonNode proposal = proposal("CUSTOMER", pair.businessCentral());

        assertThat(proposal.path("then").asText()).isEqualTo("none");
        assertThat(proposal.path("createNew").asBoolean()).isFalse();
        assertThat(proposal.path("coupling").path("dataverseId").asText()).isEqualTo(pair.dataverse());
        Rest.Reply anew = scene.rest()
                .send(
                        "POST",
                        "/api/couplings",
                        Map.of("mapping", "CUSTOMER", "businessCentralId", pair.businessCentral(), "createNew", true));
        assertThat(anew.status()).isEqualTo(409);
        assertThat(scene.pair("CUSTOMER", pair.businessCentral())).isEqualTo(pair);
    }

    @Test
    @Scenario("CC-43")
    void usersAreNotCreatedFromSalespeople() {
        String person = scene.person()
                .bcCreate("salespeople", Scene.values("code", "CC43", "displayName", "No user"))
                .get("systemId")
                .asText();

        JsonNode proposal = proposal("SALESPEOPLE", person);

        assertThat(proposal.path("createNew").asBoolean()).isFalse();
        assertThat(proposal.path("then").asText()).isEqualTo("from-dataverse");
        Rest.Reply reply = scene.rest()
                .send(
                        "POST",
                        "/api/couplings",
                        Map.of("mapping", "SALESPEOPLE", "businessCentralId", person, "createNew", true));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail()).contains("goes from-dataverse only");
    }

    @Test
    @Scenario({"CC-17", "IM-50"})
    void thePickerAppliesTheMappingsFilter() {
        scene.account("Picker A");
        scene.account("Picker B");
        scene.edit(
                "CUSTOMER",
                text -> text.replace("customertypecode eq 3}", "customertypecode eq 3 and name eq 'Picker A'}"));

        assertThat(candidates("CUSTOMER", null)).containsExactly("Picker A");
        assertThat(candidates("CUSTOMER", "Picker")).containsExactly("Picker A");
    }

    @Test
    @Scenario("IM-51")
    void thePickerOfContactsAppliesTheMappingsFilter() {
        Pair company = scene.customerPair("Company to pick from");
        scene.salesContact(company.dataverse(), "Pick", "A");
        scene.salesContact(company.dataverse(), "Pick", "B");
        scene.edit(
                "CONTACT",
                text -> text.replace(
                        "filter: _parentcustomerid_value ne null",
                        "filter: fullname eq 'Pick A' and _parentcustomerid_value ne null"));

        assertThat(candidates("CONTACT", null)).containsExactly("Pick A");
    }

    @Test
    @Scenario({"CC-23", "CC-30"})
    void aNameIsCompletedToTheExactOneFirst() {
        scene.account("QCCCC");
        String exact = scene.account("QC");
        scene.account("Third");

        assertThat(candidates("CUSTOMER", "QC")).containsExactly("QC", "QCCCC");

        String customer = scene.customer("Coupled by a typed name");
        assertThat(couple("CUSTOMER", customer, "QC", "none").status()).isEqualTo(201);
        assertThat(scene.pair("CUSTOMER", customer).dataverse()).isEqualTo(exact);
    }

    @Test
    @Scenario("CC-24")
    void aNameThatNobodyHasIsRefused() {
        String customer = scene.customer("To be coupled with nothing");

        Rest.Reply reply = couple("CUSTOMER", customer, "WrongName", "none");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.detail()).contains("Dataverse accounts has no record 'WrongName'");
        assertThat(scene.coupling("CUSTOMER", customer)).isNull();
    }

    @Test
    @Scenario({"CC-32", "CC-33"})
    void thenSaysWhetherAndInWhichDirectionToSynchronize() {
        for (String then : List.of("none", "to-dataverse", "from-dataverse")) {
            String customer = scene.customer("BC " + then);
            String account = scene.account("Sales " + then);

            assertThat(couple("CUSTOMER", customer, account, then).status()).isEqualTo(201);

            boolean to = then.equals("to-dataverse");
            boolean from = then.equals("from-dataverse");
            assertThat(scene.accountNow(account).path("name").asText()).isEqualTo((to ? "BC " : "Sales ") + then);
            assertThat(scene.customerNow(customer).path("displayName").asText())
                    .isEqualTo((from ? "Sales " : "BC ") + then);
        }
    }

    @Test
    @Scenario({"CP-30", "CP-31", "CP-37"})
    void aSalespersonMovesToAnotherUserAndFreesTheFormer() {
        Pair first = scene.salesperson();
        Pair second = scene.salesperson();
        scene.rest().send("DELETE", "/api/couplings/SALESPEOPLE." + second.businessCentral(), null);
        JsonNode listed = scene.rest().get("/api/couplings?mapping=SALESPEOPLE").path("value");
        assertThat(listed.findValuesAsText("dataverseId")).contains(first.dataverse());

        assertThat(couple("SALESPEOPLE", first.businessCentral(), second.dataverse(), "none")
                        .status())
                .isEqualTo(201);

        assertThat(scene.coupling("SALESPEOPLE", first.dataverse())).isNull();
        assertThat(scene.pair("SALESPEOPLE", second.dataverse()).businessCentral())
                .isEqualTo(first.businessCentral());

        scene.rest().send("DELETE", "/api/couplings/SALESPEOPLE." + first.businessCentral(), null);
        assertThat(scene.coupling("SALESPEOPLE", second.dataverse())).isNull();
    }

    @Test
    @Scenario({"RU-05", "RU-08"})
    void contactsOutsideTheMappingAreNotCoupled() {
        Pair company = scene.customerPair("Company with a contact");
        String row = scene.salesContact(company.dataverse(), "Not", "For them");
        String companyContact = scene.person()
                .bcCreate("contacts", Scene.values("type", "Company", "displayName", "A company"))
                .get("systemId")
                .asText();
        String alone = scene.person()
                .bcCreate("contacts", Scene.values("type", "Person", "firstName", "No", "lastName", "Company"))
                .get("systemId")
                .asText();

        for (String contact : List.of(companyContact, alone)) {
            Rest.Reply reply = couple("CONTACT", contact, row, "none");

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.detail()).contains("is outside the mapping: its filter in Business Central is");
            assertThat(scene.rest()
                            .send("GET", "/api/mappings/CONTACT/proposal?businessCentralId=" + contact, null)
                            .status())
                    .isEqualTo(400);
            assertThat(scene.coupling("CONTACT", contact)).isNull();
        }
    }
}
