package io.koppel.mapping.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.koppel.mapping.Direction;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Models;
import io.koppel.mapping.Ownership;
import io.koppel.mapping.PriceModel;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.TableMappings;
import io.koppel.mapping.UnitModel;
import io.koppel.mapping.lint.Validation;
import io.koppel.metadata.ServiceModel;
import io.koppel.sync.ChangesQuery;
import io.koppel.sync.CompanyRow;
import io.koppel.testing.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The files in {@code routes/} say what table-mappings.md §3–5 and §8 say. */
class ShippedMappingsTest {
    private static final Path BASE = Path.of(System.getProperty("koppel.basedir", System.getProperty("user.dir")));
    private static final Set<String> RULES = io.koppel.sync.rules.StandardRules.NAMES;

    private static MappingFiles shipped(Ownership ownership) throws IOException {
        return MappingFiles.read(BASE.resolve("routes"), "routes", ownership).orThrow();
    }

    private static TableMapping mapping(String id, Ownership ownership) throws IOException {
        return shipped(ownership).mappings().stream()
                .filter(mapping -> mapping.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> rows(TableMapping mapping) {
        return mapping.fields().stream()
                .filter(FieldMapping::enabled)
                .map(field -> field.businessCentral()
                        + switch (field.direction()) {
                            case BIDIRECTIONAL -> " = ";
                            case TO_DATAVERSE -> " > ";
                            case FROM_DATAVERSE -> " < ";
                        }
                        + field.dataverse())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Ownership.class)
    void everyShippedFileIsWithoutMistakeInBothOwnershipModels(Ownership ownership) throws IOException {
        assertThat(Validation.offline(shipped(ownership).files(), RULES)).isEmpty();
    }

    @Test
    void customerHasTheRowsOfTheSheet() throws IOException {
        assertThat(rows(mapping("CUSTOMER", Ownership.PERSON)))
                .containsExactly(
                        "salespersonId > ownerid",
                        "displayName = name",
                        "contactName = address1_primarycontactname",
                        "addressLine1 = address1_line1",
                        "addressLine2 = address1_line2",
                        "postalCode = address1_postalcode",
                        "city = address1_city",
                        "country = address1_country",
                        "state = address1_stateorprovince",
                        "currencyId = transactioncurrencyid",
                        "email = emailaddress1",
                        "faxNumber = fax",
                        "website = websiteurl",
                        "phoneNumber = telephone1",
                        "shipmentMethodId = address1_freighttermscode",
                        "shippingAgentId = address1_shippingmethodcode",
                        "paymentTermsId = paymenttermscode",
                        "creditLimit > creditlimit",
                        "primaryContactId = primarycontactid");
    }

    @Test
    void contactHasTheRowsOfTheSheet() throws IOException {
        assertThat(rows(mapping("CONTACT", Ownership.PERSON)))
                .containsExactlyInAnyOrder(
                        "salespersonId > ownerid",
                        "currencyId = transactioncurrencyid",
                        "customerId = parentcustomerid",
                        "addressLine1 = address1_line1",
                        "addressLine2 = address1_line2",
                        "postalCode = address1_postalcode",
                        "city = address1_city",
                        "country = address1_country",
                        "state = address1_stateorprovince",
                        "email = emailaddress1",
                        "faxNumber = fax",
                        "firstName = firstname",
                        "middleName = middlename",
                        "lastName = lastname",
                        "website = websiteurl",
                        "mobilePhoneNumber = mobilephone",
                        "pager = pager",
                        "phoneNumber = telephone1",
                        "type < null");
    }

    @Test
    void vendorsDifferFromCustomersInPurchaserAndCreditLimitOnly() throws IOException {
        List<String> expected = new java.util.ArrayList<>(rows(mapping("CUSTOMER", Ownership.PERSON)));
        expected.remove("creditLimit > creditlimit");
        expected.set(0, "purchaserId > ownerid");
        assertThat(rows(mapping("VENDOR", Ownership.PERSON))).containsExactlyElementsOf(expected);
        assertThat(mapping("VENDOR", Ownership.PERSON).after())
                .isEqualTo(mapping("CUSTOMER", Ownership.PERSON).after());
        assertThat(mapping("VENDOR", Ownership.PERSON).category())
                .isEqualTo(mapping("CUSTOMER", Ownership.PERSON).category());
    }

    @Test
    @Scenario("MG-21")
    void vendorsAreAccountsOfTheirOwnRelationshipType() throws IOException {
        TableMapping vendor = mapping("VENDOR", Ownership.PERSON);
        assertThat(vendor.direction()).isEqualTo(Direction.BIDIRECTIONAL);
        assertThat(vendor.businessCentral().filter()).isEqualTo("blocked eq '_x0020_'");
        assertThat(vendor.dataverse().entitySet()).isEqualTo("accounts");
        assertThat(vendor.dataverse().company()).isTrue();
        assertThat(ChangesQuery.dataverseFilter(vendor, new CompanyRow("CRONUS", "c", "11", null, "GBP", null, null)))
                .isEqualTo("(statecode eq 0 and customertypecode eq 11)"
                        + " and (_bcbi_companyid_value eq 11 or _bcbi_companyid_value eq null)");
        assertThat(vendor.onlyCoupled()).isTrue();
    }

    @Test
    void theTeamModelHasNoOwnerRowAndNoSalespeopleJob() throws IOException {
        assertThat(rows(mapping("CUSTOMER", Ownership.TEAM))).doesNotContain("salespersonId > ownerid");
        assertThat(mapping("CUSTOMER", Ownership.TEAM).after()).doesNotContain("SALESPEOPLE");
        assertThat(mapping("CUSTOMER", Ownership.PERSON).after()).contains("SALESPEOPLE");
        assertThat(mapping("SALESPEOPLE", Ownership.TEAM).schedule().every()).isNull();
        assertThat(mapping("SALESPEOPLE", Ownership.PERSON).schedule().every()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void dependenciesOrderTheFullSynchronization() throws IOException {
        TableMappings mappings = new TableMappings();
        mappings.replace("routes", shipped(Ownership.PERSON).mappings());
        List<String> order =
                mappings.inDependencyOrder().stream().map(TableMapping::id).toList();
        assertThat(order)
                .doesNotHaveDuplicates()
                .hasSize(shipped(Ownership.PERSON).mappings().size());
        assertThat(order.indexOf("CUSTOMER"))
                .isGreaterThan(order.indexOf("SALESPEOPLE"))
                .isGreaterThan(order.indexOf("CURRENCY"))
                .isGreaterThan(order.indexOf("SHIPPING-AGENT"));
        assertThat(order.indexOf("CONTACT"))
                .isGreaterThan(order.indexOf("CUSTOMER"))
                .isGreaterThan(order.indexOf("VENDOR"));
        assertThat(order.indexOf("ITEM-PRODUCT")).isGreaterThan(order.indexOf("UNIT-OF-MEASURE"));
        assertThat(order.indexOf("SALESPRC-PRODPRICE")).isGreaterThan(order.indexOf("CUSTPRCGRP-PRICE"));
    }

    @Test
    void everyJobHasTheIntervalOfTheSheet() throws IOException {
        Map<String, Long> timeouts = Map.ofEntries(
                Map.entry("SALESPEOPLE", 1440L),
                Map.entry("CUSTOMER", 720L),
                Map.entry("VENDOR", 720L),
                Map.entry("CONTACT", 720L),
                Map.entry("CURRENCY", 720L),
                Map.entry("PAYMENT-TERMS", 1440L),
                Map.entry("SHIPMENT-METHOD", 1440L),
                Map.entry("SHIPPING-AGENT", 1440L),
                Map.entry("UNIT-OF-MEASURE", 720L),
                Map.entry("UNIT-GROUP", 720L),
                Map.entry("ITEM-UOM", 720L),
                Map.entry("RESOURCE-UOM", 720L),
                Map.entry("ITEM-PRODUCT", 1440L),
                Map.entry("RESOURCE-PRODUCT", 720L),
                Map.entry("CUSTPRCGRP-PRICE", 1440L),
                Map.entry("SALESPRC-PRODPRICE", 1440L),
                Map.entry("PLHEADER-PRICE", 1440L),
                Map.entry("PLLINE-PRODPRICE", 1440L),
                Map.entry("POSTEDSALESINV-INV", 1440L));
        Set<String> creating = Set.of("SALESPRC-PRODPRICE", "PLLINE-PRODPRICE");
        List<TableMapping> all =
                new java.util.ArrayList<>(shipped(Ownership.PERSON).mappings());
        all.addAll(MappingFiles.read(
                        BASE.resolve("routes"),
                        "routes",
                        Models.DEFAULTS.with(UnitModel.GROUPS).with(PriceModel.EXTENDED))
                .orThrow()
                .mappings());
        for (TableMapping mapping : all) {
            if (Set.of("OPPORTUNITY", "POSTEDSALESLINE-INV").contains(mapping.id())) {
                assertThat(mapping.schedule().every()).as(mapping.id()).isNull();
                assertThat(mapping.onlyCoupled()).as(mapping.id()).isFalse();
                continue;
            }
            assertThat(mapping.schedule().every()).as(mapping.id()).isEqualTo(Duration.ofMinutes(30));
            assertThat(mapping.schedule().inactivityTimeout())
                    .as(mapping.id())
                    .isEqualTo(Duration.ofMinutes(timeouts.get(mapping.id())));
            assertThat(mapping.onlyCoupled()).as(mapping.id()).isEqualTo(!creating.contains(mapping.id()));
        }
    }

    @ParameterizedTest
    @EnumSource(UnitModel.class)
    void everyShippedFileIsWithoutMistakeInAllModels(UnitModel units) throws IOException {
        for (PriceModel prices : PriceModel.values()) {
            Models models = Models.DEFAULTS.with(units).with(prices);
            MappingFiles files =
                    MappingFiles.read(BASE.resolve("routes"), "routes", models).orThrow();
            assertThat(Validation.offline(files.files(), RULES)).isEmpty();
        }
    }

    @Test
    void extrasOfTheSheetAreThereButDisabled() throws IOException {
        List<String> extras = shipped(Ownership.PERSON).mappings().stream()
                .flatMap(mapping -> mapping.fields().stream())
                .filter(field -> !field.enabled())
                .map(field -> field.dataverse() + " " + field.direction())
                .toList();
        assertThat(extras)
                .containsExactlyInAnyOrder(
                        "accountnumber " + Direction.TO_DATAVERSE,
                        "telephone2 " + Direction.BIDIRECTIONAL,
                        "accountnumber " + Direction.TO_DATAVERSE,
                        "telephone2 " + Direction.BIDIRECTIONAL,
                        "salutation " + Direction.BIDIRECTIONAL,
                        "actualclosedate " + Direction.TO_DATAVERSE,
                        "closeprobability " + Direction.TO_DATAVERSE,
                        "actualvalue " + Direction.TO_DATAVERSE,
                        "jobtitle " + Direction.BIDIRECTIONAL,
                        "personalemailaddress " + Direction.BIDIRECTIONAL,
                        "productnumber " + Direction.TO_DATAVERSE);
    }

    @Test
    void everyColumnExistsInTheServicesMetadata() throws IOException {
        Path metadata = BASE.resolve("../shared/reference/metadata");
        assumeTrue(Files.isDirectory(metadata), "the reference metadata is not here");
        ServiceModel dataverse = parse(metadata.resolve("dataverse-v9.2-extended.edmx.xml"));
        ServiceModel v2 = parse(metadata.resolve("business-central-api-v2.edmx.xml"));
        List<TableMapping> mappings =
                new java.util.ArrayList<>(shipped(Ownership.PERSON).mappings());
        mappings.addAll(MappingFiles.read(
                        BASE.resolve("routes"),
                        "routes",
                        Models.DEFAULTS.with(UnitModel.GROUPS).with(PriceModel.EXTENDED))
                .orThrow()
                .mappings());
        mappings.addAll(MappingFiles.read(BASE.resolve("routes/standard"), "routes/standard", Ownership.PERSON)
                .orThrow()
                .mappings());
        assertThat(Validation.against(mappings, Map.of("v2.0", v2), dataverse))
                .filteredOn(mistake -> mistake.severity() == Mistake.Severity.ERROR)
                .isEmpty();
    }

    private static ServiceModel parse(Path edmx) throws IOException {
        try (InputStream stream = Files.newInputStream(edmx)) {
            return ServiceModel.parse(stream);
        }
    }
}
