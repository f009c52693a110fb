package io.koppel.sales;

/** How far a document of Sales has come on its way into Business Central. */
public enum DocumentState {
    /** A document with the chosen id is about to be created, or was, and nobody knows yet. */
    INTENDED("intended"),
    /** It was not created; the message says why. The next attempt may take another id. */
    REFUSED("refused"),
    /** It exists in Business Central; what follows its creation is still to be done. */
    CREATED("created"),
    /** Everything that belongs to its creation is done. */
    SETTLED("settled"),
    /** It was posted completely, and Sales shows that. */
    POSTED("posted"),
    /** It was deleted in Business Central and given back to Sales: it may be created again. */
    RETURNED("returned"),
    /** Its document belongs to a later revision by now. */
    REPLACED("replaced");

    private final String text;

    DocumentState(String text) {
        this.text = text;
    }

    /** The word stored and shown. */
    public String text() {
        return text;
    }

    /** Whether a document was created, whatever became of it, and must not be created again. */
    public boolean exists() {
        return this == CREATED || this == SETTLED || this == POSTED;
    }

    static DocumentState of(String text) {
        for (DocumentState state : values()) {
            if (state.text.equals(text)) {
                return state;
            }
        }
        throw new IllegalArgumentException("unknown state of a document '" + text + "'");
    }
}
