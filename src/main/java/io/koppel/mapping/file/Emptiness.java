package io.koppel.mapping.file;

import java.util.ArrayList;
import java.util.List;

/** What becomes of an empty lookup is said once, and of lookups only (scenarios IM-05, IM-07). */
public final class Emptiness {
    private Emptiness() {}

    /** An option that cannot be as it is. */
    public record Wrong(String option, String text) {}

    /** What is wrong with a row's two options. */
    public static List<Wrong> of(boolean notNull, boolean clearOnFailure, boolean lookup) {
        List<Wrong> wrong = new ArrayList<>();
        if (notNull && clearOnFailure) {
            wrong.add(new Wrong(
                    "clearOnFailure",
                    "clearOnFailure: must be false where notNull is true; a value that must not be emptied cannot be"
                            + " cleared"));
        }
        if (notNull && !lookup) {
            wrong.add(new Wrong("notNull", "notNull: is for lookups, rows with couplingOf or currency; remove it"));
        }
        return wrong;
    }
}
