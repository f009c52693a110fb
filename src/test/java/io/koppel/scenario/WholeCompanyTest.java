package io.koppel.scenario;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.job.FullAction;
import io.koppel.job.FullLine;
import io.koppel.job.FullSynchronization;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Models;
import io.koppel.mapping.PriceModel;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.UnitModel;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole demonstration company, through its first synchronization, a run in which nothing has changed, and an edit on each side
 * of each mapping (table-mappings.md §3).
 */
class WholeCompanyTest {
    private Scene scene;

    /** What a person changes on one side of a mapping and where it has to arrive. */
    private record Edit(String mapping, Direction direction, String from, Object value, String to, Object expected) {}

    private static Edit to(String mapping, String property, Object value, String column) {
        return new Edit(mapping, Direction.TO_DATAVERSE, property, value, column, value);
    }

    private static Edit from(String mapping, String column, Object value, String property) {
        return new Edit(mapping, Direction.FROM_DATAVERSE, column, value, property, value);
    }

    private static List<Edit> edits(UnitModel units) {
        List<Edit> edits = new ArrayList<>(List.of(
                from("SALESPEOPLE", "mobilephone", "+49 1", "phoneNumber"),
                to("CURRENCY", "displayName", "Another money", "currencyname"),
                to("PAYMENT-TERMS", "code", "1 WEEK", "label"),
                to("SHIPMENT-METHOD", "code", "DAP", "label"),
                to("SHIPPING-AGENT", "code", "BY HAND", "label"),
                to("CUSTOMER", "city", "Ulm", "address1_city"),
                from("CUSTOMER", "telephone1", "+49 2", "phoneNumber"),
                to("VENDOR", "city", "Jena", "address1_city"),
                from("VENDOR", "fax", "+49 3", "faxNumber"),
                to("CONTACT", "pager", "4711", "pager"),
                from("CONTACT", "mobilephone", "+49 4", "mobilePhoneNumber"),
                to("ITEM-PRODUCT", "unitPrice", 17.25, "price"),
                from("ITEM-PRODUCT", "name", "A better name", "displayName"),
                to("RESOURCE-PRODUCT", "unitPrice", 18.5, "price"),
                from("RESOURCE-PRODUCT", "name", "A better machine", "displayName"),
                to("OPPORTUNITY", "description", "A bigger deal", "name"),
                from("OPPORTUNITY", "name", "The biggest deal", "description")));
        if (units == UnitModel.CODES) {
            edits.add(new Edit("UNIT-OF-MEASURE", Direction.TO_DATAVERSE, "code", "KMH", "name", "NAV KMH"));
            edits.add(to("CUSTPRCGRP-PRICE", "code", "NEWGROUP", "name"));
            edits.add(to("SALESPRC-PRODPRICE", "unitPrice", 3.25, "amount"));
        } else {
            edits.add(new Edit("UNIT-GROUP", Direction.TO_DATAVERSE, "code", "RENAMED-1", "name", "ITEM RENAMED-1"));
            edits.add(to("ITEM-UOM", "quantityPerUnitOfMeasure", 7, "quantity"));
            edits.add(to("RESOURCE-UOM", "quantityPerUnitOfMeasure", 9, "quantity"));
            edits.add(to("PLHEADER-PRICE", "displayName", "Another list", "description"));
            edits.add(to("PLLINE-PRODPRICE", "unitPrice", 3.25, "amount"));
        }
        return edits;
    }

    @ParameterizedTest
    @EnumSource(UnitModel.class)
    void everyMappingCarriesEverythingAndEditsOfBothSides(UnitModel units) {
        PriceModel prices = units == UnitModel.CODES ? PriceModel.CLASSIC : PriceModel.EXTENDED;
        try (Scene company = Scene.demonstration(Models.DEFAULTS.with(units).with(prices))) {
            scene = company;
            everyWayOfEveryMappingIsEdited(units);
            firstSynchronization(units);
            nothingHasChanged();
            editsArrive(units);
            paymentsArrive();
            nothingHasChanged();
        }
    }

    /** But for posted invoices, which nobody can edit. */
    private void everyWayOfEveryMappingIsEdited(UnitModel units) {
        Set<String> ways = new TreeSet<>(Set.of(way("POSTEDSALESINV-INV", Direction.TO_DATAVERSE)));
        edits(units).forEach(edit -> ways.add(way(edit.mapping(), edit.direction())));
        Set<String> mapped = new TreeSet<>();
        for (TableMapping mapping : scene.rig().koppel().mappings().inDependencyOrder()) {
            if (!mapping.isLines()) {
                mapping.passes().forEach(pass -> mapped.add(way(mapping.id(), pass)));
            }
        }
        assertThat(ways).isEqualTo(mapped);
    }

    private static String way(String mapping, Direction direction) {
        return mapping + " " + direction.key();
    }

    private void firstSynchronization(UnitModel units) {
        FullSynchronization.Status status =
                scene.rig().koppel().fullSynchronization().run(FullAction.COUPLE_AND_CREATE, "test");

        assertThat(status.lines()).allSatisfy(line -> assertThat(line.status())
                .as(line.mapping() + ": " + line.message())
                .isEqualTo(FullLine.LineStatus.FINISHED));
        assertThat(scene.engine().errors().list("CRONUS", null, null, null, 10)).isEmpty();
        assertThat(couplings("ITEM-PRODUCT")).hasSizeBetween(90, 100);
        assertThat(couplings("RESOURCE-PRODUCT")).hasSizeBetween(9, 10);
        assertThat(couplings("VENDOR")).hasSize(15);
        assertThat(couplings("OPPORTUNITY")).hasSizeBetween(25, 30);
        assertThat(couplings("POSTEDSALESINV-INV")).hasSize(40);
        assertThat(couplings("POSTEDSALESLINE-INV")).hasSizeGreaterThan(80);
        assertThat(couplings(units == UnitModel.CODES ? "CUSTPRCGRP-PRICE" : "PLHEADER-PRICE"))
                .hasSizeBetween(3, 4)
                .extracting(pair -> scene.person()
                        .dataverse("pricelevels(" + pair.dataverse() + ")")
                        .get("_transactioncurrencyid_value")
                        .asText())
                .as("price lists in three currencies")
                .satisfies(currencies -> assertThat(new HashSet<>(currencies)).hasSize(3));
        everyWriteStandsInTheHistory();
        assertThat(personsOfVendors())
                .as("persons of vendors, with their company")
                .isNotEmpty();
    }

    /** promises.md P12: what Koppel wrote to rows of tables; members of teams and options stand under whose they are. */
    private void everyWriteStandsInTheHistory() {
        Set<String> remembered = new HashSet<>();
        scene.engine().history().list("CRONUS", null, null, null, 100_000).forEach(row -> {
            remembered.add(String.valueOf(row.businessCentralId()));
            remembered.add(String.valueOf(row.dataverseId()));
        });
        assertThat(scene.writes(0))
                .hasSizeGreaterThan(500)
                .filteredOn(write -> !List.of("teams", "options")
                        .contains(write.get("entitySet").asText()))
                .filteredOn(write -> !remembered.contains(write.get("id").asText()))
                .extracting(write -> write.get("entitySet").asText() + " "
                        + write.get("operation").asText())
                .isEmpty();
    }

    /** Contacts in Dataverse whose parent is an account of a vendor. */
    private List<JsonNode> personsOfVendors() {
        Set<String> vendors = couplings("VENDOR").stream().map(Pair::dataverse).collect(Collectors.toSet());
        return scene.person().dataverseList("contacts", null).stream()
                .filter(contact ->
                        vendors.contains(contact.get("_parentcustomerid_value").asText()))
                .toList();
    }

    private void nothingHasChanged() {
        scene.later(Duration.ofSeconds(2));
        long mark = scene.mark();

        JsonNode run = scene.rest().run("/api/synchronize", null);

        assertThat(run.path("status").asText()).isEqualTo("success");
        for (JsonNode pass : run.path("passes")) {
            JsonNode counters = pass.path("counters");
            assertThat(List.of(
                            counters.path("inserted").asInt(-1),
                            counters.path("modified").asInt(-1),
                            counters.path("failed").asInt(-1),
                            counters.path("skipped").asInt(-1)))
                    .as(pass.toString())
                    .containsOnly(0);
        }
        assertThat(scene.writes(mark)).isEmpty();
    }

    private void editsArrive(UnitModel units) {
        List<Edit> edits = edits(units);
        Map<Edit, Pair> places = new LinkedHashMap<>();
        Set<String> used = new HashSet<>();
        for (Edit edit : edits) {
            places.put(edit, place(edit.mapping(), used));
        }
        scene.later(Duration.ofSeconds(2));
        places.forEach(this::make);
        scene.later(Duration.ofSeconds(2));

        JsonNode run = scene.rest().run("/api/synchronize", null);

        assertThat(run.path("counters").path("failed").asInt(-1))
                .as(run.toString())
                .isZero();
        places.forEach(this::arrived);
    }

    /** A pair of the mapping in the filters of both sides that nobody edits yet. */
    private Pair place(String id, Set<String> used) {
        TableMapping mapping = scene.rig().koppel().mappings().get(id);
        Set<String> here =
                scene
                        .person()
                        .bcList(
                                mapping.businessCentral().entitySet(),
                                mapping.businessCentral().filter())
                        .stream()
                        .map(row -> row.get("systemId").asText())
                        .collect(Collectors.toSet());
        Set<String> there = mapping.dataverse().isChoice()
                ? Set.of()
                : scene
                        .person()
                        .dataverseList(
                                mapping.dataverse().entitySet(),
                                mapping.dataverse().filter())
                        .stream()
                        .map(row -> row.get(mapping.dataverse().key()).asText())
                        .collect(Collectors.toSet());
        return couplings(id).stream()
                .filter(pair -> here.contains(pair.businessCentral()))
                .filter(pair -> mapping.dataverse().isChoice() || there.contains(pair.dataverse()))
                .filter(pair -> editable(id, pair))
                .filter(pair -> used.add(id + pair.businessCentral()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no pair of " + id + " to edit"));
    }

    /** Base units have the quantity 1 for good, and only the groups of items are renamed here. */
    private boolean editable(String mapping, Pair pair) {
        if (mapping.equals("UNIT-GROUP")) {
            return scene.person()
                    .bc("unitGroups(" + pair.businessCentral() + ")")
                    .get("sourceType")
                    .asText()
                    .equals("Item");
        }
        return !mapping.endsWith("-UOM")
                || !scene.person()
                        .dataverse("uoms(" + pair.dataverse() + ")")
                        .get("isschedulebaseuom")
                        .asBoolean();
    }

    /** Codes are fixed on API pages; people rename them on the page itself. */
    private static final Map<String, String> PAGES = Map.of(
            "PAYMENT-TERMS", "PaymentTerms",
            "SHIPMENT-METHOD", "ShipmentMethods",
            "SHIPPING-AGENT", "ShippingAgents",
            "UNIT-OF-MEASURE", "UnitsOfMeasure",
            "CUSTPRCGRP-PRICE", "CustomerPriceGroups");

    /** A unit group is called by the number of its item. */
    private void renameItem(Pair group, Object number) {
        String old = scene.person()
                .bc("unitGroups(" + group.businessCentral() + ")")
                .get("sourceNumber")
                .asText();
        change("ItemCard('" + old + "')", Map.of("No", number));
    }

    private void rename(TableMapping mapping, Pair pair, Object code) {
        String old = scene.person()
                .bc(mapping.businessCentral().entitySet() + "(" + pair.businessCentral() + ")")
                .get("code")
                .asText()
                .replace(" ", "%20");
        change(PAGES.get(mapping.id()) + "('" + old + "')", Map.of("Code", code));
    }

    private void change(String pageRow, Map<String, Object> values) {
        HttpResponse<String> answer = scene.person()
                .send(
                        "PATCH",
                        "/v2.0/sandbox/ODataV4/Company('CRONUS')/" + pageRow,
                        new ObjectMapper().valueToTree(values),
                        "*");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void make(Edit edit, Pair pair) {
        TableMapping mapping = scene.rig().koppel().mappings().get(edit.mapping());
        if (edit.mapping().equals("UNIT-GROUP")) {
            renameItem(pair, edit.value());
            return;
        }
        if (edit.from().equals("code")) {
            rename(mapping, pair, edit.value());
            return;
        }
        Map<String, Object> change = values(edit.from(), edit.value());
        if (edit.direction() == Direction.TO_DATAVERSE) {
            scene.person().bcChange(mapping.businessCentral().entitySet(), pair.businessCentral(), change);
        } else {
            scene.rig().integrationUser().dataverseChange(mapping.dataverse().entitySet(), pair.dataverse(), change);
        }
    }

    private void arrived(Edit edit, Pair pair) {
        TableMapping mapping = scene.rig().koppel().mappings().get(edit.mapping());
        JsonNode row;
        if (mapping.dataverse().isChoice()) {
            assertThat(options(mapping)).as(edit.toString()).contains(String.valueOf(edit.expected()));
            return;
        } else if (edit.direction() == Direction.TO_DATAVERSE) {
            row = scene.person().dataverse(mapping.dataverse().entitySet() + "(" + pair.dataverse() + ")");
        } else {
            row = scene.person().bc(mapping.businessCentral().entitySet() + "(" + pair.businessCentral() + ")");
        }
        JsonNode value = row.path(edit.to());
        if (edit.expected() instanceof Number number) {
            assertThat(value.decimalValue())
                    .as(edit.toString())
                    .isEqualByComparingTo(new BigDecimal(number.toString()));
        } else {
            assertThat(value.asText()).as(edit.toString()).isEqualTo(edit.expected());
        }
    }

    private List<String> options(TableMapping mapping) {
        List<String> labels = new ArrayList<>();
        scene.person()
                .dataverse("EntityDefinitions(LogicalName='"
                        + mapping.dataverse().table()
                        + "')/Attributes(LogicalName='" + mapping.dataverse().choice()
                        + "')/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet")
                .at("/OptionSet/Options")
                .forEach(option ->
                        labels.add(option.at("/Label/UserLocalizedLabel/Label").asText()));
        return labels;
    }

    /** An invoice cannot be edited once it is posted; what happens to it is its payment (sales-documents.md §5). */
    private void paymentsArrive() {
        PostedInvoices invoices = new PostedInvoices(scene);
        String open = scene.person().bcList("postedSalesInvoices", null).stream()
                .filter(invoice -> invoice.get("remainingAmount").decimalValue().signum() > 0
                        && !invoice.get("cancelled").asBoolean())
                .map(invoice -> invoice.get("systemId").asText())
                .findFirst()
                .orElseThrow();
        invoices.pay(open, null);
        scene.later(Duration.ofSeconds(2));

        scene.rest().run("/api/synchronize", null);

        JsonNode invoice = scene.person()
                .dataverse("invoices(" + scene.pair("POSTEDSALESINV-INV", open).dataverse() + ")");
        assertThat(invoice.get("statecode").asInt()).isEqualTo(2);
        assertThat(invoice.get("statuscode").asInt()).isEqualTo(100_001);
    }

    private List<Pair> couplings(String mapping) {
        TableMapping found = scene.rig().koppel().mappings().get(mapping);
        if (found.dataverse().isChoice()) {
            return scene.person().bcList(found.businessCentral().entitySet(), null).stream()
                    .map(row -> new Pair(row.get("systemId").asText(), ""))
                    .toList();
        }
        return scene.engine().couplings().list(scene.engine().scope(mapping), null, null, 10_000).stream()
                .map(coupling -> new Pair(
                        coupling.id(Side.BUSINESS_CENTRAL).toString(),
                        coupling.id(Side.DATAVERSE).toString()))
                .toList();
    }
}
