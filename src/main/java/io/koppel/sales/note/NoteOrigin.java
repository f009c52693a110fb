package io.koppel.sales.note;

/** Where a note was written. */
enum NoteOrigin {
    SALES("sales"),
    BUSINESS_CENTRAL("business-central");

    private final String word;

    NoteOrigin(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static NoteOrigin of(String word) {
        return word.equals(SALES.word) ? SALES : BUSINESS_CENTRAL;
    }
}
