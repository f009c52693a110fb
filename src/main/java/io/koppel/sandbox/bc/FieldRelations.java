package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.RowDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which fields hold keys of which tables, and which values they may take (business-central-api.md §6.3). */
final class FieldRelations {
    /** Tables that are not served, whose keys are known all the same. */
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private static final Set<String> LOCATIONS = Set.of("MAIN", "EAST", "WEST");

    /** Accounts that documents may name: sales, services, freight, discounts. */
    private static final Map<String, String> ACCOUNTS =
            Map.of("40100", "Sales", "40200", "Services", "40450", "Freight charged", "40900", "Discounts granted");

    private FieldRelations() {}

    /** What an account is called, "" for none. */
    static String accountName(String number) {
        return ACCOUNTS.getOrDefault(number, "");
    }

    /** A field that holds another table's key. */
    record Use(BcTable table, Field field) {
        /** Whether the field of that row leads to that table: one that another field names changes from row to row. */
        boolean leadsTo(String target, io.koppel.sandbox.core.Row row) {
            return !field.relation().startsWith("@")
                    || table.text(row, field.relation().substring(1)).equals(target);
        }
    }

    /** The table that the field behind the {@code @} names; unset it is at its first member. */
    private static String named(BcData data, Field field, RowDraft draft) {
        String naming = field.relation().substring(1);
        String text = draft.text(naming);
        String member = text.isEmpty()
                ? data.firstOption(data.table(draft.schema().name()).field(naming))
                : text;
        return member.equals("Account") ? "G/L Account" : member;
    }

    /** Every field that may hold keys of a table. */
    static List<Use> usesOf(Model model, String target) {
        List<Use> uses = new ArrayList<>();
        for (BcTable table : model.tables().values()) {
            for (Field field : table.fields()) {
                if (field.relation().equals(target) || field.relation().startsWith("@")) {
                    uses.add(new Use(table, field));
                }
            }
        }
        return uses;
    }

    /** Refuses a value that its related table does not hold. */
    static void check(BcData data, Field field, RowDraft draft, String value) {
        if (value.isEmpty() || field.relation().isEmpty()) {
            return;
        }
        String target = field.relation().startsWith("@") ? named(data, field, draft) : field.relation();
        boolean known =
                switch (target) {
                    case "Country/Region" -> COUNTRIES.contains(value);
                    case "Location" -> LOCATIONS.contains(value);
                    case "G/L Account" -> ACCOUNTS.containsKey(value);
                    default -> data.model().tables().containsKey(target) && data.byKey(target, value) != null;
                };
        if (!known) {
            throw new BcException(
                    400,
                    "Internal_InvalidTableRelation",
                    "The field " + field.name() + " contains a value (" + value
                            + ") that cannot be found in the related table"
                            + (target.isEmpty() ? "." : " " + target + "."));
        }
    }
}
