package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Uncoupling goods, opportunities and what stands in the error log, over REST (sync-semantics.md §10). */
class UncouplingGoodsTest {
    private static Scene scene;
    private static Goods goods;
    private static Pair company;
    private static int names;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        goods = new Goods(scene);
        goods.unitPair("PCS");
        goods.unit("LOOSE");
        scene.person().bcCreate("salespeople", values("code", "ALONE", "displayName", "Not coupled"));
        company = scene.customerPair("Company");
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static List<Pair> three(Function<Integer, Pair> make) {
        return IntStream.range(0, 3).mapToObj(n -> make.apply(++names)).toList();
    }

    private static Pair opportunity(int n) {
        Pair contact = scene.contactPair(company, "Con", "Tact " + n);
        String id = scene.person()
                .bcCreate("opportunities", values("description", "Chance " + n, "contactId", contact.businessCentral()))
                .get("systemId")
                .asText();
        scene.create("OPPORTUNITY", TO, id);
        return scene.pair("OPPORTUNITY", id);
    }

    private static Pair priceGroup(int n) {
        String id = scene.person()
                .bcCreate("customerPriceGroups", values("code", "G" + n))
                .get("systemId")
                .asText();
        scene.create("CUSTPRCGRP-PRICE", TO, id);
        return scene.pair("CUSTPRCGRP-PRICE", id);
    }

    private static JsonNode uncouple(String mapping, Pair... pairs) {
        List<String> records =
                List.of(pairs).stream().map(Pair::businessCentral).toList();
        return scene.rest().run("/api/mappings/" + mapping + "/uncouple", Map.of("records", records));
    }

    private static void counted(JsonNode run, int uncoupled, int modified) {
        assertThat(run.path("counters").path("uncoupled").asInt()).isEqualTo(uncoupled);
        assertThat(run.path("counters").path("modified").asInt()).isEqualTo(modified);
        for (String other : List.of("inserted", "deleted", "unchanged", "skipped", "failed", "coupled")) {
            assertThat(run.path("counters").path(other).asInt()).as(other).isZero();
        }
    }

    private static boolean coupled(String mapping, Pair pair) {
        return scene.coupling(mapping, pair.businessCentral()) != null;
    }

    private static boolean stamped(String set, Pair pair) {
        return !scene.person()
                .dataverse(set + "(" + pair.dataverse() + ")")
                .path("_bcbi_companyid_value")
                .isNull();
    }

    @Test
    @Scenario({"UN-13", "UN-25", "UN-26"})
    void goodsLoseTheirCompany() {
        Map<String, List<Pair>> kinds = Map.of(
                "ITEM-PRODUCT", three(n -> goods.itemPair("Item " + n, "PCS")),
                "RESOURCE-PRODUCT", three(n -> goods.resourcePair("Resource " + n, "PCS")));
        kinds.forEach((mapping, pairs) -> {
            JsonNode several = uncouple(mapping, pairs.get(0), pairs.get(2));

            counted(several, 2, 2);
            assertThat(pairs).extracting(pair -> coupled(mapping, pair)).containsExactly(false, true, false);
            assertThat(pairs).extracting(pair -> stamped("products", pair)).containsExactly(false, true, false);

            counted(uncouple(mapping, pairs.get(1)), 1, 1);
            assertThat(coupled(mapping, pairs.get(1))).isFalse();
        });
    }

    @Test
    @Scenario({"UN-17", "UN-18"})
    void opportunitiesLoseTheirCompany() {
        List<Pair> pairs = three(UncouplingGoodsTest::opportunity);
        assertThat(pairs).allMatch(pair -> stamped("opportunities", pair));

        counted(uncouple("OPPORTUNITY", pairs.get(1)), 1, 1);

        assertThat(pairs).extracting(pair -> coupled("OPPORTUNITY", pair)).containsExactly(true, false, true);
        assertThat(pairs).extracting(pair -> stamped("opportunities", pair)).containsExactly(true, false, true);
        scene.rest().send("DELETE", "/api/couplings/OPPORTUNITY." + pairs.get(0).businessCentral(), null);
        assertThat(coupled("OPPORTUNITY", pairs.get(0))).isFalse();
        assertThat(stamped("opportunities", pairs.get(0))).isFalse();
    }

    @Test
    @Scenario({"UN-28", "UN-29", "UN-30", "UN-31"})
    void unitsAndPriceGroupsAreUncoupledWithoutAWrite() {
        Map<String, List<Pair>> kinds = Map.of(
                "UNIT-OF-MEASURE", three(n -> goods.unitPair("U" + n)),
                "CUSTPRCGRP-PRICE", three(UncouplingGoodsTest::priceGroup));
        kinds.forEach((mapping, pairs) -> {
            long mark = scene.mark();

            counted(uncouple(mapping, pairs.get(0), pairs.get(2)), 2, 0);

            assertThat(scene.writes(mark)).isEmpty();
            assertThat(pairs).extracting(pair -> coupled(mapping, pair)).containsExactly(false, true, false);
            counted(uncouple(mapping, pairs.get(1)), 1, 0);
            assertThat(coupled(mapping, pairs.get(1))).isFalse();
        });
    }

    @Test
    @Scenario({"UN-32", "UN-33", "UN-34"})
    void errorRowsLeadToTheirCouplingsEachOnce() {
        List<Pair> items = three(n -> goods.itemPair("Failing " + n, "PCS"));
        List<Pair> customers = three(n -> scene.customerPair("Failing " + n));
        items.forEach(pair -> goods.changeItem(pair.businessCentral(), "baseUnitOfMeasureCode", "LOOSE"));
        customers.forEach(pair -> scene.changeCustomer(pair.businessCentral(), "salespersonCode", "ALONE"));
        scene.job("ITEM-PRODUCT");
        scene.job("ITEM-PRODUCT");
        scene.job("CUSTOMER");
        List<Long> chosen = new ArrayList<>();
        scene.rest().get("/api/errors?limit=1000").path("value").forEach(row -> {
            String source = row.path("sourceId").asText();
            if (!source.equals(items.get(2).businessCentral())
                    && !source.equals(customers.get(2).businessCentral())) {
                chosen.add(row.path("id").asLong());
            }
        });
        assertThat(chosen).as("two rows of each item").hasSizeGreaterThanOrEqualTo(6);

        JsonNode started = scene.rest().post("/api/errors/uncouple?wait=PT60S", Map.of("errors", chosen));

        assertThat(started.path("runs")).hasSize(2);
        started.path("runs").forEach(run -> {
            assertThat(run.path("records").asInt()).isEqualTo(2);
            counted(scene.rest().get("/api/runs/" + run.path("run").asLong()), 2, 2);
        });
        assertThat(items).extracting(pair -> coupled("ITEM-PRODUCT", pair)).containsExactly(false, false, true);
        assertThat(customers).extracting(pair -> coupled("CUSTOMER", pair)).containsExactly(false, false, true);
        assertThat(stamped("products", items.get(0))).isFalse();
        assertThat(stamped("products", items.get(2))).isTrue();
    }

    @Test
    @Scenario("UN-03")
    void severalMappingsAreUncoupledOneByOneAndTheOthersStay() {
        Pair salesperson = scene.salesperson();
        Pair item = goods.itemPair("Item of all " + ++names, "PCS");
        Pair customer = scene.customerPair("Customer of all");
        Pair opportunity = opportunity(++names);

        for (String mapping : List.of("ITEM-PRODUCT", "SALESPEOPLE")) {
            JsonNode run = scene.rest().run("/api/mappings/" + mapping + "/uncouple", Map.of());
            assertThat(run.path("kind").asText()).isEqualTo("uncoupling");
            assertThat(run.path("passes")).hasSize(1);
            assertThat(run.path("counters").path("uncoupled").asInt()).isPositive();
        }

        assertThat(coupled("ITEM-PRODUCT", item)).isFalse();
        assertThat(coupled("SALESPEOPLE", salesperson)).isFalse();
        assertThat(stamped("products", item)).isFalse();
        assertThat(coupled("OPPORTUNITY", opportunity)).isTrue();
        assertThat(coupled("CUSTOMER", customer)).isTrue();
        assertThat(stamped("opportunities", opportunity)).isTrue();
    }
}
