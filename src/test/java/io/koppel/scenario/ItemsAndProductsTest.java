package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.modified;
import static io.koppel.testing.Scene.unchanged;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.coupling.Coupling;
import io.koppel.coupling.LastResult;
import io.koppel.job.RunStatus;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Units of measure, items, resources and their products, with unit codes as unit groups (table-mappings.md §6, §8.4). */
class ItemsAndProductsTest {
    private static final int ACTIVE = 0;
    private static final int RETIRED = 1;
    private static Scene scene;
    private static Goods goods;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        goods = new Goods(scene);
        goods.unitPair("PCS");
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @AfterEach
    void shippedAgain() {
        scene.shippedAgain();
    }

    private static void retire(String product) {
        goods.changeProduct(product, "statecode", RETIRED, "statuscode", 2);
    }

    private static String error(RunStatus run) {
        assertThat(scene.errors(run)).hasSize(1);
        return scene.errors(run).get(0).message();
    }

    // --- units of measure

    @Test
    @Scenario({"SH-21", "CP-24"})
    void aUnitBecomesAGroupWithOneUnitCalledByItsCodeWhateverTheWatermark() {
        scene.job("UNIT-OF-MEASURE");
        String unit = goods.unit("STONE");
        scene.later(java.time.Duration.ofMinutes(10));
        scene.job("UNIT-OF-MEASURE");
        assertThat(scene.coupling("UNIT-OF-MEASURE", unit)).isNull();

        assertThat(counters(scene.create("UNIT-OF-MEASURE", TO, unit), TO)).isEqualTo(inserted(1));

        Pair pair = scene.pair("UNIT-OF-MEASURE", unit);
        assertThat(scene.person()
                        .dataverse("uomschedules(" + pair.dataverse() + ")")
                        .get("name")
                        .asText())
                .isEqualTo("NAV STONE");
        JsonNode base = goods.onlyUnit(pair.dataverse());
        assertThat(base.get("name").asText()).isEqualTo("STONE");
        assertThat(base.get("quantity").decimalValue()).isEqualByComparingTo("1");
    }

    @Test
    void aUnitGroupThatIsThereAlreadyIsCoupledAndKept() {
        String there = scene.person()
                .dataverseCreate("uomschedules", values("name", "NAV BARREL", "baseuomname", "BARREL"))
                .get("uomscheduleid")
                .asText();
        String unit = goods.unit("BARREL");

        assertThat(counters(scene.create("UNIT-OF-MEASURE", TO, unit), TO)).isEqualTo(modified(1));
        assertThat(scene.pair("UNIT-OF-MEASURE", unit).dataverse()).isEqualTo(there);
    }

    // --- new products

    @Test
    @Scenario({"CP-09", "SH-11", "SH-16", "SH-23"})
    void aNewProductIsActiveAndHasItsPriceInTheDefaultPriceList() {
        String item = goods.item("Athens desk", "PCS", "unitPrice", 649.4);

        RunStatus run = scene.create("ITEM-PRODUCT", TO, item);

        assertThat(counters(run, TO)).isEqualTo(inserted(1));
        assertThat(scene.errors(run)).isEmpty();
        JsonNode product = goods.productNow(scene.pair("ITEM-PRODUCT", item).dataverse());
        assertThat(product.get("statecode").asInt()).isEqualTo(ACTIVE);
        assertThat(product.get("statuscode").asInt()).isEqualTo(1);
        assertThat(product.get("producttypecode").asInt()).isEqualTo(1);
        assertThat(product.get("quantitydecimal").asInt()).isEqualTo(2);
        JsonNode list = goods.priceList("Business Central Default Price List");
        assertThat(product.get("_pricelevelid_value").asText())
                .isEqualTo(list.get("pricelevelid").asText());
        assertThat(goods.prices(product.get("productid").asText()))
                .singleElement()
                .satisfies(price -> {
                    assertThat(price.get("amount").decimalValue())
                            .isEqualByComparingTo(product.get("price").decimalValue());
                    for (String column : List.of("pricelevelid", "transactioncurrencyid")) {
                        assertThat(price.get("_" + column + "_value")).isEqualTo(product.get("_" + column + "_value"));
                    }
                    assertThat(price.get("_uomid_value")).isEqualTo(product.get("_defaultuomid_value"));
                    assertThat(price.get("_uomscheduleid_value")).isEqualTo(product.get("_defaultuomscheduleid_value"));
                    assertThat(price.get("productnumber")).isEqualTo(product.get("productnumber"));
                });
    }

    @Test
    void everyValueOfAnItemArrives() {
        String vendor = scene.person()
                .bcCreate("vendors", values("number", "V-1", "displayName", "London Postmaster"))
                .get("number")
                .asText();
        Pair pair = goods.itemPair(
                "Paris chair",
                "PCS",
                "unitPrice",
                193.2,
                "unitCost",
                150.6,
                "unitVolume",
                0.125,
                "grossWeight",
                10.98,
                "vendorNumber",
                vendor,
                "vendorItemNumber",
                "PC-7");

        JsonNode product = goods.productNow(pair.dataverse());

        assertThat(product.get("name").asText()).isEqualTo("Paris chair");
        assertThat(product.get("productnumber"))
                .isEqualTo(goods.itemNow(pair.businessCentral()).get("number"));
        assertThat(product.get("price").decimalValue()).isEqualByComparingTo("193.2");
        assertThat(product.get("standardcost").decimalValue()).isEqualByComparingTo("150.6");
        assertThat(product.get("currentcost").decimalValue()).isEqualByComparingTo("150.6");
        assertThat(product.get("stockvolume").decimalValue()).isEqualByComparingTo("0.125");
        assertThat(product.get("stockweight").decimalValue()).isEqualByComparingTo("10.98");
        assertThat(product.get("vendorid").asText()).isEqualTo("V-1");
        assertThat(product.get("vendorname").asText()).isEqualTo("London Postmaster");
        assertThat(product.get("vendorpartnumber").asText()).isEqualTo("PC-7");
        assertThat(product.get("_bcbi_companyid_value").asText())
                .isEqualTo(scene.rig().company().dataverseId());
    }

    @Test
    @Scenario("CP-10")
    void anItemWithoutBaseUnitIsNotCreated() {
        String item = goods.item("Without unit", null);

        RunStatus run = scene.create("ITEM-PRODUCT", TO, item);

        assertThat(counters(run, TO)).isEqualTo(failed(1));
        assertThat(error(run)).contains("the base unit of measure is empty");
        assertThat(scene.coupling("ITEM-PRODUCT", item)).isNull();
    }

    @Test
    @Scenario("CP-23")
    void aResourceWithoutBaseUnitIsNotCreated() {
        String resource = goods.resource("Without unit", null);

        RunStatus run = scene.create("RESOURCE-PRODUCT", TO, resource);

        assertThat(counters(run, TO)).isEqualTo(failed(1));
        assertThat(error(run)).contains("the base unit of measure is empty");
        assertThat(scene.coupling("RESOURCE-PRODUCT", resource)).isNull();
    }

    @Test
    void aResourceBecomesAnActiveServiceWithItsCapacity() {
        String resource = goods.resource("Lina", "PCS", "unitPrice", 80, "unitCost", 60);
        scene.person()
                .bcCreate(
                        "resourceCapacityEntries", values("resourceId", resource, "date", "2026-03-02", "capacity", 8));

        scene.create("RESOURCE-PRODUCT", TO, resource);

        JsonNode product =
                goods.productNow(scene.pair("RESOURCE-PRODUCT", resource).dataverse());
        assertThat(product.get("producttypecode").asInt()).isEqualTo(3);
        assertThat(product.get("statecode").asInt()).isEqualTo(ACTIVE);
        assertThat(product.get("price").decimalValue()).isEqualByComparingTo("80");
        assertThat(product.get("quantityonhand").decimalValue()).isEqualByComparingTo("8");
        assertThat(goods.prices(product.get("productid").asText())).hasSize(1);
    }

    @Test
    void anItemWhoseUnitIsNotCoupledNamesTheUnit() {
        goods.unit("PALLET");
        String item = goods.item("On pallets", "PALLET");

        assertThat(error(scene.create("ITEM-PRODUCT", TO, item)))
                .contains("'PALLET' is not coupled; couple it or run UNIT-OF-MEASURE first");
    }

    @Test
    void aUnitGroupWithASecondUnitFitsNoProduct() {
        Pair unit = goods.unitPair("CRATE");
        scene.person()
                .dataverseCreate(
                        "uoms",
                        values(
                                "name",
                                "HALF",
                                "quantity",
                                0.5,
                                "uomscheduleid@odata.bind",
                                "/uomschedules(" + unit.dataverse() + ")",
                                "baseuom@odata.bind",
                                "/uoms("
                                        + goods.onlyUnit(unit.dataverse())
                                                .get("uomid")
                                                .asText() + ")"));
        String item = goods.item("In crates", "CRATE");

        assertThat(error(scene.create("ITEM-PRODUCT", TO, item)))
                .contains("the unit group 'NAV CRATE' must have exactly one unit, 'CRATE' with the quantity 1");
    }

    @Test
    @Scenario("CP-32")
    void aProductBecomesAnItemInTheCoupledUnit() {
        Pair unit = goods.unitPair("DRUM");
        String product = product(unit, "From Sales");

        assertThat(counters(scene.create("ITEM-PRODUCT", FROM, product), FROM)).isEqualTo(inserted(1));

        JsonNode item = goods.itemNow(scene.pair("ITEM-PRODUCT", product).businessCentral());
        assertThat(item.get("displayName").asText()).isEqualTo("From Sales");
        assertThat(item.get("baseUnitOfMeasureCode").asText()).isEqualTo("DRUM");
        assertThat(item.get("blocked").asBoolean()).isFalse();
    }

    @Test
    void aServiceBecomesAResourceInTheCoupledUnit() {
        Pair unit = goods.unitPair("VISIT");
        String product = product(unit, "Visit", 3);

        assertThat(counters(scene.create("RESOURCE-PRODUCT", FROM, product), FROM))
                .isEqualTo(inserted(1));

        JsonNode resource =
                goods.resourceNow(scene.pair("RESOURCE-PRODUCT", product).businessCentral());
        assertThat(resource.get("displayName").asText()).isEqualTo("Visit");
        assertThat(resource.get("baseUnitOfMeasureCode").asText()).isEqualTo("VISIT");
    }

    /** An active product of the type sales inventory, made in Sales. */
    private static String product(Pair unit, String name) {
        return product(unit, name, 1);
    }

    private static String product(Pair unit, String name, int type) {
        String product = scene.person()
                .dataverseCreate(
                        "products",
                        values(
                                "name",
                                name,
                                "productnumber",
                                name + "-1",
                                "producttypecode",
                                type,
                                "quantitydecimal",
                                2,
                                "defaultuomscheduleid@odata.bind",
                                "/uomschedules(" + unit.dataverse() + ")",
                                "defaultuomid@odata.bind",
                                "/uoms("
                                        + goods.onlyUnit(unit.dataverse())
                                                .get("uomid")
                                                .asText() + ")"))
                .get("productid")
                .asText();
        if (goods.productNow(product).get("statecode").asInt() != ACTIVE) {
            goods.changeProduct(product, "statecode", ACTIVE, "statuscode", 1);
        }
        return product;
    }

    // --- default price list

    @Test
    @Scenario("SH-12")
    void theDefaultPriceListIsMadeOnceAndFollowsThePrice() {
        Pair pair = goods.itemPair("Berlin chair", "PCS", "unitPrice", 100);
        int lists = scene.person().dataverseList("pricelevels", null).size();

        goods.changeItem(pair.businessCentral(), "unitPrice", 120);
        assertThat(counters(scene.job("ITEM-PRODUCT"), TO).modified()).isEqualTo(1);
        goods.itemPair("Berlin table", "PCS", "unitPrice", 1);

        assertThat(scene.person().dataverseList("pricelevels", null)).hasSize(lists);
        assertThat(goods.prices(pair.dataverse())).singleElement().satisfies(price -> assertThat(
                        price.get("amount").decimalValue())
                .isEqualByComparingTo("120"));
    }

    @Test
    void whatKoppelWroteAfterwardsIsNoChangeToItself() {
        goods.itemPair("Echo chair", "PCS", "unitPrice", 10);
        scene.job("ITEM-PRODUCT");
        long mark = scene.mark();

        RunStatus again = scene.job("ITEM-PRODUCT");

        assertThat(counters(again, TO)).isEqualTo(unchanged(counters(again, TO).unchanged()));
        assertThat(counters(again, FROM))
                .isEqualTo(unchanged(counters(again, FROM).unchanged()));
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    void pricesAndStockBelowZeroBecomeZero() {
        Pair pair = goods.itemPair("Negative", "PCS", "unitPrice", 5);
        goods.changeItem(pair.businessCentral(), "unitPrice", -3);

        scene.run("ITEM-PRODUCT", TO, pair.businessCentral(), true);

        assertThat(goods.productNow(pair.dataverse()).get("price").decimalValue())
                .isEqualByComparingTo("0");
    }

    @Test
    void aPostedStockArrivesAlthoughTheItemItselfDidNotChange() {
        Pair pair = goods.itemPair("Stock", "PCS");
        scene.job("ITEM-PRODUCT");
        scene.later(java.time.Duration.ofMinutes(10));
        scene.job("ITEM-PRODUCT");
        scene.later(java.time.Duration.ofMinutes(10));
        scene.person()
                .send(
                        "PATCH",
                        "/v2.0/sandbox/api/v2.0/companies(" + scene.person().companyId() + ")/items("
                                + pair.businessCentral() + ")",
                        com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                                .objectNode()
                                .put("inventory", 7),
                        "*");

        assertThat(counters(scene.job("ITEM-PRODUCT"), TO).modified()).isEqualTo(1);
        assertThat(goods.productNow(pair.dataverse()).get("quantityonhand").decimalValue())
                .isEqualByComparingTo("7");
    }

    // --- blocked and retired

    @Test
    @Scenario("MG-49")
    void aBlockedItemRetiresItsProductOnceTheFilterLetsItThrough() {
        Pair pair = goods.itemPair("To be blocked", "PCS");
        goods.changeItem(pair.businessCentral(), "blocked", true);
        scene.edit("ITEM-PRODUCT", text -> text.replace(", filter: \"blocked eq false\"", ""));

        scene.run("ITEM-PRODUCT", TO, pair.businessCentral(), true);

        assertThat(goods.productNow(pair.dataverse()).get("statecode").asInt()).isEqualTo(RETIRED);
    }

    @Test
    @Scenario("MG-52")
    void anUnblockedResourceActivatesItsProductAndBringsTheRestAlong() {
        Pair pair = goods.resourcePair("To be unblocked", "PCS", "unitPrice", 1);
        goods.changeResource(pair.businessCentral(), "blocked", true);
        retire(pair.dataverse());
        goods.changeResource(pair.businessCentral(), "blocked", false, "unitPrice", 2);

        assertThat(counters(scene.run("RESOURCE-PRODUCT", TO, pair.businessCentral(), true), TO))
                .isEqualTo(modified(1));

        assertThat(goods.productNow(pair.dataverse()).get("statecode").asInt()).isEqualTo(ACTIVE);
        assertThat(goods.productNow(pair.dataverse()).get("price").decimalValue())
                .isEqualByComparingTo("2");
    }

    @Test
    void anUnblockedItemActivatesItsProductInTheScheduledRunToo() {
        Pair pair = goods.itemPair("Back on sale", "PCS");
        scene.job("ITEM-PRODUCT");
        goods.changeItem(pair.businessCentral(), "blocked", true);
        retire(pair.dataverse());
        scene.job("ITEM-PRODUCT");
        goods.changeItem(pair.businessCentral(), "blocked", false);

        scene.job("ITEM-PRODUCT");

        assertThat(goods.productNow(pair.dataverse()).get("statecode").asInt()).isEqualTo(ACTIVE);
    }

    @Test
    @Scenario("MG-53")
    void aRetiredProductBlocksItsItemOnceTheFilterLetsItThrough() {
        Pair pair = goods.itemPair("Retired item", "PCS");
        retire(pair.dataverse());
        scene.edit("ITEM-PRODUCT", text -> text.replace(" and statecode eq 0", ""));

        scene.run("ITEM-PRODUCT", FROM, pair.dataverse(), true);

        assertThat(goods.itemNow(pair.businessCentral()).get("blocked").asBoolean())
                .isTrue();
    }

    @Test
    @Scenario("MG-54")
    void aRetiredProductBlocksItsResourceOnceTheFilterLetsItThrough() {
        Pair pair = goods.resourcePair("Retired resource", "PCS");
        retire(pair.dataverse());
        scene.edit("RESOURCE-PRODUCT", text -> text.replace(" and statecode eq 0", ""));

        scene.run("RESOURCE-PRODUCT", FROM, pair.dataverse(), true);

        assertThat(goods.resourceNow(pair.businessCentral()).get("blocked").asBoolean())
                .isTrue();
    }

    @Test
    @Scenario("MG-55")
    void anActivatedProductUnblocksItsItem() {
        Pair pair = goods.itemPair("Activated item", "PCS");
        goods.changeItem(pair.businessCentral(), "blocked", true);
        retire(pair.dataverse());
        goods.changeProduct(pair.dataverse(), "statecode", ACTIVE, "statuscode", 1);

        scene.run("ITEM-PRODUCT", FROM, pair.dataverse(), true);

        assertThat(goods.itemNow(pair.businessCentral()).get("blocked").asBoolean())
                .isFalse();
    }

    @Test
    @Scenario("MG-56")
    void anActivatedProductUnblocksItsResource() {
        Pair pair = goods.resourcePair("Activated resource", "PCS");
        goods.changeResource(pair.businessCentral(), "blocked", true);
        retire(pair.dataverse());
        goods.changeProduct(pair.dataverse(), "statecode", ACTIVE, "statuscode", 1);

        scene.run("RESOURCE-PRODUCT", FROM, pair.dataverse(), true);

        assertThat(goods.resourceNow(pair.businessCentral()).get("blocked").asBoolean())
                .isFalse();
    }

    // --- results on the coupling

    /** An item and an active product coupled by hand: neither direction has a result yet. */
    private static Pair neverSynchronized(String name) {
        Pair unit = goods.unitPair("U" + Integer.toHexString(name.hashCode()).toUpperCase(java.util.Locale.ROOT));
        String code = goods.onlyUnit(unit.dataverse()).get("name").asText();
        String product = product(unit, name);
        String item = goods.item(name, code);
        return scene.couple("ITEM-PRODUCT", item, product);
    }

    @Test
    @Scenario("NT-35")
    void aSuccessToDataverseStandsInThatDirectionOnly() {
        Pair pair = neverSynchronized("Success there");
        goods.changeItem(pair.businessCentral(), "displayName", "Renamed here");

        RunStatus run = scene.run("ITEM-PRODUCT", TO, pair.businessCentral(), true);

        assertThat(counters(run, TO)).isEqualTo(modified(1));
        assertThat(goods.productNow(pair.dataverse()).get("name").asText()).isEqualTo("Renamed here");
        Coupling coupling = scene.coupling("ITEM-PRODUCT", pair.dataverse());
        assertThat(coupling.result(TO)).isEqualTo(LastResult.SUCCESS);
        assertThat(coupling.result(FROM)).isEqualTo(LastResult.NONE);
    }

    @Test
    @Scenario("NT-36")
    void aSuccessFromDataverseStandsInThatDirectionOnly() {
        Pair pair = neverSynchronized("Success here");
        goods.changeProduct(pair.dataverse(), "name", "Renamed there");

        RunStatus run = scene.run("ITEM-PRODUCT", FROM, pair.dataverse(), true);

        assertThat(counters(run, FROM)).isEqualTo(modified(1));
        assertThat(goods.itemNow(pair.businessCentral()).get("displayName").asText())
                .isEqualTo("Renamed there");
        Coupling coupling = scene.coupling("ITEM-PRODUCT", pair.dataverse());
        assertThat(coupling.result(FROM)).isEqualTo(LastResult.SUCCESS);
        assertThat(coupling.result(TO)).isEqualTo(LastResult.NONE);
    }

    @Test
    @Scenario("NT-34")
    void aRefusedUpdateOfTheItemStandsOnTheCouplingAndInTheErrors() {
        Pair pair = goods.itemPair("Refused here", "PCS");
        goods.changeProduct(pair.dataverse(), "name", "Refused there");
        scene.person()
                .admin(
                        "POST",
                        "faults",
                        List.of(values(
                                "service",
                                "businessCentral",
                                "match",
                                "PATCH .*items.*",
                                "fault",
                                "status-412",
                                "probability",
                                1)));
        RunStatus run;
        try {
            run = scene.run("ITEM-PRODUCT", FROM, pair.dataverse(), true);
        } finally {
            scene.person().admin("DELETE", "faults", null);
        }

        assertThat(counters(run, FROM)).isEqualTo(failed(1));
        assertThat(goods.itemNow(pair.businessCentral()).get("displayName").asText())
                .isEqualTo("Refused here");
        Coupling coupling = scene.coupling("ITEM-PRODUCT", pair.dataverse());
        assertThat(coupling.result(FROM)).isEqualTo(LastResult.FAILURE);
        assertThat(error(run)).contains("ITEM-PRODUCT Refused there from Dataverse");
    }

    @Test
    @Scenario("NT-37")
    void twoDifferentNewNamesAreAConflict() {
        Pair pair = goods.itemPair("Both change", "PCS");
        goods.changeItem(pair.businessCentral(), "displayName", "Changed here");
        goods.changeProduct(pair.dataverse(), "name", "Changed there");

        RunStatus run = scene.run("ITEM-PRODUCT", TO, pair.businessCentral(), false);

        assertThat(counters(run, TO)).isEqualTo(failed(1));
        assertThat(error(run)).contains("both sides changed displayName / name");
        assertThat(scene.coupling("ITEM-PRODUCT", pair.dataverse()).result(TO)).isEqualTo(LastResult.FAILURE);
        assertThat(goods.productNow(pair.dataverse()).get("name").asText()).isEqualTo("Changed there");
    }

    @Test
    @Scenario("NT-38")
    void aChangeOfTheProductAloneIsNoReasonToWriteToIt() {
        Pair pair = goods.itemPair("Changed there alone", "PCS");
        goods.changeProduct(pair.dataverse(), "name", "Only there");
        long mark = scene.mark();

        RunStatus run = scene.run("ITEM-PRODUCT", TO, pair.businessCentral(), false);

        assertThat(counters(run, TO)).isEqualTo(unchanged(1));
        assertThat(scene.writes(mark)).isEmpty();
        assertThat(scene.coupling("ITEM-PRODUCT", pair.dataverse()).result(FROM))
                .isEqualTo(LastResult.NONE);
    }

    @Test
    @Scenario("NT-39")
    void aChangeOfTheItemAloneIsNoReasonToWriteToIt() {
        Pair pair = goods.itemPair("Changed here alone", "PCS");
        goods.changeItem(pair.businessCentral(), "displayName", "Only here");
        long mark = scene.mark();

        RunStatus run = scene.run("ITEM-PRODUCT", FROM, pair.dataverse(), false);

        assertThat(counters(run, FROM)).isEqualTo(unchanged(1));
        assertThat(scene.writes(mark)).isEmpty();
        assertThat(scene.coupling("ITEM-PRODUCT", pair.dataverse()).result(FROM))
                .isEqualTo(LastResult.NONE);
    }

    @Test
    void anEditOnEitherSideArrivesOnTheOther() {
        Pair item = goods.itemPair("Edited item", "PCS");
        Pair resource = goods.resourcePair("Edited resource", "PCS");
        scene.job("ITEM-PRODUCT");
        scene.job("RESOURCE-PRODUCT");
        goods.changeItem(item.businessCentral(), "displayName", "Item edited here");
        goods.changeProduct(resource.dataverse(), "name", "Resource edited there");

        scene.job("ITEM-PRODUCT");
        scene.job("RESOURCE-PRODUCT");

        assertThat(goods.productNow(item.dataverse()).get("name").asText()).isEqualTo("Item edited here");
        assertThat(goods.resourceNow(resource.businessCentral())
                        .get("displayName")
                        .asText())
                .isEqualTo("Resource edited there");
    }

    // --- the shipped mappings

    @Test
    @Scenario({"IM-17", "MG-22"})
    void itemsAreMappedAsTheSheetSays() {
        DefaultMapping items = DefaultMapping.afterJunkRow(scene, "ITEM-PRODUCT");

        assertThat(items.tables()).isEqualTo("items bidirectional product.productid");
        assertThat(items.scope())
                .isEqualTo("blocked eq false | producttypecode eq 1 and statecode eq 0, this company | true");
        assertThat(items.rows())
                .containsExactly(
                        "number > productnumber",
                        "displayName = name",
                        "unitPrice > price",
                        "unitCost > standardcost",
                        "unitCost > currentcost",
                        "unitVolume > stockvolume",
                        "grossWeight > stockweight",
                        "vendorNumber > vendorid",
                        "vendorItemNumber > vendorpartnumber",
                        "inventory > quantityonhand",
                        "baseUnitOfMeasureId = defaultuomscheduleid");
        assertThat(items.mapping().fields()).noneMatch(io.koppel.mapping.FieldMapping::notNull);
        assertThat(items.isScheduled()).isTrue();
    }

    @Test
    @Scenario("MG-23")
    void resourcesAreMappedAsTheSheetSays() {
        DefaultMapping resources = DefaultMapping.afterJunkRow(scene, "RESOURCE-PRODUCT");

        assertThat(resources.tables()).isEqualTo("resources bidirectional product.productid");
        assertThat(resources.scope())
                .isEqualTo("blocked eq false | producttypecode eq 3 and statecode eq 0, this company | true");
        assertThat(resources.isScheduled()).isTrue();
    }

    @Test
    @Scenario({"IM-22", "MG-32"})
    void unitsOfMeasureAreMappedAsTheSheetSays() {
        DefaultMapping units = DefaultMapping.afterJunkRow(scene, "UNIT-OF-MEASURE");

        assertThat(units.tables()).isEqualTo("unitsOfMeasure to-dataverse uomschedule.uomscheduleid");
        assertThat(units.scope()).isEqualTo("null | null | true");
        assertThat(units.rows()).containsExactly("code > baseuomname");
        assertThat(units.isScheduled()).isTrue();
    }

    @Test
    @Scenario("IM-23")
    void priceGroupsAreMappedAsTheSheetSays() {
        DefaultMapping groups = DefaultMapping.afterJunkRow(scene, "CUSTPRCGRP-PRICE");

        assertThat(groups.tables()).isEqualTo("customerPriceGroups to-dataverse pricelevel.pricelevelid");
        assertThat(groups.rows()).containsExactly("code > name");
        assertThat(groups.isScheduled()).isTrue();
    }

    /** Different on purpose, see docs/differences.md. */
    @Test
    @Scenario("IM-28")
    void salesPricesAreMappedButForTheNumberThatDataverseFills() {
        DefaultMapping prices = DefaultMapping.afterJunkRow(scene, "SALESPRC-PRODPRICE");

        assertThat(prices.tables()).isEqualTo("salesPrices to-dataverse productpricelevel.productpricelevelid");
        assertThat(prices.rows())
                .containsExactly(
                        "customerPriceGroupId > pricelevelid",
                        "itemId > productid",
                        "currencyId > transactioncurrencyid",
                        "null > pricingmethodcode",
                        "unitPrice > amount");
        assertThat(prices.isScheduled()).isTrue();
    }
}
