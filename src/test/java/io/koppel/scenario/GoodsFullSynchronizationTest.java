package io.koppel.scenario;

import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.FullAction;
import io.koppel.job.FullLine;
import io.koppel.job.FullSynchronization;
import io.koppel.job.RunStatus;
import io.koppel.journal.Counters;
import io.koppel.mapping.Models;
import io.koppel.mapping.PriceModel;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.UnitModel;
import io.koppel.testing.Scene;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first synchronization of units, items, resources, products and prices, and the runs after it. */
class GoodsFullSynchronizationTest {
    private static void assortment(Scene scene, Goods goods, PriceModel prices) {
        goods.unit("PCS");
        goods.unit("BOX");
        goods.unit("HOUR");
        String chair = goods.item("Chair", "PCS", "unitPrice", 10);
        String desk = goods.item("Desk", "PCS", "unitPrice", 20);
        goods.item("Discontinued", "PCS", "blocked", true);
        goods.resource("Lina", "HOUR", "unitPrice", 80);
        scene.person()
                .bcCreate("itemUnitsOfMeasure", values("itemId", desk, "code", "BOX", "quantityPerUnitOfMeasure", 4));
        for (String item : List.of(chair, desk)) {
            String number = goods.itemNow(item).get("number").asText();
            if (prices == PriceModel.CLASSIC) {
                if (scene.person().bcList("customerPriceGroups", null).isEmpty()) {
                    scene.person().bcCreate("customerPriceGroups", values("code", "SHOPS", "displayName", "Shops"));
                }
                scene.person()
                        .bcCreate(
                                "salesPrices",
                                values(
                                        "itemNumber",
                                        number,
                                        "salesType",
                                        "Customer_x0020_Price_x0020_Group",
                                        "salesCode",
                                        "SHOPS",
                                        "unitPrice",
                                        9));
            } else {
                if (scene.person().bcList("priceLists", null).isEmpty()) {
                    goods.extendedList("SHOPS");
                }
                goods.extendedLine("SHOPS", "Item", number, 9);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(UnitModel.class)
    void everythingArrivesOnceAndTheRunsAfterItWriteNothing(UnitModel units) {
        PriceModel prices = units == UnitModel.CODES ? PriceModel.CLASSIC : PriceModel.EXTENDED;
        try (Scene scene = Scene.start(Models.DEFAULTS.with(units).with(prices))) {
            Goods goods = new Goods(scene);
            assortment(scene, goods, prices);

            FullSynchronization.Status status =
                    scene.rig().koppel().fullSynchronization().run(FullAction.COUPLE_AND_CREATE, "test");

            assertThat(status.lines()).allSatisfy(line -> assertThat(line.status())
                    .as(line.mapping() + ": " + line.message())
                    .isEqualTo(FullLine.LineStatus.FINISHED));
            assertThat(scene.engine().errors().list("CRONUS", null, null, null, 10))
                    .isEmpty();
            assertThat(scene.person().dataverseList("products", null))
                    .hasSize(3)
                    .allSatisfy(product ->
                            assertThat(product.get("statecode").asInt()).isZero());
            JsonNode list = goods.priceList("SHOPS");
            assertThat(goods.pricesOf(list.get("pricelevelid").asText())).hasSize(2);
            JsonNode usual = goods.priceList("Business Central Default Price List");
            assertThat(goods.pricesOf(usual.get("pricelevelid").asText())).hasSize(units == UnitModel.CODES ? 3 : 4);
            assertNothingMoreIsWritten(scene);
        }
    }

    private static void assertNothingMoreIsWritten(Scene scene) {
        long mark = scene.mark();
        for (TableMapping mapping : scene.rig().koppel().mappings().inDependencyOrder()) {
            if (mapping.isLines()) {
                continue;
            }
            RunStatus run = scene.job(mapping.id());
            for (var direction : mapping.passes()) {
                Counters counters = counters(run, direction);
                assertThat(counters.inserted() + counters.modified() + counters.failed())
                        .as(mapping.id() + " " + direction + " " + counters)
                        .isZero();
            }
        }
        scene.rig().koppel().fullSynchronization().run(FullAction.COUPLE_AND_CREATE, "test");
        assertThat(scene.writes(mark)).isEmpty();
    }
}
