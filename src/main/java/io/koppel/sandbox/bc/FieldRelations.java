package io.koppel.sandbox.bc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which fields hold keys of which tables, and which values they may take (business-central-api.md §6.3). */
final class FieldRelations {
    private static final Map<String, String> BY_FIELD = Map.of(
            "Salesperson Code", "Salesperson/Purchaser",
            "Currency Code", "Currency",
            "Relational Currency Code", "Currency",
            "Payment Terms Code", "Payment Terms",
            "Shipment Method Code", "Shipment Method",
            "Shipping Agent Code", "Shipping Agent",
            "Primary Contact No.", "Contact",
            "Company Contact No.", "Contact",
            "Company No.", "Contact",
            "Customer Number", "Customer");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> LOCATIONS = Set.of("MAIN", "EAST", "WEST");

    private FieldRelations() {}

    /** A field that holds another table's key. */
    record Use(String table, String field) {}

    static List<Use> usesOf(String table) {
        List<Use> uses = new ArrayList<>();
        BY_FIELD.forEach((field, target) -> {
            if (target.equals(table)) {
                for (String user : List.of("Customer", "Contact", "Currency Exchange Rate")) {
                    if (isIn(user, field)) {
                        uses.add(new Use(user, field));
                    }
                }
            }
        });
        return uses;
    }

    private static boolean isIn(String table, String field) {
        return switch (field) {
            case "Salesperson Code" -> !table.equals("Currency Exchange Rate");
            case "Currency Code" -> true;
            case "Relational Currency Code" -> table.equals("Currency Exchange Rate");
            case "Company No.", "Customer Number" -> table.equals("Contact");
            default -> table.equals("Customer");
        };
    }

    /** Refuses a value that its related table does not hold. */
    static void check(BcData data, String field, String value) {
        if (value.isEmpty()) {
            return;
        }
        String target = BY_FIELD.get(field);
        boolean known = true;
        if (target != null) {
            known = data.byKey(target, value) != null;
        } else if (field.equals("Country/Region Code")) {
            known = COUNTRIES.contains(value);
        } else if (field.equals("Location Code")) {
            known = LOCATIONS.contains(value);
        }
        if (!known) {
            throw new BcException(
                    400,
                    "Internal_InvalidTableRelation",
                    "The field " + field + " contains a value (" + value
                            + ") that cannot be found in the related table.");
        }
    }
}
