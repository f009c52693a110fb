package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.FullAction;
import io.koppel.job.FullSynchronization;
import io.koppel.job.RunStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Ownership;
import io.koppel.testing.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without the companion extension: API v2.0 gives records their own ids, whatever id a client would like. */
class StandardVariantTest {
    @TempDir
    private static Path folder;

    private static Rig rig;

    @BeforeAll
    static void start() throws IOException {
        Path routes = Path.of(System.getProperty("koppel.basedir", System.getProperty("user.dir")), "routes");
        copy(routes);
        copy(routes.resolve("standard"));
        rig = Rig.start(Ownership.PERSON, folder);
        FullSynchronization.Status status =
                rig.koppel().fullSynchronization().run(FullAction.COUPLE_AND_CREATE, "test");
        assertThat(status.state()).isEqualTo(FullSynchronization.State.FINISHED);
    }

    @AfterAll
    static void stop() {
        rig.person().noFaults();
        rig.person().admin("PUT", "limits", Map.of("chosenIds", "ignore"));
        rig.close();
    }

    private static void copy(Path from) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** promises.md P1: the answer to a create is lost, and no second record comes into being. */
    @ParameterizedTest
    @ValueSource(strings = {"accept", "ignore", "refuse"})
    void aLostAnswerToACreateMakesNoSecondCustomer(String chosenIds) {
        rig.person().admin("PUT", "limits", Map.of("chosenIds", chosenIds));
        String name = "Lost Answer " + chosenIds;
        JsonNode account = rig.person().dataverseCreate("accounts", Map.of("name", name, "customertypecode", 3));
        rig.person()
                .admin(
                        "POST",
                        "faults",
                        List.of(Map.of(
                                "service", "businessCentral",
                                "match", "POST .*customers",
                                "fault", "drop-after-apply",
                                "nth", 1)));

        RunStatus run = rig.run(
                "CUSTOMER",
                Direction.FROM_DATAVERSE,
                List.of(account.get("accountid").asText()),
                false,
                true);

        rig.person().noFaults();
        assertThat(run.counters().inserted()).as("%s", run).isEqualTo(1);
        assertThat(rig.person().bcList("customers", "displayName eq '" + name + "'"))
                .hasSize(1);
    }

    @Test
    void itemsAndTheirUnitsNeedNoExtension() {
        rig.person().bcCreate("unitsOfMeasure", Map.of("code", "PCS", "displayName", "Piece"));
        String item = rig.person()
                .bcCreate(
                        "items",
                        Map.of("number", "S-1", "displayName", "Chair", "baseUnitOfMeasureCode", "PCS", "unitPrice", 5))
                .get("systemId")
                .asText();
        String unit = rig.person()
                .bcList("unitsOfMeasure", "code eq 'PCS'")
                .get(0)
                .get("systemId")
                .asText();
        rig.run("UNIT-OF-MEASURE", Direction.TO_DATAVERSE, List.of(unit), false, true);

        RunStatus run = rig.run("ITEM-PRODUCT", Direction.TO_DATAVERSE, List.of(item), false, true);

        assertThat(run.counters().inserted()).as("%s", run).isEqualTo(1);
        JsonNode product =
                rig.person().dataverseList("products", "productnumber eq 'S-1'").get(0);
        assertThat(product.get("statecode").asInt()).isZero();
        assertThat(product.get("price").decimalValue()).isEqualByComparingTo("5");
        lostAnswer(product);
    }

    /** A product of the same unit becomes an item once, although the answer to its creation is lost. */
    private static void lostAnswer(JsonNode product) {
        JsonNode made = rig.person()
                .dataverseCreate(
                        "products",
                        Map.of(
                                "name",
                                "Stool",
                                "productnumber",
                                "S-2",
                                "quantitydecimal",
                                2,
                                "defaultuomscheduleid@odata.bind",
                                "/uomschedules("
                                        + product.get("_defaultuomscheduleid_value")
                                                .asText() + ")",
                                "defaultuomid@odata.bind",
                                "/uoms(" + product.get("_defaultuomid_value").asText() + ")"));
        String id = made.get("productid").asText();
        rig.person().dataverseChange("products", id, Map.of("statecode", 0, "statuscode", 1));
        rig.person()
                .admin(
                        "POST",
                        "faults",
                        List.of(Map.of(
                                "service", "businessCentral",
                                "match", "POST .*items",
                                "fault", "drop-after-apply",
                                "nth", 1)));

        RunStatus run = rig.run("ITEM-PRODUCT", Direction.FROM_DATAVERSE, List.of(id), false, true);

        rig.person().noFaults();
        assertThat(run.counters().inserted()).as("%s", run).isEqualTo(1);
        assertThat(rig.person().bcList("items", "displayName eq 'Stool'"))
                .singleElement()
                .satisfies(item -> assertThat(item.get("number").asText()).isEqualTo("S-2"));
    }

    /** Everything below the companion's address is gone, as where the extension is not installed. */
    private static void withoutCompanion() {
        rig.person().fault("businessCentral", "(GET|POST|PATCH) .*/koppel/sync/.*", "status-500");
    }

    @Test
    void optionsSalespeopleAndTheirCustomerNeedNoExtension() {
        rig.person().bcCreate("paymentTerms", Map.of("code", "NET 45", "displayName", "45 days"));
        rig.person().bcCreate("shipmentMethods", Map.of("code", "NO CHARGE", "displayName", "Free"));
        rig.person().admin("POST", "seed", Map.of("systemusers", 1, "seed", 77));
        String user =
                rig.person().dataverseList("systemusers", "islicensed eq true and isintegrationuser eq false").stream()
                        .filter(one -> one.get("internalemailaddress").asText().startsWith("user"))
                        .map(one -> one.get("systemuserid").asText())
                        .findFirst()
                        .orElseThrow();
        withoutCompanion();

        rig.koppel().fullSynchronization().run(FullAction.COUPLE, "test");
        RunStatus people = rig.run("SALESPEOPLE", Direction.FROM_DATAVERSE, List.of(user), false, true);

        rig.person().noFaults();
        assertThat(people.counters().inserted()).as("%s", people).isEqualTo(1);
        String email = rig.person()
                .dataverse("systemusers(" + user + ")")
                .get("internalemailaddress")
                .asText();
        List<JsonNode> salespeople = rig.person().bcList("salespeople", "email eq '" + email + "'");
        assertThat(salespeople).hasSize(1);
        String code = salespeople.get(0).get("code").asText();
        assertThat(code).startsWith("SP NO. ");
        String customer = rig.person()
                .bcCreate(
                        "customers",
                        Map.of(
                                "displayName", "Pays later",
                                "paymentTermsCode", "NET 45",
                                "shipmentMethodCode", "NO CHARGE",
                                "salespersonCode", code))
                .get("systemId")
                .asText();
        withoutCompanion();
        RunStatus run = rig.run("CUSTOMER", Direction.TO_DATAVERSE, List.of(customer), false, true);
        rig.person().noFaults();
        assertThat(run.counters().inserted()).as("%s", run).isEqualTo(1);
        JsonNode account =
                rig.person().dataverseList("accounts", "name eq 'Pays later'").get(0);
        assertThat(account.get("paymenttermscode").asInt()).isEqualTo(3);
        assertThat(account.get("address1_freighttermscode").asInt()).isEqualTo(2);
        assertThat(account.get("_ownerid_value").asText()).isEqualTo(user);
    }

    @Test
    void anOpportunityNamesItsContactByNumber() {
        JsonNode customer = rig.person().bcCreate("customers", Map.of("displayName", "Hopes"));
        JsonNode contact = rig.person()
                .bcCreate(
                        "contacts",
                        Map.of(
                                "type", "Person",
                                "firstName", "Ada",
                                "lastName", "Hope",
                                "customerId", customer.get("systemId").asText()));
        String opportunity = rig.person()
                .bcCreate(
                        "opportunities",
                        Map.of(
                                "description",
                                "A deal",
                                "contactNumber",
                                contact.get("number").asText()))
                .get("systemId")
                .asText();
        withoutCompanion();
        rig.run(
                "CONTACT",
                Direction.TO_DATAVERSE,
                List.of(contact.get("systemId").asText()),
                false,
                true);
        RunStatus run = rig.run("OPPORTUNITY", Direction.TO_DATAVERSE, List.of(opportunity), false, true);
        rig.person().noFaults();

        assertThat(run.counters().inserted()).as("%s", run).isEqualTo(1);
        JsonNode row =
                rig.person().dataverseList("opportunities", "name eq 'A deal'").get(0);
        assertThat(rig.person()
                        .dataverse(
                                "contacts(" + row.get("_parentcontactid_value").asText() + ")")
                        .get("lastname")
                        .asText())
                .contains("Hope");
    }
}
