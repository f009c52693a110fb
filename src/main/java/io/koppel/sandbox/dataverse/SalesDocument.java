package io.koppel.sandbox.dataverse;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The three documents of Sales, which share their rules of prices, discounts and totals, and differ in their states
 * (dataverse-web-api.md §10.5, §10.6). All of them are writable in state 0 alone.
 */
enum SalesDocument {
    QUOTE("quote", "quotenumber", "QUO", "0x80048cf6"),
    ORDER("salesorder", "ordernumber", "ORD", "0x80048cee"),
    INVOICE("invoice", "invoicenumber", "INV", "0x80048ced");

    /** The state in which columns and lines may be written. */
    static final Long WRITABLE = 0L;

    private final String table;
    private final String number;
    private final String prefix;
    private final String foreignPriceList;

    SalesDocument(String table, String number, String prefix, String foreignPriceList) {
        this.table = table;
        this.number = number;
        this.prefix = prefix;
        this.foreignPriceList = foreignPriceList;
    }

    /** The document whose lines are in that table, or whose headers are; null when it is another table. */
    static @Nullable SalesDocument of(String table) {
        for (SalesDocument document : values()) {
            if (table.equals(document.table) || table.equals(document.lines())) {
                return document;
            }
        }
        return null;
    }

    /** The logical name of its table. */
    String table() {
        return table;
    }

    /** The logical name of the table of its lines. */
    String lines() {
        return table + "detail";
    }

    /** The lines' lookup to the header. */
    String lookup() {
        return table + "id";
    }

    /** The column of its number. */
    String number() {
        return number;
    }

    /** The error code for a price list in another currency. */
    String foreignPriceList() {
        return foreignPriceList;
    }

    /** Whether amounts are left to an integration user where order processing is integrated: of orders and invoices alone. */
    boolean isProcessedElsewhere() {
        return this != QUOTE;
    }

    /** Whether an update of the state may lead from one to the other. */
    boolean mayBecome(@Nullable Object before, @Nullable Object after) {
        return before instanceof Long from
                && after instanceof Long to
                && byUpdate(from).contains(to);
    }

    private List<Long> byUpdate(long state) {
        return switch (this) {
            case QUOTE -> state == 0 || state == 1 ? List.of(0L, 1L) : List.of();
            case ORDER ->
                switch ((int) state) {
                    case 0 -> List.of(0L, 1L, 4L);
                    case 1, 3 -> List.of(0L, 4L);
                    case 4 -> List.of(0L);
                    default -> List.of();
                };
            case INVOICE -> state == 0 ? List.of(0L, 1L, 2L, 3L) : List.of(0L);
        };
    }

    /** Whether a state is reached by an action alone. */
    boolean needsAction(@Nullable Object state) {
        return this != INVOICE && state instanceof Long number && (number == 2 || number == 3);
    }

    /**
     * The number of a document that is given none.
     *
     * @param count documents that are there already
     */
    String numbered(UUID id, int count) {
        String text = id.toString().toUpperCase(Locale.ROOT);
        return String.format(Locale.ROOT, "%s-%05d-%s", prefix, 1000 + count, text.substring(30));
    }
}
