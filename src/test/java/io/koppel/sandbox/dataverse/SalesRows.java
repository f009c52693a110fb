package io.koppel.sandbox.dataverse;

import static io.koppel.sandbox.dataverse.DataverseClient.id;

import com.fasterxml.jackson.databind.JsonNode;

/** Makes the rows that tests of Sales begin with. */
record SalesRows(DataverseClient client) {
    /** A unit group with its base unit. */
    record Group(String id, String unit) {
        String unitBinds() {
            return "\"defaultuomid@odata.bind\":\"/uoms(" + unit
                    + ")\",\"defaultuomscheduleid@odata.bind\":\"/uomschedules(" + id + ")\"";
        }
    }

    Group group(String code) {
        String group =
                id(client.post("uomschedules", "{\"name\":\"NAV " + code + "\",\"baseuomname\":\"" + code + "\"}"));
        JsonNode unit = client.read("uoms?$select=uomid&$filter=_uomscheduleid_value eq " + group)
                .at("/value/0/uomid");
        return new Group(group, unit.asText());
    }

    String product(String number, Group group) {
        return id(client.post("products", productBody(number, group)));
    }

    static String productBody(String number, Group group) {
        return "{\"name\":\"Product " + number + "\",\"productnumber\":\"" + number + "\",\"quantitydecimal\":2,"
                + group.unitBinds() + "}";
    }

    String priceList(String name) {
        return id(client.post("pricelevels", "{\"name\":\"" + name + "\"}"));
    }

    static String price(String list, String product, String unit, String amount) {
        return "{\"pricelevelid@odata.bind\":\"/pricelevels(" + list + ")\",\"productid@odata.bind\":\"/products("
                + product + ")\",\"uomid@odata.bind\":\"/uoms(" + unit + ")\",\"amount\":" + amount + "}";
    }

    static String invoiceBody(String account, String list, String more) {
        return "{\"name\":\"Invoice\",\"customerid_account@odata.bind\":\"/accounts(" + account
                + ")\",\"pricelevelid@odata.bind\":\"/pricelevels(" + list + ")\"" + more + "}";
    }

    static String line(String invoice, String more) {
        return "{\"invoiceid@odata.bind\":\"/invoices(" + invoice + ")\"," + more + "}";
    }

    static String productLine(String product, String unit, String more) {
        return "\"productid@odata.bind\":\"/products(" + product + ")\",\"uomid@odata.bind\":\"/uoms(" + unit + ")\","
                + more;
    }
}
