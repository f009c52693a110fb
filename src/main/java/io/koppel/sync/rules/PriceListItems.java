package io.koppel.sync.rules;

import io.koppel.mapping.Conversion;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Literals;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.EligibleRecords;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The prices of price lists, as another mapping knows them: the one whose rows belong to a price list through {@code
 * pricelevelid}. They are asked for by the code of the price list, which every surface can filter by.
 */
final class PriceListItems {
    private static final int BLOCK = 20;
    private final Engine engine;

    PriceListItems(Engine engine) {
        this.engine = engine;
    }

    /** The mapping of the prices, null if there is none in force. */
    @Nullable
    TableMapping mapping(String priceLists) {
        List<TableMapping> lines = Mappings.belongingTo(engine, "pricelevelid", priceLists);
        return lines.isEmpty() ? null : lines.get(0);
    }

    /** Prices by the code of their price list, in upper case; lists without any are missing. */
    Map<String, List<Row>> of(Pass cause, TableMapping lines, Collection<String> codes) {
        String property = property(lines);
        List<String> all = List.copyOf(codes);
        Map<String, List<Row>> found = new HashMap<>();
        for (int at = 0; at < all.size(); at += BLOCK) {
            String filter = all.subList(at, Math.min(all.size(), at + BLOCK)).stream()
                    .map(code -> property + " eq " + Literals.text(code))
                    .collect(Collectors.joining(" or "));
            for (Row row : new EligibleRecords(engine).read(lines, filter, cause)) {
                found.computeIfAbsent(key(DataverseRows.text(row, property)), key -> new ArrayList<>())
                        .add(row);
            }
        }
        return found;
    }

    /** The same for the price lists of a batch. */
    Map<String, List<Row>> of(Batch batch, TableMapping lines, List<Item> items) {
        return of(
                batch.pass(),
                lines,
                items.stream().map(item -> String.valueOf(item.label())).toList());
    }

    static String key(@Nullable String code) {
        return String.valueOf(code).toUpperCase(Locale.ROOT);
    }

    /** The property with the price list's code: the label of the row, or the row itself where it holds the code. */
    private static String property(TableMapping lines) {
        FieldMapping row = Mappings.row(lines, "pricelevelid").orElseThrow();
        String label = row.label();
        boolean byNumber = row.conversion() instanceof Conversion.CouplingOf coupling && coupling.byNumber();
        String property = byNumber || label == null ? row.businessCentral() : label;
        return String.valueOf(property);
    }
}
