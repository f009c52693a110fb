package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.mapping.Models;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.ChangesQuery;
import io.koppel.testing.Basedir;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every mapping file was edited, and every mapping is then set back to what is shipped (sync-semantics.md §14): its rows, filters
 * and job are those of table-mappings.md §3 and §5 again.
 */
class DefaultConfigurationTest {
    private static final String JUNK = "      - {businessCentral: systemId, dataverse: junk}\n";

    @TempDir
    private static Path folder;

    private static Scene scene;
    private static final Map<String, JsonNode> EDITED = new LinkedHashMap<>();

    @BeforeAll
    static void everythingIsEditedAndSetBack() throws IOException {
        Path shipped = Basedir.path().resolve("routes");
        try (Stream<Path> files = Files.list(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(
                        folder.resolve(file.getFileName()),
                        Files.readString(file)
                                .replace("    fields:\n", "    fields:\n" + JUNK)
                                .replace("onlyCoupled: true", "onlyCoupled: false")
                                .replace("every: 30m", "every: 7m"));
            }
        }
        scene = Scene.start(Models.DEFAULTS, folder);
        for (TableMapping mapping : scene.rig().koppel().mappings().inDependencyOrder()) {
            EDITED.put(mapping.id(), scene.rest().get("/api/mappings/" + mapping.id()));
            scene.rest().post("/api/mappings/" + mapping.id() + "/reset", Map.of("shipped", true));
        }
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static DefaultMapping mapping(String id) {
        assertThat(EDITED.get(id).toString())
                .as(id + " before")
                .contains("junk")
                .contains("PT7M");
        return new DefaultMapping(scene, scene.rig().koppel().mappings().get(id));
    }

    private static JsonNode job(String id) {
        for (JsonNode job : scene.rest().get("/api/jobs").path("value")) {
            if (job.path("job").asText().equals(id)) {
                return job;
            }
        }
        throw new AssertionError("no job " + id);
    }

    private static void everyThirtyMinutes(String id, String sleep) {
        assertThat(job(id).path("every").asText()).as(id).isEqualTo("PT30M");
        assertThat(job(id).path("inactivityTimeout").asText()).as(id).isEqualTo(sleep);
        assertThat(scene.rig().koppel().mappings().get(id).schedule().every()).hasMinutes(30);
    }

    @Test
    void everyFileIsAsShippedAndTheEditedOnesAreKept() throws IOException {
        assertThat(EDITED).hasSizeGreaterThan(14);
        for (String file : List.of("customer.yaml", "vendor.yaml", "posted-sales-invoice.yaml", "opportunity.yaml")) {
            assertThat(folder.resolve(file))
                    .hasSameTextualContentAs(Basedir.path().resolve("routes").resolve(file));
            assertThat(folder.resolve(file + ".edited")).content().contains("dataverse: junk");
        }
        for (TableMapping mapping : scene.rig().koppel().mappings().inDependencyOrder()) {
            assertThat(mapping.fields()).as(mapping.id()).noneMatch(field -> "junk".equals(field.dataverse()));
        }
    }

    @Test
    @Scenario({"IM-13", "MG-31"})
    void salespeople() {
        DefaultMapping salespeople = mapping("SALESPEOPLE");
        assertThat(salespeople.tables()).isEqualTo("salespeople from-dataverse systemuser.systemuserid");
        assertThat(salespeople.rows())
                .containsExactlyInAnyOrder(
                        "email < internalemailaddress", "displayName < fullname", "phoneNumber < mobilephone");
        assertThat(salespeople.scope())
                .isEqualTo("null | isdisabled eq false and islicensed eq true and isintegrationuser eq false | true");
        assertThat(salespeople.isScheduled()).isTrue();
    }

    @Test
    @Scenario({"IM-15", "MG-20"})
    void contacts() {
        DefaultMapping contacts = mapping("CONTACT");
        assertThat(contacts.tables()).isEqualTo("contacts bidirectional contact.contactid");
        assertThat(contacts.rows())
                .as("20 rows there: the constants owneridtype and parentcustomeridtype have no column in the Web API,"
                        + " the parent is a row here and code there")
                .hasSize(19)
                .contains("type < null", "customerId = parentcustomerid", "salespersonId > ownerid");
        assertThat(contacts.mapping().fields())
                .filteredOn(field -> "ownerid".equals(field.dataverse()))
                .allMatch(field -> field.notNull());
        assertThat(contacts.mapping().fields())
                .filteredOn(field -> "address1_stateorprovince".equals(field.dataverse()))
                .hasSize(1)
                .noneMatch(field -> field.notNull());
        assertThat(contacts.scope())
                .isEqualTo(
                        "type eq 'Person' and companyNumber ne '' | _parentcustomerid_value ne null and statecode eq 0"
                                + " and parentcustomerid_account/accountid ne null, this company | true");
        String company = scene.rig().company().dataverseId();
        assertThat(ChangesQuery.dataverseFilter(contacts.mapping(), scene.rig().company()))
                .endsWith("(_bcbi_companyid_value eq " + company + " or _bcbi_companyid_value eq null)");
        assertThat(contacts.isScheduled()).isTrue();
    }

    @Test
    @Scenario("MG-18")
    void currencies() {
        DefaultMapping currencies = mapping("CURRENCY");
        assertThat(currencies.tables()).isEqualTo("currencies to-dataverse transactioncurrency.transactioncurrencyid");
        assertThat(currencies.scope()).isEqualTo("null | null | true");
    }

    @Test
    @Scenario({"IM-30", "IM-31", "IM-32"})
    void optionMappings() {
        Map<String, String> columns = Map.of(
                "SHIPPING-AGENT", "address1_shippingmethodcode",
                "SHIPMENT-METHOD", "address1_freighttermscode",
                "PAYMENT-TERMS", "paymenttermscode");
        columns.forEach((id, column) -> {
            DefaultMapping options = mapping(id);
            assertThat(options.mapping().dataverse().choice()).isEqualTo(column);
            assertThat(options.mapping().dataverse().entitySet()).isEqualTo("accounts");
            assertThat(options.mapping().dataverse().key())
                    .as("the option, no id")
                    .isEqualTo("value");
            assertThat(options.mapping().direction()).isEqualTo(TO);
            assertThat(options.rows()).containsExactly("code > label");
            assertThat(options.isScheduled()).isTrue();
        });
    }

    @Test
    @Scenario("ES-49")
    void theCountryOfACustomerGoesBothWays() {
        assertThat(mapping("CUSTOMER").rows()).contains("country = address1_country");
    }

    @Test
    @Scenario("CM-46")
    void jobsOfThePersonModel() {
        everyThirtyMinutes("CUSTOMER", "PT12H");
        everyThirtyMinutes("VENDOR", "PT12H");
        everyThirtyMinutes("CONTACT", "PT12H");
        everyThirtyMinutes("CURRENCY", "PT12H");
        everyThirtyMinutes("SALESPEOPLE", "PT24H");
    }

    /** A reset keeps couplings and forgets watermarks: the next run looks at everything and finds it unchanged (§14). */
    @Test
    void couplingsAreKeptAndEverythingIsLookedAtAgain() {
        Pair pair = scene.customerPair("Kept");
        scene.job("CUSTOMER");
        assertThat(scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL)).isPositive();

        scene.rest().post("/api/mappings/CUSTOMER/reset", Map.of("shipped", true));

        assertThat(scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL)).isZero();
        assertThat(scene.coupling("CUSTOMER", pair.businessCentral())).isNotNull();
        long mark = scene.mark();
        assertThat(counters(scene.job("CUSTOMER"), TO).unchanged()).isPositive();
        assertThat(scene.writes(mark)).isEmpty();
        scene.changeCustomer(pair.businessCentral(), "city", "Ulm");
        scene.job("CUSTOMER");
        assertThat(scene.accountNow(pair.dataverse()).get("address1_city").asText())
                .isEqualTo("Ulm");
    }

    /** A mapping of one's own has nothing to go back to, and a mapping is gone with its file while others keep theirs. */
    @Test
    @Scenario("IM-09")
    void aMappingTakenOutOfTheFolderIsGoneWithItsRowsAndOthersStay() throws IOException {
        Path own = Files.createDirectory(folder.resolve("own"));
        for (String id : List.of("X", "Y")) {
            Files.writeString(own.resolve(id + ".yaml"), ownMapping(id));
        }
        try (Scene two = Scene.start(Models.DEFAULTS, own)) {
            assertThat(two.rest().get("/api/mappings/X").path("fields")).hasSize(1);
            assertThat(two.rest()
                            .send("POST", "/api/mappings/X/reset", Map.of("shipped", true))
                            .status())
                    .isEqualTo(400);
            Files.delete(own.resolve("X.yaml"));
        }
        try (Scene one = Scene.start(Models.DEFAULTS, own)) {
            assertThat(one.rest().send("GET", "/api/mappings/X", null).status()).isEqualTo(404);
            assertThat(one.rest().get("/api/mappings/Y").path("fields")).hasSize(1);
        }
    }

    private static String ownMapping(String id) {
        return """
                - tableMapping:
                    id: %1$s
                    businessCentral: {entitySet: customers}
                    dataverse: {entitySet: accounts}
                    direction: to-dataverse
                    fields:
                      - {businessCentral: displayName, dataverse: name}
                - route:
                    id: %1$s.to-dataverse
                    from: {uri: "direct:%1$s.to-dataverse", steps: [{bean: {ref: changes}}]}
                """
                .formatted(id);
    }
}
