package io.koppel.sandbox.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a fault does, by its name in the fault script.
 *
 * @param status the answer of a status fault, else 0
 */
public record FaultKind(String name, int status) {
    private static final Pattern STATUS = Pattern.compile("status-(401|403|408|412|429|500|503|504)");
    private static final java.util.Set<String> OTHERS = java.util.Set.of(
            "drop-before-apply", "drop-after-apply", "reset", "slow", "half-body", "late-visibility", "edit-between");

    /** @throws IllegalArgumentException for an unknown name */
    public static FaultKind named(@Nullable String name) {
        if (name != null && OTHERS.contains(name)) {
            return new FaultKind(name, 0);
        }
        Matcher status = STATUS.matcher(name == null ? "" : name);
        if (status.matches()) {
            return new FaultKind("status", Integer.parseInt(status.group(1)));
        }
        throw new IllegalArgumentException("fault '" + name + "' is unknown, expected one of "
                + new java.util.TreeSet<>(OTHERS) + " or status-401/403/408/412/429/500/503/504");
    }
}
