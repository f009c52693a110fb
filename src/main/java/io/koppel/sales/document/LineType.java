package io.koppel.sales.document;

/** Types of lines that come from Sales, as the companion API writes them (business-central-api.md §7). */
public enum LineType {
    COMMENT("_x0020_"),
    ACCOUNT("G_x002F_L_x0020_Account"),
    ITEM("Item"),
    RESOURCE("Resource");

    private final String wire;

    LineType(String wire) {
        this.wire = wire;
    }

    /** The encoded member name. */
    public String wire() {
        return wire;
    }
}
