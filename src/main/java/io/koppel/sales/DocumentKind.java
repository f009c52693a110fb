package io.koppel.sales;

/** What stands in the {@link DocumentLedger}. */
public enum DocumentKind {
    /** A sales order. */
    ORDER("order"),
    /** A revision of a sales quote. */
    QUOTE("quote"),
    /** The mark that a won quote was settled: it has no document of its own (sales-documents.md §3.4). */
    WON_QUOTE("won-quote");

    private final String text;

    DocumentKind(String text) {
        this.text = text;
    }

    /** The word stored and shown. */
    public String text() {
        return text;
    }

    static DocumentKind of(String text) {
        for (DocumentKind kind : values()) {
            if (kind.text.equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown kind of document '" + text + "'");
    }
}
