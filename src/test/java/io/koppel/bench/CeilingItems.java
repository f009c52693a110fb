package io.koppel.bench;

import java.util.List;
import java.util.UUID;

/**
 * Items copied into products: created as drafts, given a price in one list, and with that list made active. Each of the two writes
 * to the product has an intent and a confirmation.
 */
final class CeilingItems implements CeilingWork {
    private static final String UNIT = "PCS";
    private final CeilingHttp http;
    private final Ledger ledger;
    private final CeilingRows products;
    private final CeilingRows prices;
    private final int price = columns().source().indexOf("unitPrice");
    private CeilingConstants constants;
    private String schedule;
    private String unit;
    private String list;

    /** @param ledger null where nothing is remembered */
    CeilingItems(CeilingHttp http, Ledger ledger) {
        this.http = http;
        this.ledger = ledger;
        this.products = new CeilingRows(http, "products", "product", columns());
        this.prices = new CeilingRows(http, "productpricelevels", "productpricelevel", columns());
    }

    @Override
    public CeilingColumns columns() {
        return CeilingColumns.ITEMS;
    }

    @Override
    public String set() {
        return "items";
    }

    @Override
    public String filter() {
        return "blocked eq false";
    }

    /** The price list of all products. */
    String list() {
        return list;
    }

    /** The unit of all products. */
    String unit() {
        return unit;
    }

    @Override
    public void prepare() {
        constants = CeilingConstants.read(http);
        String id = CeilingRows.create(
                http, "uomschedules", "uomscheduleid", UUID.randomUUID().toString(), (json, none) -> {
                    json.writeStringField("name", UNIT);
                    json.writeStringField("baseuomname", UNIT);
                });
        schedule = "/uomschedules(" + id + ")";
        unit = "/uoms("
                + http.first(
                        CeilingRows.ROOT + "uoms?$filter=" + CeilingHttp.encode("_uomscheduleid_value eq " + id)
                                + "&$select=uomid",
                        "uomid")
                + ")";
        list = "/pricelevels("
                + CeilingRows.create(
                        http, "pricelevels", "pricelevelid", UUID.randomUUID().toString(), (json, none) -> {
                            json.writeStringField("name", "Price list");
                            json.writeStringField("transactioncurrencyid@odata.bind", constants.currency());
                        })
                + ")";
    }

    @Override
    public int create(List<Object[]> items) {
        if (ledger != null) {
            ledger.intend(items);
        }
        products.create(items, (json, item) -> {
            json.writeStringField("productid", (String) item[0]);
            products.values(json, item);
            json.writeNumberField("producttypecode", 1);
            json.writeNumberField("quantitydecimal", 2);
            json.writeStringField("defaultuomscheduleid@odata.bind", schedule);
            json.writeStringField("defaultuomid@odata.bind", unit);
            json.writeStringField("transactioncurrencyid@odata.bind", constants.currency());
            json.writeStringField("bcbi_CompanyId@odata.bind", constants.company());
        });
        List<Object[]> created = products.read(items);
        if (ledger != null) {
            ledger.confirm(items, created);
        }
        prices.create(items, (json, item) -> {
            json.writeStringField("pricelevelid@odata.bind", list);
            json.writeStringField("productid@odata.bind", "/products(" + item[0] + ")");
            json.writeStringField("uomid@odata.bind", unit);
            json.writeNumberField("pricingmethodcode", 1);
            CeilingRows.value(json, "amount", item[price]);
        });
        return change(items, created, (json, product) -> {
            json.writeStringField("pricelevelid@odata.bind", list);
            json.writeNumberField("statecode", 0);
            json.writeNumberField("statuscode", 1);
        });
    }

    private int change(List<Object[]> items, List<Object[]> targets, CeilingRows.Members members) {
        if (ledger != null) {
            ledger.intendUpdate(items, targets);
        }
        int changed = products.update(targets, members);
        if (ledger != null) {
            ledger.confirm(items, targets);
        }
        return changed;
    }

    @Override
    public int update(List<Object[]> items) {
        throw new UnsupportedOperationException("items are measured on the first synchronization only");
    }
}
