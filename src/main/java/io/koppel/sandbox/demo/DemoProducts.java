package io.koppel.sandbox.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the demonstration company buys, keeps and sells: vendors, units, items, resources (design.md §9). */
public record DemoProducts(
        List<Vendor> vendors, List<DemoCompany.Code> units, List<Product> items, List<Product> resources) {
    public record Vendor(
            String number,
            String name,
            DemoCompany.Address address,
            String phone,
            String email,
            String currency,
            String paymentTerms) {}

    /**
     * An item or a resource.
     *
     * @param type the application's name of it
     * @param units further units with how many base units each is
     * @param stock inventory, or capacity of a resource
     */
    public record Product(
            String number,
            String name,
            String type,
            String unit,
            BigDecimal price,
            BigDecimal cost,
            BigDecimal weight,
            BigDecimal volume,
            String vendor,
            Map<String, BigDecimal> units,
            int stock,
            boolean blocked) {}

    private static final List<DemoCompany.Code> UNITS = List.of(
            new DemoCompany.Code("BOX", "Karton"),
            new DemoCompany.Code("CAN", "Kanister"),
            new DemoCompany.Code("DAY", "Tag"),
            new DemoCompany.Code("HOUR", "Stunde"),
            new DemoCompany.Code("KM", "Kilometer"),
            new DemoCompany.Code("L", "Liter"),
            new DemoCompany.Code("M", "Meter"),
            new DemoCompany.Code("PACK", "Paket"),
            new DemoCompany.Code("PAIR", "Paar"),
            new DemoCompany.Code("PALLET", "Palette"),
            new DemoCompany.Code("PCS", "Stück"),
            new DemoCompany.Code("ROLL", "Rolle"),
            new DemoCompany.Code("SQM", "Quadratmeter"));

    /** Those of the demonstration company; always the same. */
    public static DemoProducts cronus() {
        List<Vendor> vendors = DemoCompany.lines("vendors.txt").stream()
                .map(DemoProducts::vendor)
                .toList();
        List<Product> items =
                DemoCompany.lines("items.txt").stream().map(DemoProducts::item).toList();
        List<Product> resources = DemoCompany.lines("resources.txt").stream()
                .map(DemoProducts::resource)
                .toList();
        return new DemoProducts(vendors, UNITS, items, resources);
    }

    /** Who works at the vendors: one person at every second of them; {@code customer} is the vendor's number. */
    public List<DemoCompany.Person> persons() {
        List<DemoCompany.Person> persons = new ArrayList<>();
        for (int i = 0; i < vendors.size(); i += 2) {
            Vendor vendor = vendors.get(i);
            String first = DemoCodes.FIRST_NAMES.get((i * 3 + 5) % DemoCodes.FIRST_NAMES.size());
            String last = DemoCodes.LAST_NAMES.get((i * 11 + 2) % DemoCodes.LAST_NAMES.size());
            persons.add(new DemoCompany.Person(
                    vendor.number(),
                    first,
                    last,
                    DemoCompany.phone(first + last + vendor.number()),
                    DemoCompany.mailName(first + " " + last) + "@" + DemoCompany.mailName(vendor.name()) + ".example"));
        }
        return List.copyOf(persons);
    }

    private static Vendor vendor(String[] line) {
        return new Vendor(
                line[0],
                line[1],
                new DemoCompany.Address(line[2], "", line[3], line[4], line[5]),
                DemoCompany.phone(line[1]),
                "verkauf@" + DemoCompany.mailName(line[1]) + ".example",
                line[6],
                line[7]);
    }

    private static Product item(String[] line) {
        boolean service = line[9].equals("service");
        boolean none = service || line[9].equals("no stock");
        return new Product(
                line[0],
                line[1],
                service ? "Service" : "Inventory",
                line[2],
                new BigDecimal(line[3]),
                new BigDecimal(line[4]),
                new BigDecimal(line[5]),
                new BigDecimal(line[6]),
                line[7],
                units(line[8]),
                none ? 0 : 5 + Math.floorMod(line[1].hashCode(), 195),
                line[9].equals("blocked"));
    }

    private static Product resource(String[] line) {
        return new Product(
                line[0],
                line[1],
                line[2],
                line[3],
                new BigDecimal(line[4]),
                new BigDecimal(line[5]),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                "",
                units(line[7]),
                Integer.parseInt(line[6]),
                line[8].equals("blocked"));
    }

    private static Map<String, BigDecimal> units(String text) {
        Map<String, BigDecimal> units = new LinkedHashMap<>();
        for (String unit : text.isEmpty() ? new String[0] : text.split(",")) {
            int equals = unit.indexOf('=');
            units.put(unit.substring(0, equals), new BigDecimal(unit.substring(equals + 1)));
        }
        return units;
    }
}
