package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.Values;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Computed properties of items, resources and prices: figures of ledgers, units, what codes stand for. */
final class ComputedProducts {
    private ComputedProducts() {}

    /** The value a row shows; never null. */
    static Object value(BcData data, BcTable table, Property property, Row row) {
        List<String> words = property.words();
        return switch (words.get(0)) {
            case "inventory" -> data.sum("Item Ledger Entry", "Item No.", table.text(row, "No."), "Quantity");
            case "sum" -> data.sum(words.get(1), words.get(2), table.text(row, table.keyField()), words.get(3));
            case "field" -> {
                Row target = data.byKey(words.get(1), table.text(row, words.get(2)));
                yield target == null ? "" : data.table(words.get(1)).text(target, words.get(3));
            }
            case "dateText" -> Objects.toString((LocalDate) row.get(table.column(words.get(1))), "");
            case "referenceIf" ->
                data.option(table, row, words.get(2)).equals(words.get(1))
                        ? data.idOf(words.get(1), table.text(row, words.get(3)))
                        : Values.ZERO_ID;
            case "pair" -> id(data.byPair(words.get(1), table.text(row, words.get(2)), table.text(row, words.get(3))));
            case "unitGroup" -> data.idOf("Unit Group", UnitGroups.code(words.get(1), table.text(row, words.get(2))));
            case "unitGroupName" -> ofSource(data, table, row, true);
            case "unitGroupBase" -> ofSource(data, table, row, false);
            case "priceUnitCode" -> priceUnit(data, table, row, words.get(1), words.get(2));
            case "priceUnit" -> {
                String code = priceUnit(data, table, row, words.get(2), words.get(3));
                if (!words.get(1).equals("asset")) {
                    yield data.idOf(words.get(1), code);
                }
                String asset = asset(data, table, row, words.get(2));
                yield asset.isEmpty()
                        ? Values.ZERO_ID
                        : id(data.byPair(asset + " Unit of Measure", table.text(row, words.get(3)), code));
            }
            default -> ComputedSales.value(data, table, property, row);
        };
    }

    private static Object id(@Nullable Row row) {
        return row == null ? Values.ZERO_ID : row.id();
    }

    private static String ofSource(BcData data, BcTable table, Row group, boolean name) {
        String source = data.option(table, group, "Source Type");
        Row row = data.byKey(source, table.text(group, "Source No."));
        String field = !name ? "Base Unit of Measure" : source.equals("Item") ? "Description" : "Name";
        return row == null ? "" : data.table(source).text(row, field);
    }

    /** The table of what a price is for, "" when it is neither item nor resource. */
    private static String asset(BcData data, BcTable table, Row row, String type) {
        String asset = type.startsWith("=") ? type.substring(1) : data.option(table, row, type);
        return asset.equals("Item") || asset.equals("Resource") ? asset : "";
    }

    /** The unit of a price, which is the base unit of its item or resource where the price names none (table-mappings.md §8.5). */
    private static String priceUnit(BcData data, BcTable table, Row row, String type, String number) {
        String own = table.text(row, "Unit of Measure Code");
        String asset = asset(data, table, row, type);
        if (!own.isEmpty() || asset.isEmpty()) {
            return own;
        }
        Row target = data.byKey(asset, table.text(row, number));
        return target == null ? "" : data.table(asset).text(target, "Base Unit of Measure");
    }
}
