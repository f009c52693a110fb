package io.koppel.setup;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.sandbox.Sandbox;
import io.koppel.sandbox.SandboxOptions;
import io.koppel.setup.ConnectionTest.Finding;
import io.koppel.testing.Basedir;
import io.koppel.testing.RouteFolder;
import io.koppel.testing.SandboxClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says about documents of Sales (sales-documents.md §1.5, §1.7, §10). */
class OrderCheckupTest {
    private static Sandbox sandbox;
    private static SandboxClient person;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.empty());
        person = new SandboxClient(sandbox.baseUrl(), "person");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void empty() {
        person.admin("POST", "reset", null);
        setup("writeInProductType", "Item", "writeInProductNumber", "", "freightAccountNumber", "40450");
    }

    private static void setup(Object... values) {
        JsonNode row = person.bcList("salesSetup", null).get(0);
        person.bcChange("salesSetup", row.get("systemId").asText(), values(values));
    }

    private static List<Finding> findings(String orders, Map<String, String> more) {
        Map<String, String> given = new LinkedHashMap<>(SandboxPreset.of(URI.create(sandbox.baseUrl())));
        given.put("koppel.sales.orders", orders);
        given.putAll(more);
        return ConnectionTest.run(SettingsReader.withConnections(
                SettingsSource.of(Basedir.path().resolve("application.properties"), Map.of(), given)));
    }

    private static List<Finding> findings(String orders) {
        return findings(orders, Map.of());
    }

    private static List<String> wrong(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> !finding.well())
                .map(Finding::message)
                .toList();
    }

    private static String all(List<Finding> findings) {
        return findings.toString();
    }

    @Test
    void withEverythingInPlaceNothingIsWrong() {
        List<Finding> findings = findings("bidirectional");

        assertThat(wrong(findings)).isEmpty();
        assertThat(all(findings))
                .contains("both services have the pages and columns they need")
                .contains("Write-in Product No. is empty")
                .contains("there is no active price list in Sales")
                .doesNotContain("Freight G/L Acc. No. is empty");
    }

    @Test
    void whereDocumentsAreNotIntegratedNothingIsLookedAt() {
        assertThat(all(findings("none"))).doesNotContain("orders both ways").doesNotContain("sales set-up");
    }

    @Test
    void emptyFieldsOfTheSetUpAreSaid() {
        setup("freightAccountNumber", "", "archiveOrders", false);

        assertThat(all(findings("submitted")))
                .contains("Freight G/L Acc. No. is empty")
                .doesNotContain("Archive Orders is off");
        assertThat(all(findings("bidirectional"))).contains("Archive Orders is off");
    }

    private static JsonNode service() {
        person.bcCreate("unitsOfMeasure", values("code", "PIECE", "displayName", "Piece"));
        JsonNode item = person.bcCreate(
                "items", values("displayName", "Anything", "type", "Service", "baseUnitOfMeasureCode", "PIECE"));
        setup("writeInProductNumber", item.get("number").asText());
        return item;
    }

    @Test
    void aServiceIsAGoodWriteInProduct() {
        service();

        assertThat(wrong(findings("submitted"))).isEmpty();
    }

    @Test
    void aWriteInProductThatIsKeptOnStockIsWrong() {
        JsonNode item = service();
        person.bcChange("items", item.get("systemId").asText(), values("type", "Inventory"));

        assertThat(wrong(findings("submitted"))).singleElement().satisfies(message -> assertThat(message)
                .contains("is an inventory item"));
    }

    @Test
    void orderProcessingIntegrationIsTold() {
        JsonNode organization = person.dataverseList("organizations", null).get(0);
        new SandboxClient(sandbox.baseUrl(), "koppel")
                .dataverseChange(
                        "organizations",
                        organization.get("organizationid").asText(),
                        values("issopintegrationenabled", true));

        assertThat(all(findings("bidirectional"))).contains("order-processing integration is on in Sales");
        assertThat(all(findings("submitted"))).doesNotContain("order-processing integration is on");
    }

    @Test
    void aMappingThatOrdersLeanOnAndThatIsSwitchedOffIsWrong() throws IOException {
        RouteFolder.copy(folder);
        Path customers = folder.resolve("customer.yaml");
        Files.writeString(
                customers, Files.readString(customers).replaceFirst("(    id: CUSTOMER\n)", "$1    enabled: false\n"));

        assertThat(wrong(findings("bidirectional", Map.of("koppel.routes.folder", folder.toString()))))
                .anySatisfy(
                        message -> assertThat(message).contains("no enabled mapping is about customers and account"));
    }

    @Test
    void availabilityNeedsItsFieldRow() throws IOException {
        RouteFolder.copy(folder);
        Map<String, String> given =
                Map.of("koppel.routes.folder", folder.toString(), "koppel.sales.item-availability", "true");
        assertThat(all(findings("none", given))).doesNotContain("item availability");
        Path items = folder.resolve("item-product.yaml");
        Files.writeString(
                items,
                Files.readString(items)
                        .lines()
                        .filter(line -> !line.contains("quantityonhand"))
                        .collect(java.util.stream.Collectors.joining("\n", "", "\n")));

        assertThat(wrong(findings("none", given))).singleElement().satisfies(message -> assertThat(message)
                .contains("inventory to quantityonhand"));
    }
}
