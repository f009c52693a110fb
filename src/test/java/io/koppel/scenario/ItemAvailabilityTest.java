package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.journal.JobLogRow;
import io.koppel.sales.SalesSettings;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Quantities on hand: sent when an item moves, told whoever asks (sales-documents.md §9, setup.md §6). */
class ItemAvailabilityTest {
    private static final String JOB = "ITEM-AVAILABILITY";

    private static Scene scene;
    private static SalesPapers papers;
    private static Goods goods;

    @BeforeAll
    static void start() {
        scene = Scene.start(SalesSettings.NONE.withItemAvailability(true));
        papers = new SalesPapers(scene);
        goods = new Goods(scene);
        goods.unitPair("PCS");
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static void stock(Pair item, int quantity) {
        papers.v2Patch("items", item.businessCentral(), Map.of("inventory", quantity));
    }

    private static BigDecimal onHand(Pair item) {
        return scene.person()
                .dataverse("products(" + item.dataverse() + ")")
                .path("quantityonhand")
                .decimalValue();
    }

    @Test
    void theQuantityOfAnItemThatMovedReachesItsProduct() {
        Pair item = goods.itemPair("Lamp", "PCS", "unitPrice", 10);
        stock(item, 7);

        JobLogRow own = papers.run(JOB).passes().get(0);

        assertThat(own.message()).isNull();
        assertThat(onHand(item)).isEqualByComparingTo("7");
        assertThat(papers.run(JOB).passes().stream()
                        .mapToLong(pass -> pass.counters().modified())
                        .sum())
                .isZero();
    }

    @Test
    void whatIsOnHandIsRememberedForWhoeverAsks() {
        Pair item = goods.itemPair("Chair", "PCS", "unitPrice", 10);
        stock(item, 4);
        papers.run(JOB);

        var known = scene.rig()
                .koppel()
                .sales()
                .availability()
                .ofProducts(java.util.List.of(java.util.UUID.fromString(item.dataverse())));

        assertThat(known).singleElement().satisfies(row -> {
            assertThat(row.inventory()).isEqualByComparingTo("4");
            assertThat(row.unit()).isEqualTo("PCS");
            assertThat(row.item()).hasToString(item.businessCentral());
        });
        scene.uncouple("ITEM-PRODUCT", item.businessCentral());
        papers.run(JOB);
        assertThat(scene.rig()
                        .koppel()
                        .sales()
                        .availability()
                        .ofProducts(java.util.List.of(java.util.UUID.fromString(item.dataverse()))))
                .isEmpty();
    }
}
