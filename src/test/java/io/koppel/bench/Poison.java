package io.koppel.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** Whether people have changed all records before they are brought over, and into what (promises.md P7). */
enum Poison {
    UNTOUCHED,
    /** All can arrive. */
    NONE,
    /**
     * Dataverse refuses some, for more money than it takes, and with each the bulk message that it is in. What it says holds the
     * value, so the row can be told by it, and so can the next ones, which have the same value.
     */
    REFUSED,
    /** The same, but each has a value of its own, so that none tells of the next. */
    EACH,
    /** Dataverse refuses some, because an alternate key is taken, and does not say which row of the message it is about. */
    UNNAMED,
    /** Koppel cannot send some, because their currency is not coupled: it has no ISO code. */
    PARENT;

    static final String CURRENCY = "NOISO";

    /** The number that {@link #HOLDER} has, too. */
    static final String FAX = "+49 30 0";

    /** An account that was there before; the sandbox finds it first when it looks for the owner of a key. */
    static final String HOLDER = "00000000-0000-4000-8000-000000000001";

    /** Business Central keeps it; the money columns of Dataverse end at 922,337,203,685,477. */
    private static final BigDecimal TOO_MUCH = new BigDecimal("1000000000000000");

    /** What is measured. */
    static final int ONE_IN = 100;

    /** In turns that are not measured, so that the compiler comes to what only failed records go through. */
    static final int ONE_IN_UNMEASURED = 10;

    /** How many of so many records fail. */
    int of(int records, int oneIn) {
        return this == UNTOUCHED || this == NONE ? 0 : records / oneIn;
    }

    /** Makes the change of a customer one that cannot arrive. */
    void into(ObjectNode change, int record) {
        if (this == REFUSED) {
            change.put("creditLimit", TOO_MUCH);
        } else if (this == EACH) {
            change.put("creditLimit", TOO_MUCH.add(BigDecimal.valueOf(record)));
        } else if (this == UNNAMED) {
            change.put("faxNumber", FAX);
        } else if (this == PARENT) {
            change.put("currencyCode", CURRENCY);
        }
    }
}
