package io.koppel.scenario;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Units, items, resources and their products in a scene. */
final class Goods {
    private final Scene scene;
    private int number;

    Goods(Scene scene) {
        this.scene = scene;
    }

    /** A unit of measure that nobody synchronized yet. */
    String unit(String code) {
        return scene.person()
                .bcCreate("unitsOfMeasure", values("code", code, "displayName", "Unit " + code))
                .get("systemId")
                .asText();
    }

    /** A unit of measure and the unit group Koppel made of it. */
    Pair unitPair(String code) {
        String unit = unit(code);
        assertThat(counters(scene.create("UNIT-OF-MEASURE", TO, unit), TO)).isEqualTo(inserted(1));
        return scene.pair("UNIT-OF-MEASURE", unit);
    }

    /** An item with a number of its own. */
    String item(String name, String unit, Object... more) {
        Map<String, Object> values = values("number", "I" + next(), "displayName", name);
        if (unit != null) {
            values.put("baseUnitOfMeasureCode", unit);
        }
        values.putAll(values(more));
        return scene.person().bcCreate("items", values).get("systemId").asText();
    }

    String resource(String name, String unit, Object... more) {
        Map<String, Object> values = values("number", "R" + next(), "displayName", name);
        if (unit != null) {
            values.put("baseUnitOfMeasureCode", unit);
        }
        values.putAll(values(more));
        return scene.person().bcCreate("resources", values).get("systemId").asText();
    }

    private String next() {
        number++;
        return UUID.randomUUID().toString().substring(0, 4).toUpperCase(java.util.Locale.ROOT) + number;
    }

    /** An item and the product Koppel made of it, seen again by one run more. */
    Pair itemPair(String name, String unit, Object... more) {
        String item = item(name, unit, more);
        assertThat(counters(scene.create("ITEM-PRODUCT", TO, item), TO)).isEqualTo(inserted(1));
        return scene.pair("ITEM-PRODUCT", item);
    }

    Pair resourcePair(String name, String unit, Object... more) {
        String resource = resource(name, unit, more);
        assertThat(counters(scene.create("RESOURCE-PRODUCT", TO, resource), TO)).isEqualTo(inserted(1));
        return scene.pair("RESOURCE-PRODUCT", resource);
    }

    JsonNode itemNow(String id) {
        return scene.person().bc("items(" + id + ")");
    }

    JsonNode resourceNow(String id) {
        return scene.person().bc("resources(" + id + ")");
    }

    void changeItem(String id, Object... values) {
        scene.person().bcChange("items", id, values(values));
    }

    void changeResource(String id, Object... values) {
        scene.person().bcChange("resources", id, values(values));
    }

    JsonNode productNow(String id) {
        return scene.person().dataverse("products(" + id + ")");
    }

    void changeProduct(String id, Object... values) {
        scene.person().dataverseChange("products", id, values(values));
    }

    /** The one unit of a unit group. */
    JsonNode onlyUnit(String group) {
        List<JsonNode> units = scene.person().dataverseList("uoms", "_uomscheduleid_value eq " + group);
        assertThat(units).hasSize(1);
        return units.get(0);
    }

    /** Price list items of a product. */
    List<JsonNode> prices(String product) {
        return scene.person().dataverseList("productpricelevels", "_productid_value eq " + product);
    }

    /** Price list items of a price list. */
    List<JsonNode> pricesOf(String priceList) {
        return scene.person().dataverseList("productpricelevels", "_pricelevelid_value eq " + priceList);
    }

    JsonNode priceList(String name) {
        List<JsonNode> lists = scene.person().dataverseList("pricelevels", "name eq '" + name + "'");
        assertThat(lists).as("price lists called " + name).hasSize(1);
        return lists.get(0);
    }

    /** A price list for all customers, in draft. */
    String extendedList(String code, Object... more) {
        Map<String, Object> values = values("code", code, "priceType", "Sale", "amountType", "Price");
        values.putAll(values(more));
        return scene.person().bcCreate("priceLists", values).get("systemId").asText();
    }

    String extendedLine(String code, String type, String number, double amount, Object... more) {
        Map<String, Object> values =
                values("priceListCode", code, "assetType", type, "assetNumber", number, "unitPrice", amount);
        values.putAll(values(more));
        return scene.person().bcCreate("priceListLines", values).get("systemId").asText();
    }
}
