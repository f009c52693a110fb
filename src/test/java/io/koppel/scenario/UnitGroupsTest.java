package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.modified;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.mapping.Models;
import io.koppel.mapping.PriceModel;
import io.koppel.mapping.UnitModel;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Items and resources in unit groups of their own, with {@code koppel.units=groups} (table-mappings.md §6, §8.4). */
class UnitGroupsTest {
    private static Scene scene;
    private static Goods goods;

    @BeforeAll
    static void start() {
        scene = Scene.start(Models.DEFAULTS.with(UnitModel.GROUPS).with(PriceModel.EXTENDED));
        goods = new Goods(scene);
        goods.unit("PCS");
        goods.unit("BOX");
        goods.unit("HOUR");
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static String group(JsonNode record) {
        return record.get("unitGroupId").asText();
    }

    /** An item whose unit group and units are coupled; a box is twelve pieces. */
    private static String itemWithUnits(String name) {
        String item = goods.item(name, "PCS", "unitPrice", 2);
        scene.person()
                .bcCreate("itemUnitsOfMeasure", values("itemId", item, "code", "BOX", "quantityPerUnitOfMeasure", 12));
        scene.create("UNIT-GROUP", TO, group(goods.itemNow(item)));
        scene.create("ITEM-UOM", TO, unitsOf(item));
        return item;
    }

    private static String[] unitsOf(String item) {
        return scene
                .person()
                .bcList(
                        "itemUnitsOfMeasure",
                        "itemNumber eq '" + goods.itemNow(item).get("number").asText() + "'")
                .stream()
                .map(unit -> unit.get("systemId").asText())
                .toArray(String[]::new);
    }

    @Test
    void anItemsUnitsStandInAGroupOfItsOwn() {
        String item = goods.item("In groups", "PCS");
        String box = scene.person()
                .bcCreate("itemUnitsOfMeasure", values("itemId", item, "code", "BOX", "quantityPerUnitOfMeasure", 12))
                .get("systemId")
                .asText();
        String base = goods.itemNow(item).get("baseItemUnitOfMeasureId").asText();

        assertThat(counters(scene.create("UNIT-GROUP", TO, group(goods.itemNow(item))), TO))
                .isEqualTo(inserted(1));
        assertThat(counters(scene.create("ITEM-UOM", TO, base), TO)).isEqualTo(modified(1));
        assertThat(counters(scene.create("ITEM-UOM", TO, box), TO)).isEqualTo(inserted(1));

        String schedule = scene.pair("UNIT-GROUP", group(goods.itemNow(item))).dataverse();
        assertThat(scene.person()
                        .dataverse("uomschedules(" + schedule + ")")
                        .get("name")
                        .asText())
                .isEqualTo("ITEM " + goods.itemNow(item).get("number").asText());
        assertThat(scene.person().dataverseList("uoms", "_uomscheduleid_value eq " + schedule))
                .extracting(unit -> unit.get("name").asText() + " "
                        + unit.get("quantity")
                                .decimalValue()
                                .stripTrailingZeros()
                                .toPlainString() + " "
                        + unit.get("isschedulebaseuom").asBoolean())
                .containsExactlyInAnyOrder("PCS 1 true", "BOX 12 false");
    }

    @Test
    void aProductHasAPriceForEachUnitOfItsGroup() {
        String item = itemWithUnits("By the box");

        assertThat(counters(scene.create("ITEM-PRODUCT", TO, item), TO)).isEqualTo(inserted(1));

        JsonNode product = goods.productNow(scene.pair("ITEM-PRODUCT", item).dataverse());
        assertThat(product.get("statecode").asInt()).isZero();
        assertThat(product.get("_defaultuomid_value").asText())
                .isEqualTo(scene.pair(
                                "ITEM-UOM",
                                goods.itemNow(item)
                                        .get("baseItemUnitOfMeasureId")
                                        .asText())
                        .dataverse());
        assertThat(product.get("_defaultuomscheduleid_value").asText())
                .isEqualTo(scene.pair("UNIT-GROUP", group(goods.itemNow(item))).dataverse());
        assertThat(goods.prices(product.get("productid").asText()))
                .extracting(price ->
                        price.get("amount").decimalValue().stripTrailingZeros().toPlainString())
                .containsExactlyInAnyOrder("2", "24");
    }

    /** table-mappings.md §8.4: on the fly, but only where both mappings may create records. */
    @Test
    void theUnitOfANewProductComesAlongWhereItMayBeCreated() {
        String item = goods.item("Brings its unit", "PCS", "unitPrice", 2);
        RunStatus refused = scene.create("ITEM-PRODUCT", TO, item);
        assertThat(counters(refused, TO)).isEqualTo(Scene.failed(1));
        assertThat(scene.errors(refused).get(0).message()).contains("'PCS' is not coupled", "ITEM-UOM");
        scene.edit("UNIT-GROUP", text -> text.replace("onlyCoupled: true", "onlyCoupled: false"));
        scene.edit("ITEM-UOM", text -> text.replace("onlyCoupled: true", "onlyCoupled: false"));

        RunStatus sent = scene.create("ITEM-PRODUCT", TO, item);

        scene.shippedAgain();
        assertThat(counters(sent, TO)).isEqualTo(inserted(1));
        JsonNode now = goods.itemNow(item);
        assertThat(goods.productNow(scene.pair("ITEM-PRODUCT", item).dataverse())
                        .get("_defaultuomid_value")
                        .asText())
                .isEqualTo(scene.pair(
                                "ITEM-UOM", now.get("baseItemUnitOfMeasureId").asText())
                        .dataverse());
        assertThat(scene.coupling("UNIT-GROUP", group(now))).isNotNull();
    }

    @Test
    void aResourceIsSoldInItsOwnUnits() {
        String resource = goods.resource("By the hour", "HOUR", "unitPrice", 80);
        JsonNode now = goods.resourceNow(resource);
        scene.create("UNIT-GROUP", TO, group(now));
        scene.create("RESOURCE-UOM", TO, now.get("baseResourceUnitOfMeasureId").asText());

        assertThat(counters(scene.create("RESOURCE-PRODUCT", TO, resource), TO)).isEqualTo(inserted(1));

        JsonNode product =
                goods.productNow(scene.pair("RESOURCE-PRODUCT", resource).dataverse());
        assertThat(product.get("_defaultuomid_value").asText())
                .isEqualTo(scene.pair(
                                "RESOURCE-UOM",
                                now.get("baseResourceUnitOfMeasureId").asText())
                        .dataverse());
    }

    @Test
    @Scenario("ES-42")
    void aNewPriceListFindsTheUnitsInTheItemsGroups() {
        String one = itemWithUnits("First");
        String two = itemWithUnits("Second");
        scene.create("ITEM-PRODUCT", TO, one, two);
        Pair first = scene.pair("ITEM-PRODUCT", one);
        Pair second = scene.pair("ITEM-PRODUCT", two);
        String list = goods.extendedList("GROUPED");
        goods.extendedLine("GROUPED", "Item", goods.itemNow(one).get("number").asText(), 3);
        goods.extendedLine(
                "GROUPED", "Item", goods.itemNow(two).get("number").asText(), 30, "unitOfMeasureCode", "BOX");

        assertThat(counters(scene.create("PLHEADER-PRICE", TO, list), TO)).isEqualTo(inserted(1));

        assertThat(scene.engine()
                        .jobLog()
                        .list("CRONUS", "PLLINE-PRODPRICE", null, 1)
                        .get(0)
                        .counters())
                .isEqualTo(inserted(2));
        List<JsonNode> prices =
                goods.pricesOf(scene.pair("PLHEADER-PRICE", list).dataverse());
        assertThat(prices)
                .extracting(price -> price.get("_productid_value").asText() + " "
                        + scene.person()
                                .dataverse("uoms(" + price.get("_uomid_value").asText() + ")")
                                .get("name")
                                .asText()
                        + " "
                        + price.get("amount")
                                .decimalValue()
                                .stripTrailingZeros()
                                .toPlainString())
                .containsExactlyInAnyOrder(first.dataverse() + " PCS 3", second.dataverse() + " BOX 30");
    }

    @Test
    void anEditOfAProductArrivesOnTheItem() {
        String item = itemWithUnits("Named there");
        scene.create("ITEM-PRODUCT", TO, item);
        scene.job("ITEM-PRODUCT");
        goods.changeProduct(scene.pair("ITEM-PRODUCT", item).dataverse(), "name", "Renamed there");

        assertThat(counters(scene.job("ITEM-PRODUCT"), FROM).modified()).isEqualTo(1);
        assertThat(goods.itemNow(item).get("displayName").asText()).isEqualTo("Renamed there");
    }

    /** table-mappings.md §6: the base unit goes both ways. */
    @Test
    void anotherDefaultUnitOfAProductBecomesTheBaseUnitOfTheItem() {
        String item = goods.item("Sold differently", "PCS", "unitPrice", 2);
        scene.person().bcCreate("itemUnitsOfMeasure", values("itemId", item, "code", "BOX"));
        scene.create("UNIT-GROUP", TO, group(goods.itemNow(item)));
        scene.create("ITEM-UOM", TO, unitsOf(item));
        scene.create("ITEM-PRODUCT", TO, item);
        scene.job("ITEM-PRODUCT");
        Pair pair = scene.pair("ITEM-PRODUCT", item);
        String box = scene.person()
                .dataverseList(
                        "uoms",
                        "_uomscheduleid_value eq "
                                + scene.pair("UNIT-GROUP", group(goods.itemNow(item)))
                                        .dataverse()
                                + " and name eq 'BOX'")
                .get(0)
                .get("uomid")
                .asText();
        goods.changeProduct(pair.dataverse(), "defaultuomid@odata.bind", "/uoms(" + box + ")");

        assertThat(counters(scene.job("ITEM-PRODUCT"), FROM).modified()).isEqualTo(1);

        assertThat(goods.itemNow(item).get("baseUnitOfMeasureCode").asText()).isEqualTo("BOX");
    }

    @Test
    @Scenario({"IM-25", "MG-26"})
    void unitGroupsAreMappedAsTheSheetSays() {
        DefaultMapping groups = DefaultMapping.afterJunkRow(scene, "UNIT-GROUP");

        assertThat(groups.tables()).isEqualTo("unitGroups to-dataverse uomschedule.uomscheduleid");
        assertThat(groups.scope()).isEqualTo("null | null | true");
        assertThat(groups.rows()).containsExactly("code > name", "baseUnitOfMeasureCode > baseuomname");
        assertThat(groups.isScheduled()).isTrue();
        assertThat(scene.rig().koppel().mappings().find("UNIT-OF-MEASURE")).isEmpty();
    }

    private static JsonNode lastPass(String mapping) {
        return scene.rest()
                .get("/api/job-log?limit=1&mapping=" + mapping)
                .path("value")
                .get(0);
    }

    private static void coupleWithNew(String mapping, String record) {
        JsonNode coupling = scene.rest()
                .post("/api/couplings", values("mapping", mapping, "businessCentralId", record, "createNew", true));
        assertThat(coupling.path("businessCentralId").asText()).isEqualTo(record);
    }

    @Test
    @Scenario("CP-18")
    void aUnitGroupIsCoupledWithANewOneThatIsActive() {
        String group = group(goods.itemNow(goods.item("Groups by hand", "PCS")));

        coupleWithNew("UNIT-GROUP", group);

        JsonNode schedule = scene.person()
                .dataverse("uomschedules(" + scene.pair("UNIT-GROUP", group).dataverse() + ")");
        assertThat(schedule.get("statecode").asInt()).isZero();
        assertThat(schedule.get("baseuomname").asText()).isEqualTo("PCS");
        assertThat(lastPass("UNIT-GROUP").path("counters").path("inserted").asInt())
                .isEqualTo(1);
    }

    /** Dataverse makes the base unit along with a group; the unit is new where the group was there under another base unit. */
    @Test
    @Scenario("CP-21")
    void aUnitOfAResourceIsCoupledWithANewOne() {
        JsonNode resource = goods.resourceNow(goods.resource("Units by hand", "HOUR"));
        String schedule = scene.person()
                .dataverseCreate("uomschedules", values("name", "Time sold", "baseuomname", "Minute"))
                .get("uomscheduleid")
                .asText();
        scene.couple("UNIT-GROUP", group(resource), schedule);
        String unit = resource.get("baseResourceUnitOfMeasureId").asText();

        coupleWithNew("RESOURCE-UOM", unit);

        JsonNode made = scene.person()
                .dataverse("uoms(" + scene.pair("RESOURCE-UOM", unit).dataverse() + ")");
        assertThat(made.get("name").asText()).isEqualTo("HOUR");
        assertThat(made.get("_uomscheduleid_value").asText()).isEqualTo(schedule);
        assertThat(lastPass("RESOURCE-UOM").path("counters").path("inserted").asInt())
                .isEqualTo(1);
    }

    /** The same for a unit of an item, whose base unit is found and taken over instead. */
    @Test
    void aUnitOfAnItemIsCoupledWithTheBaseUnitThatTheGroupBrought() {
        JsonNode item = goods.itemNow(goods.item("Base by hand", "PCS"));
        coupleWithNew("UNIT-GROUP", group(item));

        coupleWithNew("ITEM-UOM", item.get("baseItemUnitOfMeasureId").asText());

        Pair unit = scene.pair("ITEM-UOM", item.get("baseItemUnitOfMeasureId").asText());
        assertThat(scene.person()
                        .dataverse("uoms(" + unit.dataverse() + ")")
                        .get("isschedulebaseuom")
                        .asBoolean())
                .isTrue();
        assertThat(lastPass("ITEM-UOM").path("counters").path("modified").asInt())
                .isEqualTo(1);
    }

    @Test
    @Scenario("IM-27")
    void unitsOfResourcesAreMappedAsTheSheetSays() {
        DefaultMapping units = DefaultMapping.afterJunkRow(scene, "RESOURCE-UOM");

        assertThat(units.tables()).isEqualTo("resourceUnitsOfMeasure to-dataverse uom.uomid");
        assertThat(units.rows()).containsExactly("code > name", "quantityPerUnitOfMeasure > quantity");
        assertThat(units.isScheduled()).isTrue();
    }

    @Test
    void aProductBecomesAnItemWhoseUnitAndGroupAreMadeAndCoupled() {
        String schedule = scene.person()
                .dataverseCreate("uomschedules", values("name", "By the barrel", "baseuomname", "BARREL"))
                .get("uomscheduleid")
                .asText();
        String unit = goods.onlyUnit(schedule).get("uomid").asText();
        String product = scene.person()
                .dataverseCreate(
                        "products",
                        values(
                                "name",
                                "Oil",
                                "productnumber",
                                "OIL",
                                "quantitydecimal",
                                2,
                                "defaultuomscheduleid@odata.bind",
                                "/uomschedules(" + schedule + ")",
                                "defaultuomid@odata.bind",
                                "/uoms(" + unit + ")"))
                .get("productid")
                .asText();
        goods.changeProduct(product, "statecode", 0, "statuscode", 1);

        assertThat(counters(scene.create("ITEM-PRODUCT", FROM, product), FROM)).isEqualTo(inserted(1));

        JsonNode item = goods.itemNow(scene.pair("ITEM-PRODUCT", product).businessCentral());
        assertThat(item.get("baseUnitOfMeasureCode").asText()).isEqualTo("BARREL");
        assertThat(scene.pair("UNIT-GROUP", group(item)).dataverse()).isEqualTo(schedule);
        assertThat(scene.pair("ITEM-UOM", item.get("baseItemUnitOfMeasureId").asText())
                        .dataverse())
                .isEqualTo(unit);
    }
}
