package io.koppel.sandbox.dataverse;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which annotations a `Prefer: odata.include-annotations` asks for (dataverse-web-api.md §5.4). */
record Annotations(boolean formatted, boolean lookups, boolean counts) {
    static final String FORMATTED = "OData.Community.Display.V1.FormattedValue";
    static final String LOOKUP_TABLE = "Microsoft.Dynamics.CRM.lookuplogicalname";
    static final String LOOKUP_NAVIGATION = "Microsoft.Dynamics.CRM.associatednavigationproperty";

    static final Annotations NONE = new Annotations(false, false, false);

    /** Reads the whole `Prefer` header, because the list of patterns may itself contain commas. */
    static Annotations of(@Nullable String prefer) {
        int start = prefer == null ? -1 : prefer.toLowerCase(Locale.ROOT).indexOf("odata.include-annotations=");
        if (prefer == null || start < 0) {
            return NONE;
        }
        String rest = prefer.substring(start + "odata.include-annotations=".length());
        int close = rest.startsWith("\"") ? rest.indexOf('"', 1) : rest.indexOf(',');
        String patterns = rest.startsWith("\"")
                ? rest.substring(1, close < 0 ? rest.length() : close)
                : close < 0 ? rest : rest.substring(0, close);
        List<String> wanted = List.of(patterns.split(","));
        return new Annotations(
                asks(wanted, FORMATTED),
                asks(wanted, LOOKUP_TABLE),
                asks(wanted, "Microsoft.Dynamics.CRM.totalrecordcount"));
    }

    boolean any() {
        return formatted || lookups || counts;
    }

    private static boolean asks(List<String> patterns, String name) {
        for (String pattern : patterns) {
            String one = pattern.strip();
            if (one.equals(name) || (one.endsWith("*") && name.startsWith(one.substring(0, one.length() - 1)))) {
                return true;
            }
        }
        return false;
    }
}
