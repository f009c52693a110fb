package io.koppel.mapping.proposal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A column's name in words, so that {@code phoneNumber}, {@code fab_phonenumber} and {@code Phone_No} can meet. */
record ColumnWords(String joined) {
    /** What the two systems call the same thing by. */
    private static final Map<String, String> SAME = Map.of(
            "displayname", "name",
            "no", "number",
            "phoneno", "phonenumber",
            "telephone", "phonenumber",
            "telephone1", "phonenumber",
            "emailaddress1", "email",
            "emailaddress", "email",
            "websiteurl", "website",
            "transactioncurrency", "currency",
            "fax", "faxnumber");

    /**
     * @param prefix publisher prefix that columns of the table carry, for example {@code fab_}; empty if none
     */
    static ColumnWords of(String column, String prefix) {
        String plain = column.startsWith("_") && column.endsWith("_value")
                ? column.substring(1, column.length() - "_value".length())
                : column;
        String own = !prefix.isEmpty() && plain.startsWith(prefix) ? plain.substring(prefix.length()) : plain;
        String joined = own.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
        return new ColumnWords(SAME.getOrDefault(joined, joined));
    }

    /** The same without the ending that says it is a reference. */
    ColumnWords withoutReference() {
        for (String ending : List.of("id", "number", "code")) {
            if (joined.endsWith(ending) && joined.length() > ending.length()) {
                String base = joined.substring(0, joined.length() - ending.length());
                return new ColumnWords(SAME.getOrDefault(base, base));
            }
        }
        return this;
    }

    /** How alike two names are: 3 the same, 2 one ends in the other, 1 one begins with the other, 0 not alike. */
    int likeness(ColumnWords other) {
        if (joined.equals(other.joined)) {
            return 3;
        }
        String shorter = joined.length() < other.joined.length() ? joined : other.joined;
        String longer = shorter.equals(joined) ? other.joined : joined;
        if (shorter.length() < 4) {
            return 0;
        }
        return longer.endsWith(shorter) ? 2 : longer.startsWith(shorter) ? 1 : 0;
    }

    /** The prefix that the names of a publisher's own tables carry, empty for standard tables. */
    static String prefixOf(String table) {
        int end = table.indexOf('_');
        return end < 0 ? "" : table.substring(0, end + 1);
    }

    /** An id for a mapping of this table: {@code FUEL-CARD} of {@code fuelCards}. */
    static String mappingId(String entitySet) {
        String singular = singular(entitySet);
        return Stream.of(singular.split("(?<=[a-z0-9])(?=[A-Z])|_"))
                .map(word -> word.toUpperCase(Locale.ROOT))
                .collect(Collectors.joining("-"));
    }

    static String singular(String entitySet) {
        if (entitySet.endsWith("ies")) {
            return entitySet.substring(0, entitySet.length() - 3) + "y";
        }
        return entitySet.endsWith("s") ? entitySet.substring(0, entitySet.length() - 1) : entitySet;
    }
}
