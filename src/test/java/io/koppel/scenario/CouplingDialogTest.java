package io.koppel.scenario;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.mapping.FieldMapping;
import io.koppel.testing.Rest;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a person is asked before two records are coupled, what they may pick, and what becomes of it (sync-semantics.md §10). */
class CouplingDialogTest {
    private static Scene scene;
    private static Goods goods;
    private static Pair company;
    private static int names;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        goods = new Goods(scene);
        goods.unitPair("PCS");
        company = scene.customerPair("Company");
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static JsonNode proposal(String mapping, String record, String said) {
        return scene.rest().get("/api/mappings/" + mapping + "/proposal?businessCentralId=" + record + said);
    }

    /** Couples over REST as the dialog would when it is confirmed. */
    private static Rest.Reply couple(String mapping, Object... body) {
        Map<String, Object> all = new HashMap<>(values(body));
        all.put("mapping", mapping);
        return scene.rest().send("POST", "/api/couplings", all);
    }

    private static JsonNode lastPass(String mapping) {
        return scene.rest()
                .get("/api/job-log?limit=1&mapping=" + mapping)
                .path("value")
                .get(0);
    }

    private static String dataverse(String set, String key, Map<String, Object> values) {
        return scene.rig()
                .integrationUser()
                .dataverseCreate(set, values)
                .get(key)
                .asText();
    }

    private static String product(String name, int type) {
        String group = scene.person()
                .dataverseList("uomschedules", "name eq 'NAV PCS'")
                .get(0)
                .get("uomscheduleid")
                .asText();
        String unit = goods.onlyUnit(group).get("uomid").asText();
        return dataverse(
                "products",
                "productid",
                values(
                        "name",
                        name,
                        "productnumber",
                        "P" + ++names,
                        "producttypecode",
                        type,
                        "quantitydecimal",
                        2,
                        "defaultuomscheduleid@odata.bind",
                        "/uomschedules(" + group + ")",
                        "defaultuomid@odata.bind",
                        "/uoms(" + unit + ")"));
    }

    private static Pair currency(String code) {
        String id = scene.person()
                .bcCreate("currencies", values("code", code, "displayName", "Currency " + code))
                .get("systemId")
                .asText();
        return scene.couple("CURRENCY", id, currencyRow(code));
    }

    private static String currencyRow(String code) {
        return dataverse(
                "transactioncurrencies",
                "transactioncurrencyid",
                values(
                        "isocurrencycode",
                        code,
                        "currencyname",
                        "Currency " + code,
                        "currencysymbol",
                        code,
                        "currencyprecision",
                        2,
                        "exchangerate",
                        2));
    }

    private static Pair priceGroup(String code) {
        String id = scene.person()
                .bcCreate("customerPriceGroups", values("code", code))
                .get("systemId")
                .asText();
        return scene.couple("CUSTPRCGRP-PRICE", id, priceList("List of " + code));
    }

    private static String priceList(String name) {
        String base = scene.person()
                .dataverseList("organizations", null)
                .get(0)
                .get("_basecurrencyid_value")
                .asText();
        return dataverse(
                "pricelevels",
                "pricelevelid",
                values("name", name, "transactioncurrencyid@odata.bind", "/transactioncurrencies(" + base + ")"));
    }

    // --- the dialog

    @Test
    @Scenario({"CC-07", "CC-08", "CC-09", "CC-10", "CC-11", "CC-12", "CC-14"})
    void thePickerStartsAtThePartnerAndThePickIsShownByName() {
        Pair salesperson = scene.salesperson();
        Pair otherPerson = scene.salesperson();
        scene.uncouple("SALESPEOPLE", otherPerson.businessCentral());
        Pair opportunity = scene.couple(
                "OPPORTUNITY",
                scene.person()
                        .bcCreate(
                                "opportunities",
                                values(
                                        "description",
                                        "Ours",
                                        "contactId",
                                        contact().businessCentral()))
                        .get("systemId")
                        .asText(),
                scene.person()
                        .dataverseCreate("opportunities", values("name", "Theirs"))
                        .get("opportunityid")
                        .asText());
        record Pick(String mapping, Pair pair, String other, String set, String name) {}
        List<Pick> picks = List.of(
                new Pick("CUSTOMER", company, scene.account("Other account"), "accounts", "name"),
                new Pick("SALESPEOPLE", salesperson, otherPerson.dataverse(), "systemusers", "fullname"),
                new Pick("CURRENCY", currency("BBB"), currencyRow("AAA"), "transactioncurrencies", "currencyname"),
                new Pick("CUSTPRCGRP-PRICE", priceGroup("RETAIL"), priceList("Other list"), "pricelevels", "name"),
                new Pick(
                        "ITEM-PRODUCT", goods.itemPair("Item", "PCS"), product("Other product", 1), "products", "name"),
                new Pick(
                        "RESOURCE-PRODUCT",
                        goods.resourcePair("Resource", "PCS"),
                        product("Other service", 3),
                        "products",
                        "name"),
                new Pick(
                        "OPPORTUNITY",
                        opportunity,
                        scene.person()
                                .dataverseCreate("opportunities", values("name", "Other opportunity"))
                                .get("opportunityid")
                                .asText(),
                        "opportunities",
                        "name"));
        for (Pick pick : picks) {
            String partner = scene.person()
                    .dataverse(pick.set() + "(" + pick.pair().dataverse() + ")")
                    .get(pick.name())
                    .asText();
            String other = scene.person()
                    .dataverse(pick.set() + "(" + pick.other() + ")")
                    .get(pick.name())
                    .asText();

            JsonNode opened = proposal(pick.mapping(), pick.pair().businessCentral(), "");
            JsonNode picked = proposal(pick.mapping(), pick.pair().businessCentral(), "&dataverse=" + pick.other());

            assertThat(opened.path("dataverseId").asText())
                    .as(pick.mapping())
                    .isEqualTo(pick.pair().dataverse());
            assertThat(opened.path("dataverseName").asText()).as(pick.mapping()).isEqualTo(partner);
            assertThat(picked.path("dataverseName").asText()).as(pick.mapping()).isEqualTo(other);
            assertThat(scene.pair(pick.mapping(), pick.pair().businessCentral()))
                    .as("asking couples nothing")
                    .isEqualTo(pick.pair());
        }
    }

    private static Pair contact() {
        return scene.contactPair(company, "Con", "Tact " + ++names);
    }

    @Test
    @Scenario({"CC-22", "CC-25"})
    void pickingAnotherRowDoesNotChangeWhatHappensThen() {
        Pair pair = scene.customerPair("Picked for");
        String other = scene.account("Picked row");
        for (String pick :
                List.of("Picked%20row", "Picked%20for", "Picked%20for", other, pair.dataverse(), pair.dataverse())) {
            JsonNode proposal = proposal("CUSTOMER", pair.businessCentral(), "&then=from-dataverse&dataverse=" + pick);

            assertThat(proposal.path("then").asText()).isEqualTo("from-dataverse");
            assertThat(proposal.path("dataverseId").asText())
                    .isEqualTo(pick.equals(other) || pick.equals("Picked%20row") ? other : pair.dataverse());
        }
    }

    @Test
    @Scenario({"CC-04", "CC-31"})
    void wantingANewRowBlanksThePickAndSendsTheRecordThere() {
        Pair pair = scene.customerPair("Coupled");
        String alone = scene.customer("Not coupled");

        JsonNode ticked = proposal("CUSTOMER", pair.businessCentral(), "&then=none&createNew=true");
        JsonNode fresh = proposal("CUSTOMER", alone, "&createNew=true");
        JsonNode unticked = proposal("CUSTOMER", alone, "&createNew=false");

        assertThat(ticked.path("then").asText()).isEqualTo("to-dataverse");
        assertThat(ticked.path("dataverseName").isNull()).isTrue();
        assertThat(fresh.path("createNewChosen").asBoolean()).isTrue();
        assertThat(fresh.path("dataverseId").isNull()).isTrue();
        assertThat(unticked.path("createNewChosen").asBoolean()).isFalse();
    }

    @Test
    @Scenario("CC-26")
    void thereIsNoDialogWithoutAMapping() {
        assertThat(scene.rest()
                        .send("GET", "/api/mappings/NONE/proposal?businessCentralId=10000", null)
                        .detail())
                .startsWith("there is no mapping 'NONE'");
    }

    @Test
    @Scenario("CC-28")
    void thePairIsShownFieldByField() {
        Pair pair = scene.customerPair("Shown", "city", "Hobro");

        JsonNode fields = scene.rest()
                .get("/api/couplings/CUSTOMER." + pair.businessCentral() + "/fields")
                .path("value");

        List<FieldMapping> enabled = scene.rig().koppel().mappings().get("CUSTOMER").fields().stream()
                .filter(FieldMapping::enabled)
                .toList();
        assertThat(fields).hasSize(enabled.size());
        JsonNode name = null;
        for (JsonNode field : fields) {
            name = field.path("businessCentral").asText().equals("displayName") ? field : name;
        }
        assertThat(name).isNotNull();
        assertThat(name.path("businessCentralValue").asText()).isEqualTo("Shown");
        assertThat(name.path("dataverse").asText()).isEqualTo("name");
        assertThat(name.path("dataverseValue").asText()).isEqualTo("Shown");
        scene.edit(
                "CUSTOMER",
                text -> text.replaceFirst(
                        "\\{businessCentral: displayName, +dataverse: name",
                        "{enabled: false, businessCentral: displayName, dataverse: name"));
        assertThat(scene.rest()
                        .get("/api/couplings/CUSTOMER." + pair.businessCentral() + "/fields")
                        .path("value"))
                .hasSize(enabled.size() - 1);
    }

    @Test
    @Scenario({"IM-52", "IM-54", "IM-56"})
    void theFiltersOfEachMappingHoldInItsPicker() {
        scene.person().dataverseCreate("opportunities", values("name", "Filter A"));
        scene.person().dataverseCreate("opportunities", values("name", "Filter B"));
        currencyRow("FLA");
        currencyRow("FLB");
        scene.edit(
                "OPPORTUNITY",
                text -> text.replace(
                        "dataverse: {entitySet: opportunities}",
                        "dataverse: {entitySet: opportunities, filter: \"name eq 'Filter A'\"}"));
        scene.edit(
                "CURRENCY",
                text -> text.replaceFirst(
                        "dataverse: \\{entitySet: transactioncurrencies,",
                        "dataverse: {entitySet: transactioncurrencies, filter: \"currencyname eq 'Currency FLA'\","));

        List<String> opportunities = names(scene.rest()
                .get("/api/mappings/OPPORTUNITY/candidates?side=dataverse")
                .path("value"));
        List<String> currencies = names(scene.rest()
                .get("/api/mappings/CURRENCY/candidates?side=dataverse")
                .path("value"));

        assertThat(opportunities).containsExactly("Filter A");
        assertThat(currencies).singleElement().asString().contains("FLA");
    }

    private static List<String> names(JsonNode rows) {
        List<String> names = new ArrayList<>();
        rows.forEach(row -> names.add(row.path("name").asText()));
        return names;
    }

    // --- what becomes of it

    @Test
    @Scenario("CP-11")
    void anItemWithoutPriceIsCreatedWithAPriceOfZero() {
        String item = goods.item("Assembled", "PCS", "unitPrice", 0);
        assertThat(scene.rest()
                        .send("GET", "/api/record/link?mapping=ITEM-PRODUCT&record=" + item, null)
                        .status())
                .isEqualTo(409);

        Rest.Reply coupled = couple("ITEM-PRODUCT", "businessCentralId", item, "createNew", true);

        assertThat(coupled.status()).isEqualTo(201);
        assertThat(lastPass("ITEM-PRODUCT").path("counters").path("inserted").asInt())
                .isEqualTo(1);
        assertThat(goods.prices(scene.pair("ITEM-PRODUCT", item).dataverse()))
                .singleElement()
                .satisfies(
                        price -> assertThat(price.get("amount").decimalValue()).isEqualByComparingTo("0"));
    }

    private static String unitGroup(String name) {
        return scene.person()
                .dataverseCreate("uomschedules", values("name", name + " group", "baseuomname", name + " unit"))
                .get("uomscheduleid")
                .asText();
    }

    @Test
    @Scenario("CP-12")
    void aUnitMovesToAnotherGroupWhichGetsItsName() {
        Pair first = scene.couple("UNIT-OF-MEASURE", goods.unit("CP12"), unitGroup("First"));
        String second = unitGroup("Second");

        Rest.Reply moved = couple(
                "UNIT-OF-MEASURE",
                "businessCentralId",
                first.businessCentral(),
                "dataverseId",
                second,
                "then",
                "to-dataverse");

        assertThat(moved.status()).as(moved.body().toString()).isEqualTo(201);
        assertThat(scene.pair("UNIT-OF-MEASURE", first.businessCentral()).dataverse())
                .isEqualTo(second);
        assertThat(scene.coupling("UNIT-OF-MEASURE", first.dataverse())).isNull();
        assertThat(goods.onlyUnit(second).get("name").asText())
                .as("the base unit; its name on the group is taken at creation only")
                .isEqualTo("CP12");
    }

    @Test
    @Scenario({"CP-13", "CP-14"})
    void priceGroupsAreCoupledWithAListOrANewOne() {
        String code = "WHOLE";
        String group = scene.person()
                .bcCreate("customerPriceGroups", values("code", code))
                .get("systemId")
                .asText();
        String list = priceList("Another name");

        assertThat(couple("CUSTPRCGRP-PRICE", "businessCentralId", group, "dataverseId", list, "then", "to-dataverse")
                        .status())
                .isEqualTo(201);

        assertThat(scene.person()
                        .dataverse("pricelevels(" + list + ")")
                        .get("name")
                        .asText())
                .isEqualTo(code);
        Pair item = goods.itemPair("Priced", "PCS");
        String other = scene.person()
                .bcCreate("customerPriceGroups", values("code", "FRESH"))
                .get("systemId")
                .asText();
        scene.person()
                .bcCreate(
                        "salesPrices",
                        values(
                                "salesType",
                                "Customer_x0020_Price_x0020_Group",
                                "salesCode",
                                "FRESH",
                                "itemNumber",
                                goods.itemNow(item.businessCentral())
                                        .get("number")
                                        .asText(),
                                "unitPrice",
                                12));

        assertThat(couple("CUSTPRCGRP-PRICE", "businessCentralId", other, "createNew", true)
                        .status())
                .isEqualTo(201);

        assertThat(lastPass("CUSTPRCGRP-PRICE")
                        .path("counters")
                        .path("inserted")
                        .asInt())
                .isEqualTo(1);
        assertThat(lastPass("CUSTPRCGRP-PRICE").path("status").asText()).isEqualTo("success");
    }

    @Test
    @Scenario("CP-22")
    void askingWithoutConfirmingLeavesBothRecordsAlone() {
        String resource = goods.resource("Ours", "PCS");
        String product = product("Theirs", 3);

        JsonNode picked = proposal("RESOURCE-PRODUCT", resource, "&dataverse=" + product);

        assertThat(picked.path("dataverseId").asText()).isEqualTo(product);
        assertThat(scene.coupling("RESOURCE-PRODUCT", resource)).isNull();
        assertThat(goods.productNow(product).get("name").asText()).isEqualTo("Theirs");
        assertThat(goods.resourceNow(resource).get("displayName").asText()).isEqualTo("Ours");
    }

    @Test
    @Scenario("CP-27")
    void anOpportunityIsCoupledAndSent() {
        Pair salesperson = scene.salesperson();
        String code = scene.person()
                .bc("salespeople(" + salesperson.businessCentral() + ")")
                .get("code")
                .asText();
        Pair contact = contact();
        String ours = scene.person()
                .bcCreate(
                        "opportunities",
                        values(
                                "description",
                                "Our words",
                                "contactId",
                                contact.businessCentral(),
                                "salespersonCode",
                                code))
                .get("systemId")
                .asText();
        String theirs = scene.person()
                .dataverseCreate("opportunities", values("name", "Their words"))
                .get("opportunityid")
                .asText();

        assertThat(couple("OPPORTUNITY", "businessCentralId", ours, "dataverseId", theirs, "then", "to-dataverse")
                        .status())
                .isEqualTo(201);

        JsonNode row = scene.person().dataverse("opportunities(" + theirs + ")");
        assertThat(row.get("name").asText()).isEqualTo("Our words");
        assertThat(row.get("_ownerid_value").asText()).isEqualTo(salesperson.dataverse());
        assertThat(row.get("_parentcontactid_value").asText()).isEqualTo(contact.dataverse());
    }

    @Test
    @Scenario("CP-38")
    void aSalespersonHasOneUserAtAnyTime() {
        Pair salesperson = scene.salesperson();
        Pair other = scene.salesperson();
        scene.uncouple("SALESPEOPLE", other.businessCentral());

        assertThat(couple(
                                "SALESPEOPLE",
                                "businessCentralId",
                                salesperson.businessCentral(),
                                "dataverseId",
                                other.dataverse())
                        .status())
                .isEqualTo(201);

        assertThat(scene.pair("SALESPEOPLE", other.dataverse()).businessCentral())
                .isEqualTo(salesperson.businessCentral());
        assertThat(scene.coupling("SALESPEOPLE", salesperson.dataverse())).isNull();
    }
}
