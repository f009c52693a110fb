package io.koppel.mapping.lint;

import java.util.Set;

/** Which OData types can be carried over without a conversion. */
public final class TypeFit {
    private static final Set<String> NUMBERS =
            Set.of("Edm.Decimal", "Edm.Double", "Edm.Single", "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Byte");
    private static final Set<String> TIMES = Set.of("Edm.Date", "Edm.DateTimeOffset");

    private TypeFit() {}

    /** Every value can be written as text; whole numbers fit decimals; dates and times go both ways. */
    public static boolean fits(String source, String target) {
        if (source.equals(target) || target.equals("Edm.String") || !target.startsWith("Edm.")) {
            return true;
        }
        return (NUMBERS.contains(source) && NUMBERS.contains(target))
                || (TIMES.contains(source) && TIMES.contains(target));
    }
}
