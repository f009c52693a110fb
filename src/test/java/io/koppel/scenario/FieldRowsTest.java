package io.koppel.scenario;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.mapping.Models;
import io.koppel.testing.Rest;
import io.koppel.testing.RouteFolder;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Field rows and whole mappings as operators switch, add and set them back over REST, on a folder of their own. */
class FieldRowsTest {
    @TempDir
    private static Path folder;

    private static Scene scene;

    @BeforeAll
    static void start() {
        RouteFolder.copy(folder);
        scene = Scene.start(Models.DEFAULTS, folder);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static JsonNode mapping(String id) {
        return scene.rest().get("/api/mappings/" + id);
    }

    private static JsonNode row(String mapping, String businessCentral, String dataverse) {
        for (JsonNode field : mapping(mapping).path("fields")) {
            if (field.path("businessCentral").asText().equals(businessCentral)
                    && field.path("dataverse").asText().equals(dataverse)) {
                return field;
            }
        }
        throw new AssertionError(mapping + " has no row " + businessCentral + " - " + dataverse);
    }

    private static Rest.Reply change(String mapping, Object... values) {
        return scene.rest().send("PATCH", "/api/mappings/" + mapping + "/fields", values(values));
    }

    private static void reset(String mapping) {
        scene.rest().post("/api/mappings/" + mapping + "/reset", Map.of("shipped", true));
    }

    private static String number(Pair customer) {
        return scene.customerNow(customer.businessCentral()).path("number").asText();
    }

    // --- one row

    @Test
    @Scenario("IM-04")
    void everythingOfARowCanBeSwitchedButItsColumns() {
        Pair pair = scene.customerPair("Has a number");
        assertThat(row("CUSTOMER", "number", "accountnumber").path("enabled").asBoolean())
                .isFalse();

        assertThat(change("CUSTOMER", "businessCentral", "number", "dataverse", "accountnumber", "enabled", true)
                        .status())
                .isEqualTo(200);
        scene.changeCustomer(pair.businessCentral(), "city", "Kolding");
        scene.job("CUSTOMER");

        assertThat(scene.accountNow(pair.dataverse()).path("accountnumber").asText())
                .as("the next run transfers it")
                .isEqualTo(number(pair));
        change("CUSTOMER", "businessCentral", "city", "dataverse", "address1_city", "direction", "from-dataverse");
        assertThat(row("CUSTOMER", "city", "address1_city").path("direction").asText())
                .isEqualTo("from-dataverse");
        change("CUSTOMER", "businessCentral", "salespersonId", "dataverse", "ownerid", "notNull", false);
        change("CUSTOMER", "businessCentral", "salespersonId", "dataverse", "ownerid", "clearOnFailure", true);
        JsonNode owner = row("CUSTOMER", "salespersonId", "ownerid");
        assertThat(owner.path("notNull").asBoolean()).isFalse();
        assertThat(owner.path("clearOnFailure").asBoolean()).isTrue();
        change("CUSTOMER", "businessCentral", "city", "dataverse", "address1_city", "validate", false);
        assertThat(row("CUSTOMER", "city", "address1_city").path("validate").asBoolean())
                .isFalse();
        assertThat(change("CONTACT", "businessCentral", "type", "constant", "Company")
                        .status())
                .isEqualTo(200);
        assertThat(mapping("CONTACT").path("fields").findValuesAsText("constant"))
                .contains("Company");

        Rest.Reply renamed = change("CUSTOMER", "businessCentral", "number", "dataverse", "address1_county");
        assertThat(renamed.status()).isEqualTo(404);
        assertThat(renamed.detail())
                .contains("has no field row number - address1_county")
                .contains("--add");
        assertThat(mapping("CUSTOMER").path("fields").toString()).doesNotContain("address1_county");

        reset("CUSTOMER");
        reset("CONTACT");
        assertThat(row("CUSTOMER", "number", "accountnumber").path("enabled").asBoolean())
                .isFalse();
        assertThat(row("CUSTOMER", "city", "address1_city").path("direction").asText())
                .isEqualTo("bidirectional");
    }

    @Test
    void theRulesOfARowThatIsSwitchedToOneWayGoThatWay() {
        scene.edit(
                "CUSTOMER",
                text -> text.replace(
                        "dataverse: address1_city}",
                        "dataverse: address1_city, transform: [UPPERCASE], transformDirection: from-dataverse}"));
        Pair pair = scene.customerPair("Whose city is shouted");
        change("CUSTOMER", "businessCentral", "city", "dataverse", "address1_city", "direction", "to-dataverse");

        scene.changeCustomer(pair.businessCentral(), "city", "Ribe");
        scene.job("CUSTOMER");

        assertThat(scene.accountNow(pair.dataverse()).path("address1_city").asText())
                .isEqualTo("RIBE");
        scene.shippedAgain();
        reset("CUSTOMER");
    }

    @Test
    void whatARowCannotBeIsRefusedAndChangesNothing() {
        JsonNode before = mapping("CUSTOMER").path("fields");

        assertThat(change(
                                "CUSTOMER",
                                "businessCentral",
                                "salespersonId",
                                "dataverse",
                                "ownerid",
                                "clearOnFailure",
                                true)
                        .detail())
                .contains("clearOnFailure: must be false where notNull is true");
        assertThat(change("CUSTOMER", "businessCentral", "displayName", "dataverse", "name", "notNull", true)
                        .detail())
                .contains("notNull: is for lookups");
        assertThat(change("CUSTOMER", "businessCentral", "displayName", "dataverse", "name", "constant", "X")
                        .detail())
                .contains("carries a field over");
        assertThat(change("CUSTOMER", "businessCentral", "displayName", "dataverse", "name")
                        .detail())
                .contains("say what to change");
        assertThat(change(
                                "CURRENCY",
                                "businessCentral",
                                "code",
                                "dataverse",
                                "isocurrencycode",
                                "direction",
                                "from-dataverse")
                        .detail())
                .contains("would never be transferred");
        assertThat(change("SHIPMENT-METHOD", "businessCentral", "code", "dataverse", "label", "enabled", false)
                        .detail())
                .contains("no enabled field row goes to-dataverse");
        assertThat(mapping("CUSTOMER").path("fields")).isEqualTo(before);
    }

    @Test
    void whatWasSwitchedOutlivesTheProcess() {
        change("VENDOR", "businessCentral", "city", "dataverse", "address1_city", "enabled", false);

        io.koppel.mapping.TableMappings fresh = new io.koppel.mapping.TableMappings();
        fresh.replace("vendor", List.of(scene.rig().koppel().mappings().get("VENDOR")));
        new io.koppel.job.MappingOverrides(scene.rig().database(), "CRONUS", fresh).load();

        assertThat(fresh.get("VENDOR").fields())
                .filteredOn(field -> "city".equals(field.businessCentral()))
                .singleElement()
                .satisfies(field -> assertThat(field.enabled()).isFalse());
        reset("VENDOR");
    }

    // --- more rows

    @Test
    @Scenario("IM-69")
    void addedRowsAreDisabledUntilSomebodyEnablesThem() throws IOException {
        Pair pair = scene.customerPair("Has two fields more");

        JsonNode saved = scene.rest()
                .post(
                        "/api/mappings/CUSTOMER/fields",
                        Map.of(
                                "rows",
                                List.of(
                                        values("businessCentral", "mobilePhoneNumber", "dataverse", "telephone3"),
                                        values("businessCentral", "state", "dataverse", "address1_county"))));

        assertThat(saved.path("fields").toString()).contains("telephone3", "address1_county");
        assertThat(scene.rest().get("/api/jobs/CUSTOMER").path("next").isNull())
                .as("its job goes on")
                .isFalse();
        assertThat(row("CUSTOMER", "state", "address1_county").path("enabled").asBoolean())
                .isFalse();
        assertThat(Files.readString(folder.resolve("customer.yaml")))
                .contains("      - {businessCentral: state, dataverse: address1_county, enabled: false}")
                .as("what was there stays, comments included")
                .contains("# dead-letter channel into the error log")
                .contains("onCreate: {dataverse: {customertypecode: 3}}");
        assertThat(change("CUSTOMER", "businessCentral", "state", "dataverse", "address1_county", "enabled", true)
                        .detail())
                .as("two rows would write the property")
                .contains("'state' is already written from-dataverse");
        assertThat(change(
                                "CUSTOMER",
                                "businessCentral",
                                "state",
                                "dataverse",
                                "address1_county",
                                "enabled",
                                true,
                                "direction",
                                "to-dataverse")
                        .status())
                .isEqualTo(200);
        scene.changeCustomer(pair.businessCentral(), "state", "Jutland");
        scene.job("CUSTOMER");
        assertThat(scene.accountNow(pair.dataverse()).path("address1_county").asText())
                .isEqualTo("Jutland");
        reset("CUSTOMER");
        assertThat(mapping("CUSTOMER").path("fields").toString()).doesNotContain("address1_county");
    }

    @Test
    void aRowOfColumnsThatDoNotExistOrThatIsThereIsRefused() throws IOException {
        String before = Files.readString(folder.resolve("vendor.yaml"));
        String path = "/api/mappings/VENDOR/fields";

        Rest.Reply unknown = scene.rest()
                .send(
                        "POST",
                        path,
                        Map.of("rows", List.of(values("businessCentral", "city", "dataverse", "no_such_column"))));
        Rest.Reply twice = scene.rest()
                .send(
                        "POST",
                        path,
                        Map.of("rows", List.of(values("businessCentral", "city", "dataverse", "address1_city"))));
        Rest.Reply crooked = scene.rest()
                .send(
                        "POST",
                        path,
                        Map.of("rows", List.of(values("businessCentral", "city}", "dataverse", "address1_county"))));

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.detail()).contains("has no column 'no_such_column'");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(crooked.detail()).contains("is no name");
        assertThat(Files.readString(folder.resolve("vendor.yaml"))).isEqualTo(before);
    }

    @Test
    void aFileThatLosesTheNameOfItsMappingIsNotTakenOver() throws Exception {
        Path file = folder.resolve("vendor.yaml");
        String before = Files.readString(file);
        Files.writeString(file, before.replaceFirst("    id: VENDOR", "    id: ''"));

        try {
            PluginHelper.getRoutesLoader(scene.rig().koppel().camel())
                    .updateRoutes(ResourceHelper.resolveMandatoryResource(
                            scene.rig().koppel().camel(), "file:" + file));
        } catch (Exception refused) {
            assertThat(refused).hasMessageContaining("id: must not be blank");
        }

        assertThat(mapping("VENDOR").path("mapping").path("id").asText()).isEqualTo("VENDOR");
        assertThat(scene.rig().koppel().mappings().problems().toString()).contains("id: must not be blank");
        reset("VENDOR");
        assertThat(scene.rig().koppel().mappings().problems()).isEmpty();
    }

    // --- keys and options

    @Test
    @Scenario("SE-17")
    void theKeyIsShownWithItsTypeAndOptionsAreListedWhereItIsAnOption() {
        String agent = scene.person()
                .bcCreate("shippingAgents", values("code", "OWN-A", "displayName", "Own agent"))
                .get("systemId")
                .asText();
        scene.create("SHIPPING-AGENT", Scene.TO, agent);

        assertThat(mapping("CUSTOMER").path("dataverseKey").asText()).isEqualTo("accountid");
        assertThat(mapping("CUSTOMER").path("dataverseKeyType").asText()).isEqualTo("GUID");
        assertThat(scene.rest().get("/api/mappings/CUSTOMER/options").path("value"))
                .isEmpty();
        assertThat(mapping("SHIPPING-AGENT").path("dataverseKeyType").asText()).isEqualTo("Option");
        assertThat(mapping("SHIPPING-AGENT").path("dataverseKey").asText()).isEqualTo("address1_shippingmethodcode");
        JsonNode options =
                scene.rest().get("/api/mappings/SHIPPING-AGENT/options").path("value");
        assertThat(options.findValuesAsText("code")).contains("OWN-A");
        JsonNode option = options.get(options.findValuesAsText("code").indexOf("OWN-A"));
        assertThat(option.path("businessCentralId").asText()).isEqualTo(agent);
        assertThat(option.path("value").isInt()).isTrue();
        assertThat(option.path("label").asText()).isNotBlank();
        assertThat(scene.rest()
                        .send("PATCH", "/api/mappings/CUSTOMER", Map.of("dataverseKey", "name"))
                        .status())
                .as("the key is what it is")
                .isEqualTo(404);
    }

    // --- all mappings

    /** Enabled rows of the mappings there are by default (table-mappings.md §5, §6). */
    private static final Map<String, Integer> ROWS = rows();

    private static Map<String, Integer> rows() {
        Map<String, Integer> rows = new LinkedHashMap<>();
        rows.put("SALESPEOPLE", 3);
        rows.put("CUSTOMER", 19);
        rows.put("CONTACT", 19);
        rows.put("CURRENCY", 3);
        rows.put("ITEM-PRODUCT", 11);
        rows.put("OPPORTUNITY", 6);
        rows.put("RESOURCE-PRODUCT", 7);
        rows.put("POSTEDSALESINV-INV", 25);
        rows.put("POSTEDSALESLINE-INV", 6);
        rows.put("UNIT-OF-MEASURE", 1);
        rows.put("CUSTPRCGRP-PRICE", 1);
        rows.put("SALESPRC-PRODPRICE", 5);
        rows.put("PAYMENT-TERMS", 1);
        rows.put("SHIPMENT-METHOD", 1);
        rows.put("SHIPPING-AGENT", 1);
        return rows;
    }

    /** Different on purpose: as IM-15, IM-18, IM-20 and IM-28, some constants are no rows here. */
    @Test
    @Scenario("IM-57")
    void allMappingsAreSetBackTogetherAndTheJobsAreShown() {
        List<String> before = scene.rest().get("/api/mappings").path("value").findValuesAsText("id");
        for (String mapping : ROWS.keySet()) {
            JsonNode first = mapping(mapping).path("fields").get(0);
            change(
                    mapping,
                    "businessCentral",
                    first.path("businessCentral").isNull()
                            ? null
                            : first.path("businessCentral").asText(),
                    "dataverse",
                    first.path("dataverse").isNull()
                            ? null
                            : first.path("dataverse").asText(),
                    "enabled",
                    false);
            scene.rest().post("/api/mappings/" + mapping + "/disable", null);
        }
        for (String row : List.of("displayName=name", "city=address1_city")) {
            String[] columns = row.split("=");
            change("CUSTOMER", "businessCentral", columns[0], "dataverse", columns[1], "direction", "to-dataverse");
        }

        JsonNode reset = scene.rest().post("/api/mappings/reset", Map.of("shipped", true));

        assertThat(reset.path("reset")).hasSameSizeAs(before);
        assertThat(scene.rest().get("/api/mappings").path("value").findValuesAsText("id"))
                .isEqualTo(before);
        List<String> jobs = reset.path("jobs").findValuesAsText("job");
        ROWS.forEach((id, rows) -> {
            JsonNode mapping = mapping(id);
            assertThat(mapping.path("mapping").path("enabled").asBoolean())
                    .as(id)
                    .isTrue();
            long enabled = 0;
            for (JsonNode field : mapping.path("fields")) {
                enabled += field.path("enabled").asBoolean() ? 1 : 0;
            }
            assertThat(enabled).as("rows of " + id).isEqualTo(rows.longValue());
            boolean scheduled = !List.of("OPPORTUNITY", "POSTEDSALESLINE-INV").contains(id);
            assertThat(jobs.contains(id)).as("job of " + id).isEqualTo(scheduled);
        });
        assertThat(row("CUSTOMER", "displayName", "name").path("direction").asText())
                .isEqualTo("bidirectional");
        reset.path("jobs").forEach(job -> assertThat(job.path("status").asText())
                .as(job.toString())
                .isNotEqualTo("on hold"));
    }

    @Test
    void severalMappingsAreSetBackByName() {
        scene.rest().post("/api/mappings/VENDOR/disable", null);
        scene.rest().post("/api/mappings/CURRENCY/disable", null);

        JsonNode reset =
                scene.rest().post("/api/mappings/reset", Map.of("mappings", List.of("vendor"), "shipped", false));

        assertThat(reset.path("reset")).singleElement().satisfies(id -> assertThat(id.asText())
                .isEqualTo("VENDOR"));
        assertThat(mapping("VENDOR").path("mapping").path("enabled").asBoolean())
                .isTrue();
        assertThat(mapping("CURRENCY").path("mapping").path("enabled").asBoolean())
                .isFalse();
        scene.rest().post("/api/mappings/CURRENCY/enable", null);
        assertThat(scene.rest()
                        .send("POST", "/api/mappings/reset", Map.of("mappings", List.of("NONE"), "shipped", false))
                        .status())
                .isEqualTo(404);
    }
}
