package io.koppel.sandbox.dataverse;

import static io.koppel.sandbox.dataverse.DataverseClient.code;
import static io.koppel.sandbox.dataverse.DataverseClient.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Units, products and price lists (dataverse-web-api.md §6.5, §10.3, §10.4, §10.6). */
class ProductsTest {
    private final DataverseClient client = new DataverseClient();
    private final SalesRows rows = new SalesRows(client);

    /** §10.3: a group is born with its base unit; more units are multiples within the group. */
    @Test
    void makesTheBaseUnitWithTheGroup() {
        SalesRows.Group group = rows.group("PCS");
        JsonNode base = client.read("uoms(" + group.unit() + ")");
        assertThat(base.path("name").asText()).isEqualTo("PCS");
        assertThat(base.path("quantity").asInt()).isEqualTo(1);
        assertThat(base.path("isschedulebaseuom").asBoolean()).isTrue();
        String box = id(client.post("uoms", unit("BOX", "12", group, group.unit())));
        assertThat(client.read("uomschedules(" + group.id() + ")/unit_of_measure_schedule_conversions")
                        .path("value"))
                .hasSize(2);
        assertThat(client.read("uoms(" + box + ")").path("quantity").asInt()).isEqualTo(12);
    }

    private static String unit(String name, String quantity, SalesRows.Group group, String base) {
        return "{\"name\":\"" + name + "\",\"quantity\":" + quantity + ",\"uomscheduleid@odata.bind\":\"/uomschedules("
                + group.id() + ")\",\"baseuom@odata.bind\":\"/uoms(" + base + ")\"}";
    }

    /** §10.3, §16: names are unique, the base unit stays as it is, units are of one group. */
    @Test
    void guardsUnits() {
        SalesRows.Group group = rows.group("PCS");
        SalesRows.Group other = rows.group("KG");
        assertThat(code(client.post("uomschedules", "{\"name\":\"nav pcs\",\"baseuomname\":\"X\"}")))
                .isEqualTo("412 0x80040237");
        assertThat(code(client.post("uomschedules", "{\"name\":\"NAV X\"}"))).isEqualTo("400 0x80040200");
        assertThat(code(client.post("uoms", unit("pcs", "2", group, group.unit()))))
                .isEqualTo("412 0x80040237");
        assertThat(code(client.post("uoms", unit("BOX", "2", group, other.unit()))))
                .isEqualTo("400 0x80043b14");
        assertThat(code(client.post("uoms", "{\"name\":\"BOX\",\"quantity\":2}")))
                .isEqualTo("400 0x80043b0a");
        assertThat(code(client.patch("uoms(" + group.unit() + ")", "{\"quantity\":3}")))
                .isEqualTo("400 0x80043b18");
        assertThat(client.delete("uoms(" + group.unit() + ")").status()).isEqualTo(405);
        rows.product("1000", group);
        assertThat(client.delete("uomschedules(" + group.id() + ")").status()).isEqualTo(405);
        assertThat(client.delete("uomschedules(" + other.id() + ")").status()).isEqualTo(204);
        assertThat(client.get("uoms(" + other.unit() + ")").status()).isEqualTo(404);
    }

    /** §10.4: what a product needs, and what it may not hold. */
    @Test
    void guardsProducts() {
        SalesRows.Group group = rows.group("PCS");
        SalesRows.Group other = rows.group("KG");
        rows.product("1000", group);
        assertThat(code(client.post("products", SalesRows.productBody("1000", group))))
                .isEqualTo("400 0x80043b06");
        String good = SalesRows.productBody("1001", group);
        assertThat(code(client.post("products", good.replace("\"productnumber\":\"1001\",", ""))))
                .isEqualTo("400 0x80043b05");
        assertThat(code(client.post("products", "{\"name\":\"x\",\"productnumber\":\"1001\",\"quantitydecimal\":2}")))
                .isEqualTo("400 0x80043b13");
        assertThat(code(client.post("products", good.replace(group.unit(), other.unit()))))
                .isEqualTo("400 0x80043b14");
        assertThat(code(client.post("products", good.replace("\"quantitydecimal\":2", "\"quantitydecimal\":6"))))
                .isEqualTo("400 0x80043b07");
        assertThat(code(client.post("products", good.replace("\"quantitydecimal\":2,", ""))))
                .isEqualTo("400 0x80040200");
        assertThat(code(client.post(
                        "products", good.replace("\"quantitydecimal\"", "\"price\":-1,\"quantitydecimal\""))))
                .isEqualTo("400 0x80040317");
        String row = "products(" + id(client.post("products", good)) + ")";
        assertThat(code(client.patch(row, "{\"quantityonhand\":-1}"))).isEqualTo("400 0x80040203");
        assertThat(code(client.patch(row, "{" + other.unitBinds() + "}"))).isEqualTo("400 0x800422FE");
    }

    /** §10.4, §10.6: a draft is published before it is retired, never becomes a draft again, and is read-only while retired. */
    @Test
    void leadsProductsThroughTheirLife() {
        SalesRows.Group group = rows.group("PCS");
        String row = "products(" + rows.product("1000", group) + ")";
        assertThat(client.read(row).path("statecode").asInt()).isEqualTo(2);
        assertThat(code(client.patch(row, "{\"statecode\":1,\"statuscode\":2}")))
                .isEqualTo("400 0x8004F978");
        assertThat(client.patch(row, "{\"name\":\"Draft\"}").status()).isEqualTo(204);
        assertThat(client.post(row + "/Microsoft.Dynamics.CRM.PublishProductHierarchy", "")
                        .status())
                .isEqualTo(204);
        assertThat(client.read(row).path("statuscode").asInt()).isEqualTo(1);
        assertThat(code(client.post(row + "/Microsoft.Dynamics.CRM.PublishProductHierarchy", "")))
                .isEqualTo("400 0x8004F982");
        assertThat(client.patch(row, "{\"name\":\"Active\"}").status()).isEqualTo(204);
        assertThat(code(client.patch(row, "{\"statecode\":2,\"statuscode\":0}")))
                .isEqualTo("400 0x80061035");
        assertThat(client.patch(row, "{\"statecode\":1,\"statuscode\":2}").status())
                .isEqualTo(204);
        assertThat(code(client.patch(row, "{\"name\":\"Retired\"}"))).isEqualTo("400 0x80040230");
        assertThat(client.patch(row, "{\"statecode\":0,\"statuscode\":1}").status())
                .isEqualTo(204);
        assertThat(code(client.patch(row, "{\"statecode\":0,\"statuscode\":2}")))
                .isEqualTo("400 0x80048408");
    }

    /** §10.4: with the organization's setting a new product is active at once. */
    @Test
    void makesProductsActiveWhereTheOrganizationSaysSo() {
        client.patch(
                "organizations(" + DataverseIds.ORGANIZATION + ")",
                "{\"createproductswithoutparentinactivestate\":true}");
        String row = "products(" + rows.product("1000", rows.group("PCS")) + ")";
        assertThat(client.read(row).path("statecode").asInt()).isZero();
    }

    /** §6.5: the default price list of a product counts in an update only. */
    @Test
    void takesTheDefaultPriceListInAnUpdateOnly() {
        SalesRows.Group group = rows.group("PCS");
        String list = rows.priceList("Standard");
        String bind = "\"pricelevelid@odata.bind\":\"/pricelevels(" + list + ")\"";
        String body =
                SalesRows.productBody("1000", group).replace("\"quantitydecimal\"", bind + ",\"quantitydecimal\"");
        String row = "products(" + id(client.post("products", body)) + ")";
        assertThat(client.read(row).path("_pricelevelid_value").isNull()).isTrue();
        client.patch(row, "{" + bind + "}");
        assertThat(client.read(row).path("_pricelevelid_value").asText()).isEqualTo(list);
    }

    /** §10.2, §10.4, §10.6: a price list has a name of its own, one currency for good, and its own status values. */
    @Test
    void guardsPriceLists() {
        String usd = id(
                client.post(
                        "transactioncurrencies",
                        "{\"isocurrencycode\":\"USD\",\"currencyname\":\"USD\",\"currencysymbol\":\"$\",\"currencyprecision\":2,\"exchangerate\":1.25}"));
        String row = "pricelevels("
                + id(client.post(
                        "pricelevels",
                        "{\"name\":\"Dollars\",\"transactioncurrencyid@odata.bind\":\"/transactioncurrencies(" + usd
                                + ")\"}"))
                + ")";
        assertThat(client.read(row).path("statuscode").asInt()).isEqualTo(100001);
        assertThat(client.read(row).path("exchangerate").asDouble()).isEqualTo(1.25);
        assertThat(code(client.post("pricelevels", "{\"name\":\"dollars\"}"))).isEqualTo("400 0x80043b0f");
        assertThat(code(client.post("pricelevels", "{\"description\":\"no name\"}")))
                .isEqualTo("400 0x80043b0e");
        client.patch(
                row,
                "{\"transactioncurrencyid@odata.bind\":\"/transactioncurrencies(" + DataverseIds.BASE_CURRENCY
                        + ")\"}");
        assertThat(client.read(row).path("_transactioncurrencyid_value").asText())
                .isEqualTo(usd);
        client.patch(row, "{\"statecode\":1}");
        assertThat(client.read(row).path("statuscode").asInt()).isEqualTo(100002);
    }

    /** §10.4: one item for a price list, product and unit; the server fills number, unit group and currency. */
    @Test
    void guardsPriceItems() {
        SalesRows.Group group = rows.group("PCS");
        SalesRows.Group other = rows.group("KG");
        String product = rows.product("1000", group);
        String list = rows.priceList("Standard");
        String body = SalesRows.price(list, product, group.unit(), "9.99");
        JsonNode item = client.read("productpricelevels(" + id(client.post("productpricelevels", body)) + ")");
        assertThat(item.path("productnumber").asText()).isEqualTo("1000");
        assertThat(item.path("_uomscheduleid_value").asText()).isEqualTo(group.id());
        assertThat(item.path("_transactioncurrencyid_value").asText()).isEqualTo(DataverseIds.BASE_CURRENCY.toString());
        assertThat(item.path("pricingmethodcode").asInt()).isEqualTo(1);
        assertThat(code(client.post("productpricelevels", body))).isEqualTo("412 0x80040237");
        assertThat(code(client.post("productpricelevels", SalesRows.price(list, product, other.unit(), "1"))))
                .isEqualTo("400 0x80043b14");
        assertThat(code(client.post("productpricelevels", "{\"amount\":1}"))).isEqualTo("400 0x80043b12");
        assertThat(code(client.post("productpricelevels", body.replace(",\"amount\":9.99", ""))))
                .isEqualTo("400 0x80040200");
        String set = "productpricelevels/Microsoft.Dynamics.CRM.CreateMultiple";
        String typed = "{\"@odata.type\":\"Microsoft.Dynamics.CRM.productpricelevel\"," + body.substring(1);
        assertThat(code(client.post(set, "{\"Targets\":[" + typed + "]}"))).isEqualTo("412 0x80040237");
        assertThat(client.delete("pricelevels(" + list + ")").status()).isEqualTo(204);
        assertThat(client.read("productpricelevels").path("value")).isEmpty();
    }
}
