package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.Side;
import io.koppel.sandbox.core.Values;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Properties that are no field: who and when, ids of what codes name, relations of contacts, what is always empty here. */
final class Computed {
    private static final Set<String> WRITABLE = Set.of(
            "reference",
            "referenceIf",
            "localCode",
            "unserved",
            "own",
            "ownText",
            "inventory",
            "dimensionValue",
            "pair",
            "customerOfContact",
            "customerOfCompany",
            "vendorOfCompany");

    private Computed() {}

    private static String first(String computed) {
        int colon = computed.indexOf(':');
        return colon < 0 ? computed : computed.substring(0, colon);
    }

    static FieldKind kind(String computed) {
        return switch (first(computed)) {
            case "version" -> FieldKind.LONG;
            case "createdAt", "modifiedAt" -> FieldKind.DATETIME;
            case "modifiedDate" -> FieldKind.DATE;
            case "blank" -> FieldKind.ofEdm(computed.substring("blank:".length()));
            case "modifiedText", "text", "relation", "customerNumber", "customerName", "field", "dateText" ->
                FieldKind.TEXT;
            case "ownText" -> FieldKind.TEXT;
            case "statistics" -> FieldKind.DECIMAL;
            case "workDate" -> FieldKind.DATE;
            case "prepaymentDue" -> FieldKind.BOOLEAN;
            case "localCurrency" -> FieldKind.CODE;
            case "unitGroupName" -> FieldKind.TEXT;
            case "activeEntry", "remaining", "invoiceClosed", "ledger", "customerOf", "invoiceOfEntry" ->
                ComputedSales.kind(computed);
            case "localCode", "priceUnitCode", "unitGroupBase" -> FieldKind.CODE;
            case "sum", "inventory" -> FieldKind.DECIMAL;
            default -> FieldKind.GUID;
        };
    }

    static Property.Access access(String computed, Property.Access given) {
        return first(computed).equals("id") || WRITABLE.contains(first(computed)) ? given : Property.Access.READ_ONLY;
    }

    /** The value a row shows; never null. */
    static Object value(BcData data, EntitySet set, Property property, Row row) {
        BcTable table = set.table();
        return switch (property.computedName()) {
            case "id" -> row.id();
            case "version" -> row.version();
            case "modifiedAt" -> row.modifiedAt();
            case "modifiedDate" -> row.modifiedAt().atZone(ZoneOffset.UTC).toLocalDate();
            case "modifiedText" -> row.modifiedAt().toString();
            case "createdAt" -> orEmpty(row.get(table.createdAt()), FieldKind.DATETIME);
            case "createdBy" -> orEmpty(row.get(table.createdBy()), FieldKind.GUID);
            case "modifiedBy" -> orEmpty(row.get(table.modifiedBy()), FieldKind.GUID);
            case "text" -> property.words().get(1);
            case "reference" -> {
                List<String> words = property.words();
                yield data.idOf(words.get(1), table.text(row, words.get(2)));
            }
            case "localCode" -> {
                String code = table.text(row, property.words().get(1));
                yield code.isEmpty() ? data.localCurrency() : code;
            }
            case "relation" -> relation(data, row);
            case "customerNumber" -> data.partnerNumberOf(row, "Customer");
            case "customerOfContact", "customerOfCompany" ->
                data.idOf("Customer", data.partnerNumberOf(row, "Customer"));
            case "vendorOfCompany" -> data.idOf("Vendor", data.partnerNumberOf(row, "Vendor"));
            case "customerName" -> {
                Row customer = data.byKey("Customer", data.partnerNumberOf(row, "Customer"));
                yield customer == null ? "" : data.model().table("Customer").text(customer, "Name");
            }
            case "unserved" -> Values.ZERO_ID;
            case "workDate" ->
                data.context()
                        .clock()
                        .now(Side.BUSINESS_CENTRAL)
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate();
            case "localCurrency" -> data.localCurrency();
            // Worked out for each row in the real page, so kept from filters and sorting.
            case "own", "ownText" ->
                orEmpty(row.get(table.column(property.words().get(1))), property.kind());
            case "dimensionValue" -> DimensionRules.valueId(data, table, row);
            case "prepaymentDue" -> Prepayments.due(data, table.text(row, "No."));
            case "statistics" ->
                new CustomerFigures(data, table.text(row, "No."))
                        .figure(property.words().get(1));
            default -> ComputedProducts.value(data, table, property, row);
        };
    }

    private static String relation(BcData data, Row contact) {
        boolean customer = !data.partnerNumberOf(contact, "Customer").isEmpty();
        boolean vendor = !data.partnerNumberOf(contact, "Vendor").isEmpty();
        return customer && vendor ? "Multiple" : customer ? "Customer" : vendor ? "Vendor" : "None";
    }

    private static Object orEmpty(@Nullable Object value, FieldKind kind) {
        return value == null ? kind.empty() : value;
    }

    /** An enum member as API pages write it: {@code _x0020_} for blank, and so for every character that is no letter or digit. */
    static String encoded(String member) {
        if (member.isEmpty()) {
            return "_x0020_";
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < member.length(); i++) {
            char c = member.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                out.append(c);
            } else {
                out.append(String.format(Locale.ROOT, "_x%04X_", (int) c));
            }
        }
        return out.toString();
    }
}
