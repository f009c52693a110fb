package io.koppel.sandbox.dataverse;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The options of every choice column as they stand now. Each column has its own list, also where two columns look alike;
 * a change counts once its table has been published (dataverse-web-api.md §10.7).
 */
public final class Choices {
    /** First value handed out for an option that is inserted without a value. */
    private static final int FIRST_OWN_VALUE = 100_000_000;

    private final DataverseCatalogue catalogue;
    private final Map<String, ConcurrentSkipListMap<Integer, ChoiceOption>> published = new ConcurrentHashMap<>();
    private final Map<String, ConcurrentSkipListMap<Integer, ChoiceOption>> draft = new ConcurrentHashMap<>();

    /** The options of every column of the catalogue as shipped. */
    public Choices(DataverseCatalogue catalogue) {
        this.catalogue = catalogue;
        reset();
    }

    /** Back to the options as shipped. */
    public void reset() {
        for (DataverseTable table : catalogue.tables()) {
            for (DataverseColumn column : table.columns()) {
                if (column.type().isChoice()) {
                    ConcurrentSkipListMap<Integer, ChoiceOption> options = new ConcurrentSkipListMap<>();
                    column.options().forEach(option -> options.put(option.value(), option));
                    published.put(key(table, column), options);
                    draft.put(key(table, column), options.clone());
                }
            }
        }
    }

    /** The published options of a column, by value. */
    public Collection<ChoiceOption> options(DataverseTable table, DataverseColumn column) {
        return of(published, table, column).values();
    }

    /** The published option with this value, or null when the column does not know it. */
    public @Nullable ChoiceOption option(DataverseTable table, DataverseColumn column, int value) {
        return of(published, table, column).get(value);
    }

    /** The option with this value, published or not. */
    public @Nullable ChoiceOption draft(DataverseTable table, DataverseColumn column, int value) {
        return of(draft, table, column).get(value);
    }

    /** A value no option of the column has yet. */
    public int freeValue(DataverseTable table, DataverseColumn column) {
        ConcurrentSkipListMap<Integer, ChoiceOption> options = of(draft, table, column);
        return options.isEmpty() ? FIRST_OWN_VALUE : Math.max(FIRST_OWN_VALUE, options.lastKey() + 1);
    }

    /** Adds an option or renames the one with that value; seen after {@link #publish}. */
    public void put(DataverseTable table, DataverseColumn column, ChoiceOption option) {
        of(draft, table, column).put(option.value(), option);
    }

    /** Takes an option away; rows that hold its value keep it. Seen after {@link #publish}. */
    public void remove(DataverseTable table, DataverseColumn column, int value) {
        of(draft, table, column).remove(value);
    }

    /** Makes all changes to a table's options count. */
    public void publish(DataverseTable table) {
        for (DataverseColumn column : table.columns()) {
            if (column.type().isChoice()) {
                published.put(key(table, column), of(draft, table, column).clone());
            }
        }
    }

    private static ConcurrentSkipListMap<Integer, ChoiceOption> of(
            Map<String, ConcurrentSkipListMap<Integer, ChoiceOption>> columns,
            DataverseTable table,
            DataverseColumn column) {
        ConcurrentSkipListMap<Integer, ChoiceOption> options = columns.get(key(table, column));
        if (options == null) {
            throw new IllegalArgumentException(key(table, column) + " is not a choice column");
        }
        return options;
    }

    private static String key(DataverseTable table, DataverseColumn column) {
        return table.logicalName() + "." + column.logicalName();
    }
}
