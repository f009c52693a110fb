package io.koppel.sandbox.bc;

import static io.koppel.sandbox.SandboxFixture.COMPANION;
import static io.koppel.sandbox.SandboxFixture.PAGES;
import static io.koppel.sandbox.SandboxFixture.V2;
import static io.koppel.sandbox.SandboxFixture.koppel;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.sandbox.SandboxClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Vendors, units, items, resources and prices on the three surfaces (business-central-api.md §6, §12.1, §12.4, §13). */
class ProductPagesTest {
    private static Map<String, Object> create(String path, String body) {
        SandboxClient.Answer answer = koppel().post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private static Map<String, Object> patch(String path, String body) {
        SandboxClient.Answer answer = koppel().patch(path, body, "If-Match", "*");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static String refusal(SandboxClient.Answer answer) {
        return answer.status() + " " + answer.errorCode();
    }

    /** A code that no other test uses. */
    private static String code(String prefix) {
        return prefix + UUID.randomUUID().toString().substring(0, 6).toUpperCase(java.util.Locale.ROOT);
    }

    private static String unit() {
        String code = code("U");
        create(COMPANION + "/unitsOfMeasure", "{\"code\":\"" + code + "\",\"displayName\":\"Unit\"}");
        return code;
    }

    private static Map<String, Object> item(String unit) {
        return create(
                COMPANION + "/items",
                "{\"displayName\":\"Chair\",\"baseUnitOfMeasureCode\":\"" + unit + "\",\"unitPrice\":12.5}");
    }

    private static List<Map<String, Object>> find(String set, String filter) {
        return koppel().get(COMPANION + "/" + set + "?$filter=" + filter).rows();
    }

    /** §12.4, §19: an item is one row on three surfaces; its base unit is among its units, in its own unit group. */
    @Test
    void showsAnItemOnEverySurface() {
        String unit = unit();
        Map<String, Object> item = item(unit);
        String number = (String) item.get("number");
        assertThat(koppel().get(V2 + "/items(" + item.get("systemId") + ")?$expand=unitOfMeasure")
                        .json())
                .containsEntry("displayName", "Chair")
                .containsEntry("type", "Inventory")
                .extracting("unitOfMeasure")
                .extracting("code")
                .isEqualTo(unit);
        assertThat(koppel().get(PAGES + "/ItemCard(No='" + number + "')").json())
                .containsEntry("Description", "Chair")
                .containsEntry("Base_Unit_of_Measure", unit)
                .containsEntry("Search_Description", "CHAIR");
        Map<String, Object> own =
                find("itemUnitsOfMeasure", "itemNumber eq '" + number + "'").get(0);
        assertThat(own)
                .containsEntry("code", unit)
                .containsEntry("itemId", item.get("systemId"))
                .containsEntry("unitGroupId", item.get("unitGroupId"));
        assertThat(item).containsEntry("baseItemUnitOfMeasureId", own.get("systemId"));
        Map<String, Object> group = koppel().get(COMPANION + "/unitGroups(" + item.get("unitGroupId") + ")")
                .json();
        assertThat(group)
                .containsEntry("code", "ITEM " + number)
                .containsEntry("sourceId", item.get("systemId"))
                .containsEntry("sourceName", "Chair")
                .containsEntry("baseUnitOfMeasureCode", unit);
    }

    /** §13: pages have keys of several parts; §6.3: units are known, positive, and the base unit is 1. */
    @Test
    void guardsUnitsOfItems() {
        String unit = unit();
        String box = unit();
        String number = (String) item(unit).get("number");
        create(
                PAGES + "/ItemUnitsOfMeasure",
                "{\"Item_No\":\"" + number + "\",\"Code\":\"" + box + "\",\"Qty_per_Unit_of_Measure\":12}");
        assertThat(koppel().get(PAGES + "/ItemUnitsOfMeasure(Item_No='" + number + "',Code='" + box + "')")
                        .json()
                        .get("Qty_per_Unit_of_Measure"))
                .hasToString("12");
        String own = PAGES + "/ItemUnitsOfMeasure(Item_No='" + number + "',Code='" + unit + "')";
        assertThat(refusal(koppel().patch(own, "{\"Qty_per_Unit_of_Measure\":2}", "If-Match", "*")))
                .isEqualTo("400 Application_DialogException");
        assertThat(refusal(koppel().send("DELETE", own, null, "If-Match", "*")))
                .isEqualTo("400 Application_DialogException");
        String body = "{\"itemNumber\":\"" + number + "\",\"code\":\"%s\",\"quantityPerUnitOfMeasure\":%s}";
        String set = COMPANION + "/itemUnitsOfMeasure";
        assertThat(refusal(koppel().post(set, String.format(body, box, 12))))
                .isEqualTo("400 Internal_EntityWithSameKeyExists");
        assertThat(refusal(koppel().post(set, String.format(body, "NOSUCH", 12))))
                .isEqualTo("400 Internal_InvalidTableRelation");
        assertThat(refusal(koppel().post(set, String.format(body, unit(), -1))))
                .isEqualTo("400 Application_DialogException");
        String item = PAGES + "/ItemCard(No='" + number + "')";
        assertThat(refusal(koppel().patch(item, "{\"Base_Unit_of_Measure\":\"" + box + "\"}", "If-Match", "*")))
                .isEqualTo("400 Application_DialogException");
    }

    /** §6.2, §8: a changed inventory posts the difference; the figure is computed and does not touch the item. */
    @Test
    void postsChangesOfInventory() {
        Map<String, Object> item = item(unit());
        String path = V2 + "/items(" + item.get("systemId") + ")";
        assertThat(refusal(koppel().post(V2 + "/items", "{\"displayName\":\"x\",\"inventory\":5}")))
                .isEqualTo("400 Application_DialogException");
        assertThat(patch(path, "{\"inventory\":7}").get("inventory")).hasToString("7");
        patch(path, "{\"inventory\":4}");
        List<Map<String, Object>> entries = find("itemLedgerEntries", "itemNumber eq '" + item.get("number") + "'");
        assertThat(entries)
                .extracting("entryType")
                .containsExactlyInAnyOrder("Positive_x0020_Adjmt_x002E_", "Negative_x0020_Adjmt_x002E_");
        Map<String, Object> now =
                koppel().get(COMPANION + "/items(" + item.get("systemId") + ")").json();
        assertThat(now.get("inventory")).hasToString("4");
        assertThat(now).containsEntry("systemModifiedAt", item.get("systemModifiedAt"));
        assertThat(refusal(koppel().send("DELETE", path, null, "If-Match", "*")))
                .isEqualTo("400 Application_DialogException");
        assertThat(refusal(koppel().post(V2 + "/itemLedgerEntries", "{}")))
                .isEqualTo("405 BadRequest_MethodNotAllowed");
    }

    /** §6: a renamed item is renamed in its units, prices and unit group; its id stays. */
    @Test
    void renamesAnItemEverywhere() {
        Map<String, Object> item = item(unit());
        String now = code("N");
        create(
                COMPANION + "/salesPrices",
                "{\"itemNumber\":\"" + item.get("number")
                        + "\",\"salesType\":\"All_x0020_Customers\",\"unitPrice\":3}");
        Map<String, Object> renamed =
                patch(V2 + "/items(" + item.get("systemId") + ")", "{\"number\":\"" + now + "\"}");
        assertThat(renamed).containsEntry("id", item.get("systemId"));
        assertThat(find("itemUnitsOfMeasure", "itemNumber eq '" + now + "'")).hasSize(1);
        assertThat(find("salesPrices", "itemNumber eq '" + now + "'")).hasSize(1);
        assertThat(find("unitGroups", "code eq 'ITEM " + now + "'")).hasSize(1);
    }

    /** §12.1 row 7: resources are on their page and the companion; capacity is the sum of its entries. */
    @Test
    void sumsTheCapacityOfResources() {
        String unit = unit();
        Map<String, Object> resource = create(
                COMPANION + "/resources",
                "{\"displayName\":\"Fitter\",\"type\":\"Machine\",\"baseUnitOfMeasureCode\":\"" + unit + "\"}");
        for (int hours : new int[] {8, 16}) {
            create(
                    COMPANION + "/resourceCapacityEntries",
                    "{\"resourceId\":\"" + resource.get("systemId") + "\",\"date\":\"2026-03-02\",\"capacity\":" + hours
                            + "}");
        }
        Map<String, Object> now = koppel().get(COMPANION + "/resources(" + resource.get("systemId") + ")")
                .json();
        assertThat(now.get("capacity")).hasToString("24");
        assertThat(now.get("baseResourceUnitOfMeasureId")).isNotEqualTo("00000000-0000-0000-0000-000000000000");
        assertThat(koppel().get(PAGES + "/ResourceCard(No='" + resource.get("number") + "')")
                        .json())
                .containsEntry("Type", "Machine")
                .containsEntry("Name", "Fitter");
    }

    /** §12.1 rows 8, 9, §18.8: classic prices have a key of eight parts and belong to a price group. */
    @Test
    void servesClassicPrices() {
        String unit = unit();
        String group = code("G");
        Map<String, Object> item = item(unit);
        Map<String, Object> priceGroup =
                create(PAGES + "/CustomerPriceGroups", "{\"Code\":\"" + group + "\",\"Description\":\"Shops\"}");
        assertThat(priceGroup).containsEntry("Code", group);
        Map<String, Object> price = create(
                COMPANION + "/salesPrices",
                "{\"itemNumber\":\"" + item.get("number") + "\",\"salesType\":\"Customer_x0020_Price_x0020_Group\","
                        + "\"salesCode\":\"" + group + "\",\"startingDate\":\"2026-01-01\",\"unitPrice\":11.9}");
        assertThat(price)
                .containsEntry("itemId", item.get("systemId"))
                .containsEntry("priceUnitOfMeasureCode", unit)
                .containsEntry("unitOfMeasureCode", "")
                .containsEntry("itemUnitOfMeasureId", item.get("baseItemUnitOfMeasureId"));
        assertThat(koppel().get(PAGES + "/SalesPrices?$filter=Sales_Type eq 'Customer Price Group' and Sales_Code eq '"
                                + group + "'")
                        .rows())
                .hasSize(1);
        assertThat(koppel().get(PAGES + "/SalesPrices(Item_No='" + item.get("number")
                                + "',Sales_Type='Customer Price Group',Sales_Code='" + group
                                + "',Starting_Date=2026-01-01,Currency_Code='',Variant_Code='',"
                                + "Unit_of_Measure_Code='',Minimum_Quantity=0)")
                        .json()
                        .get("Unit_Price"))
                .hasToString("11.9");
        String body = "{\"itemNumber\":\"" + item.get("number") + "\",\"salesType\":\"%s\",\"salesCode\":\"%s\"%s}";
        String set = COMPANION + "/salesPrices";
        assertThat(refusal(koppel().post(set, String.format(body, "All_x0020_Customers", group, ""))))
                .isEqualTo("400 Internal_InvalidTableRelation");
        String type = "Customer_x0020_Price_x0020_Group";
        assertThat(refusal(koppel().post(set, String.format(body, type, group, ",\"startingDate\":\"2026-01-01\""))))
                .isEqualTo("400 Internal_EntityWithSameKeyExists");
        assertThat(refusal(koppel().post(
                                set, String.format(body, type, group, ",\"unitOfMeasureCode\":\"" + unit() + "\""))))
                .isEqualTo("400 Internal_InvalidTableRelation");
        assertThat(refusal(koppel().post(
                                set,
                                String.format(
                                        body,
                                        type,
                                        group,
                                        ",\"startingDate\":\"2026-02-01\",\"endingDate\":\"2026-01-01\""))))
                .isEqualTo("400 Application_DialogException");
    }

    /** §12.1 rows 8b, 9b, §13: lines stand below their list, numbered in steps, and follow its status and currency. */
    @Test
    void servesPriceLists() {
        Map<String, Object> item = item(unit());
        String code = code("P");
        Map<String, Object> list = create(
                COMPANION + "/priceLists",
                "{\"code\":\"" + code + "\",\"priceType\":\"Sale\",\"amountType\":\"Price\",\"currencyCode\":\"USD\"}");
        String line = "{\"assetType\":\"Item\",\"assetNumber\":\"" + item.get("number") + "\",\"unitPrice\":%s}";
        String lines = COMPANION + "/priceLists(" + list.get("systemId") + ")/priceListLines";
        Map<String, Object> first = create(lines, String.format(line, 5));
        assertThat(first)
                .containsEntry("lineNumber", 10000L)
                .containsEntry("priceListId", list.get("systemId"))
                .containsEntry("itemId", item.get("systemId"))
                .containsEntry("currencyCode", "USD")
                .containsEntry("status", "Draft")
                .containsEntry("priceType", "Sale")
                .containsEntry("description", "Chair");
        create(
                PAGES + "/SalesPriceList(Code='" + code + "')/SalesPriceListLines",
                "{\"Asset_Type\":\"Item\",\"Asset_No\":\"" + item.get("number") + "\",\"Unit_Price\":6}");
        assertThat(koppel().get(PAGES + "/SalesPriceList('" + code + "')/SalesPriceListLines?$orderby=Line_No")
                        .rows())
                .extracting("Line_No")
                .containsExactly(10000L, 20000L);
        patch(
                COMPANION + "/priceLists(" + list.get("systemId") + ")",
                "{\"status\":\"Active\",\"currencyCode\":\"GBP\"}");
        assertThat(koppel().get(lines).rows())
                .allSatisfy(
                        one -> assertThat(one).containsEntry("status", "Active").containsEntry("currencyCode", "GBP"));
        assertThat(refusal(koppel().post(lines, "{\"assetNumber\":\"" + item.get("number") + "\"}")))
                .isEqualTo("400 Internal_InvalidTableRelation");
        assertThat(koppel().get(COMPANION + "/priceLists(" + list.get("systemId") + ")?$expand=priceListLines")
                        .json()
                        .get("priceListLines"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(2);
    }

    /** table-mappings.md §8.3: a vendor brings a company contact, and persons belong to it by the vendor's id. */
    @Test
    void keepsVendorAndCompanyContactAlike() {
        Map<String, Object> vendor = create(
                COMPANION + "/vendors", "{\"displayName\":\"Timber Ltd.\",\"purchaserCode\":\"\",\"city\":\"Ulm\"}");
        String contact = COMPANION + "/contacts(" + vendor.get("companyContactId") + ")";
        assertThat(koppel().get(contact).json())
                .containsEntry("displayName", "Timber Ltd.")
                .containsEntry("vendorId", vendor.get("systemId"));
        Map<String, Object> person = create(
                COMPANION + "/contacts",
                "{\"type\":\"Person\",\"firstName\":\"Jo\",\"customerId\":\"00000000-0000-0000-0000-000000000000\","
                        + "\"vendorId\":\"" + vendor.get("systemId") + "\"}");
        assertThat(person).containsEntry("companyNumber", vendor.get("companyContactNumber"));
        String path = COMPANION + "/contacts(" + person.get("systemId") + ")";
        assertThat(patch(path, "{\"customerId\":\"00000000-0000-0000-0000-000000000000\"}"))
                .containsEntry("companyNumber", vendor.get("companyContactNumber"));
        patch(
                COMPANION + "/vendors(" + vendor.get("systemId") + ")",
                "{\"primaryContactId\":\"" + person.get("systemId") + "\"}");
        assertThat(koppel().get(COMPANION + "/vendors(" + vendor.get("systemId") + ")")
                        .json())
                .containsEntry("primaryContactNumber", person.get("number"));
        assertThat(patch(path, "{\"vendorId\":\"00000000-0000-0000-0000-000000000000\"}"))
                .containsEntry("companyNumber", "");
    }
}
