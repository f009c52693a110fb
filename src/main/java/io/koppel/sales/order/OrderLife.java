package io.koppel.sales.order;

/**
 * What becomes of an order of Sales that was taken over, from how both services show it (sales-documents.md §2.2, §2.3). Plain
 * values in and out.
 */
public enum OrderLife {
    /** Nothing has to be done. */
    GOES_ON,
    /** It is completely invoiced, by whatever document, while the order still exists: Sales shows it as invoiced. */
    INVOICED,
    /** It was posted and is gone: Sales shows it as invoiced, and the pair is dissolved. */
    POSTED,
    /** A user deleted it: the order goes back to the salesperson and may be submitted again; the pair is dissolved. */
    RETURNED,
    /** Neither of the two exists any more: the pair is forgotten. */
    FORGOTTEN;

    private static final int CANCELED = 2;
    private static final int INVOICED_STATE = 4;

    /**
     * How the two services show an order.
     *
     * @param exists whether Business Central has the order
     * @param completelyInvoiced whether every line of it is shipped and invoiced, and one at least invoiced
     * @param posted whether a posted invoice has a line of it
     * @param salesState {@code statecode} in Sales, negative if the order is gone there
     */
    public record Shown(boolean exists, boolean completelyInvoiced, boolean posted, int salesState) {}

    /**
     * Decides. An order that is gone and of which anything was invoiced counts as posted: giving it back would let it be
     * created, and shipped, a second time.
     */
    public static OrderLife of(Shown shown) {
        if (shown.exists()) {
            boolean open =
                    shown.salesState() >= 0 && shown.salesState() != CANCELED && shown.salesState() != INVOICED_STATE;
            return shown.completelyInvoiced() && open ? INVOICED : GOES_ON;
        }
        if (shown.salesState() < 0) {
            return FORGOTTEN;
        }
        return shown.posted() ? POSTED : RETURNED;
    }
}
