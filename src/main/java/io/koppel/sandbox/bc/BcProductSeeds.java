package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.demo.DemoCompany;
import io.koppel.sandbox.demo.DemoProducts;
import io.koppel.sandbox.demo.DemoSales;
import io.koppel.sandbox.demo.SeedNames;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Fills vendors, units, items, resources and prices: those of the demonstration company, and any number of them. */
final class BcProductSeeds {
    static final Set<String> KINDS = Set.of("vendors", "items", "resources", "priceListLines");

    private static final String SEED_UNIT = "PCS";
    private static final String SEED_LIST = "SEED";

    private final BcSession session;
    private final BcData data;
    private final SeedRows rows;

    BcProductSeeds(BcSession session) {
        this.session = session;
        this.data = session.data();
        this.rows = new SeedRows(session);
    }

    void load(DemoProducts products) {
        products.vendors().forEach(this::vendor);
        products.units().forEach(this::unit);
        products.items().forEach(item -> product("Item", item));
        products.resources().forEach(resource -> product("Resource", resource));
    }

    void load(DemoSales sales) {
        sales.priceLists().forEach(this::priceList);
    }

    private void vendor(DemoProducts.Vendor vendor) {
        RowDraft row = rows.draft("Vendor", DemoCompany.id("vendor", vendor.number()))
                .set("No.", vendor.number())
                .set("Address", vendor.address().line1())
                .set("Post Code", vendor.address().postCode())
                .set("City", vendor.address().city())
                .set("Country/Region Code", vendor.address().country())
                .set("Phone No.", vendor.phone())
                .set("E-Mail", vendor.email())
                .set("Currency Code", vendor.currency())
                .set("Payment Terms Code", vendor.paymentTerms());
        rows.type("Vendor", row, "Name", vendor.name());
        rows.insert("Vendor", row);
    }

    private void unit(DemoCompany.Code unit) {
        rows.insert(
                "Unit of Measure",
                rows.draft("Unit of Measure", DemoCompany.id("unit", unit.code()))
                        .set("Code", unit.code())
                        .set("Description", unit.description()));
    }

    private void product(String table, DemoProducts.Product product) {
        RowDraft row = rows.draft(table, DemoCompany.id(table, product.number()))
                .set("No.", product.number())
                .set("Type", product.type())
                .set("Base Unit of Measure", product.unit())
                .set("Unit Price", product.price())
                .set("Unit Cost", product.cost())
                .set("Vendor No.", product.vendor())
                .set("Blocked", product.blocked() ? true : null);
        boolean item = table.equals("Item");
        if (item) {
            row.set("Gross Weight", product.weight().signum() == 0 ? null : product.weight());
            row.set("Unit Volume", product.volume().signum() == 0 ? null : product.volume());
            row.set("Vendor Item No.", "V-" + product.number());
        }
        rows.type(table, row, item ? "Description" : "Name", product.name());
        rows.insert(table, row);
        product.units()
                .forEach((unit, quantity) -> rows.insert(
                        table + " Unit of Measure",
                        rows.draft(
                                        table + " Unit of Measure",
                                        DemoCompany.id(table + " unit", product.number() + " " + unit))
                                .set(table + " No.", product.number())
                                .set("Code", unit)
                                .set("Qty. per Unit of Measure", quantity)));
        if (product.stock() > 0) {
            stock(item, product.number(), product.stock());
        }
    }

    private void stock(boolean item, String number, int stock) {
        if (item) {
            ItemRules.move(session, number, "Positive Adjmt.", "START", BigDecimal.valueOf(stock));
        } else {
            rows.insert(
                    "Res. Capacity Entry",
                    rows.draft("Res. Capacity Entry", UUID.randomUUID())
                            .set("Resource No.", number)
                            .set("Capacity", BigDecimal.valueOf(stock)));
        }
    }

    private void priceList(DemoSales.PriceList list) {
        rows.insert(
                "Price List Header",
                rows.draft("Price List Header", DemoCompany.id("priceList", list.code()))
                        .set("Code", list.code())
                        .set("Description", list.name())
                        .set("Source Type", "All Customers")
                        .set("Price Type", "Sale")
                        .set("Amount Type", "Price")
                        .set("Status", list.active() ? "Active" : "Draft")
                        .set("Currency Code", list.currency()));
        if (!list.group().isEmpty()) {
            rows.insert(
                    "Customer Price Group",
                    rows.draft("Customer Price Group", DemoCompany.id("priceGroup", list.group()))
                            .set("Code", list.group())
                            .set("Description", list.name()));
        }
        for (DemoSales.Price price : list.prices()) {
            line(list.code(), price.resource() ? "Resource" : "Item", price.number(), price.price());
            if (!price.resource() && !list.group().isEmpty()) {
                rows.insert(
                        "Sales Price",
                        rows.draft("Sales Price", DemoCompany.id("salesPrice", list.group() + " " + price.number()))
                                .set("Item No.", price.number())
                                .set("Sales Type", "Customer Price Group")
                                .set("Sales Code", list.group())
                                .set("Currency Code", list.currency())
                                .set("Starting Date", java.time.LocalDate.of(2026, 1, 1))
                                .set("Unit Price", price.price()));
            }
        }
    }

    private void line(String list, String type, String number, BigDecimal price) {
        rows.insert(
                "Price List Line",
                rows.draft("Price List Line", DemoCompany.id("priceListLine", list + " " + number))
                        .set("Price List Code", list)
                        .set("Asset Type", type)
                        .set("Asset No.", number)
                        .set("Amount Type", "Price")
                        .set("Unit Price", price));
    }

    /** One record of a kind; price list lines are of one list and price the items that were made before. */
    void seed(String what, SeedNames names, int record) {
        switch (what) {
            case "vendors" ->
                vendor(new DemoProducts.Vendor(
                        String.format(Locale.ROOT, "SV%06d", record + 1),
                        names.company(record),
                        names.address(record),
                        names.phone(record),
                        names.email("vendor", record),
                        "",
                        ""));
            case "items" -> product("Item", seeded(names, "Inventory", itemNumber(record), record));
            case "resources" ->
                product("Resource", seeded(names, "Person", String.format(Locale.ROOT, "SR%06d", record + 1), record));
            default -> seedLine(names, record);
        }
    }

    private static String itemNumber(int record) {
        return String.format(Locale.ROOT, "SI%07d", record + 1);
    }

    private DemoProducts.Product seeded(SeedNames names, String type, String number, int record) {
        if (data.byKey("Unit of Measure", SEED_UNIT) == null) {
            unit(new DemoCompany.Code(SEED_UNIT, "Stück"));
        }
        BigDecimal price = BigDecimal.valueOf(100 + names.pick(record, 30, 100_000), 2);
        return new DemoProducts.Product(
                number,
                "Product " + number,
                type,
                SEED_UNIT,
                price,
                price,
                BigDecimal.ONE,
                BigDecimal.ONE,
                "",
                java.util.Map.of(),
                0,
                false);
    }

    private void seedLine(SeedNames names, int record) {
        String item = itemNumber(record);
        if (data.byKey("Price List Header", SEED_LIST) == null) {
            priceList(new DemoSales.PriceList(SEED_LIST, "Seed", "", "", true, java.util.List.of()));
        }
        if (data.byKey("Item", item) != null) {
            rows.insert(
                    "Price List Line",
                    rows.draft("Price List Line", names.id("priceListLine", record))
                            .set("Price List Code", SEED_LIST)
                            .set("Line No.", 10_000L * (record + 1))
                            .set("Asset Type", "Item")
                            .set("Asset No.", item)
                            .set("Amount Type", "Price")
                            .set("Unit Price", BigDecimal.valueOf(100 + names.pick(record, 31, 100_000), 2)));
        }
    }
}
