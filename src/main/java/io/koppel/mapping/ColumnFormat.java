package io.koppel.mapping;

import io.koppel.metadata.ColumnModel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How one column of one side shows values, and how they are told equal.
 *
 * <p>A <em>normal</em> value is a String, a BigDecimal without trailing zeros, a Boolean, or null for everything a side
 * shows as empty: blank text, the zero GUID, year 1, a blank enumeration member (business-central-api.md §7,
 * dataverse-web-api.md §10.1).
 */
final class ColumnFormat {
    static final String ZERO_GUID = "00000000-0000-0000-0000-000000000000";
    private static final String EMPTY_DATE = "0001-01-01";
    private static final String EMPTY_DATE_TIME = "0001-01-01T00:00:00Z";

    enum Kind {
        TEXT,
        ENUMERATION,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        DATE,
        DATE_TIME,
        GUID,
        UNKNOWN
    }

    final Side side;
    final Kind kind;
    final int maxLength;
    final int scale;

    ColumnFormat(Side side, @Nullable ColumnModel column) {
        this.side = side;
        kind = column == null ? Kind.UNKNOWN : kindOf(column);
        maxLength = column == null || column.maxLength() == null ? Integer.MAX_VALUE : column.maxLength();
        scale = column == null || column.scale() == null ? Integer.MAX_VALUE : column.scale();
    }

    private static Kind kindOf(ColumnModel column) {
        return switch (column.type()) {
            case "Edm.String" -> Kind.TEXT;
            case "Edm.Guid" -> Kind.GUID;
            case "Edm.Boolean" -> Kind.BOOLEAN;
            case "Edm.Date" -> Kind.DATE;
            case "Edm.DateTimeOffset" -> Kind.DATE_TIME;
            case "Edm.Decimal", "Edm.Double", "Edm.Single" -> Kind.DECIMAL;
            case "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Byte" -> Kind.INTEGER;
            default -> column.isEnumeration() ? Kind.ENUMERATION : Kind.UNKNOWN;
        };
    }

    /** The normal form of a value as the service answered it. */
    @Nullable
    Object normal(@Nullable Object raw) {
        if (raw instanceof String text) {
            return isBlank(text) ? null : normalText(text);
        }
        if (raw instanceof Number number) {
            return normalNumber(decimal(number));
        }
        return raw instanceof Boolean || raw == null ? raw : String.valueOf(raw);
    }

    private static boolean isBlank(String text) {
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        if (first > ' ' && first <= '~' && first != '0' && first != EnumerationNames.BLANK.charAt(0)) {
            return false;
        }
        return text.isBlank()
                || text.equals(ZERO_GUID)
                || text.equals(EnumerationNames.BLANK)
                || (text.startsWith(EMPTY_DATE) && (text.length() == 10 || text.charAt(10) == 'T'));
    }

    private String normalText(String text) {
        return switch (kind) {
            case ENUMERATION -> EnumerationNames.decode(text);
            case GUID -> lowerCase(text);
            default -> text;
        };
    }

    /** Services nearly always send ids in lower case already; to look is a third of the work of converting. */
    private static String lowerCase(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return id.toLowerCase(java.util.Locale.ROOT);
            }
        }
        return id;
    }

    Object normalNumber(BigDecimal number) {
        BigDecimal rounded = number.scale() > scale ? number.setScale(scale, RoundingMode.HALF_UP) : number;
        BigDecimal stripped = rounded.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof Long || number instanceof Integer
                ? BigDecimal.valueOf(number.longValue())
                : new BigDecimal(number.toString());
    }

    /** What "empty" is in this column: Business Central's numbers and booleans have no null. */
    @Nullable
    Object empty(@Nullable Object existing) {
        if (side == Side.DATAVERSE) {
            return null;
        }
        if (kind == Kind.INTEGER || kind == Kind.DECIMAL || (kind == Kind.UNKNOWN && existing instanceof BigDecimal)) {
            return BigDecimal.ZERO;
        }
        return (kind == Kind.BOOLEAN || (kind == Kind.UNKNOWN && existing instanceof Boolean)) ? Boolean.FALSE : null;
    }

    /** The form in which the service takes a normal value. */
    @Nullable
    Object written(@Nullable Object normal) {
        if (normal == null) {
            return side == Side.DATAVERSE ? null : blank();
        }
        if (normal instanceof BigDecimal number) {
            return kind != Kind.DECIMAL && number.scale() <= 0 && number.precision() < 19 ? number.longValue() : number;
        }
        return kind == Kind.ENUMERATION && normal instanceof String name ? EnumerationNames.encode(name) : normal;
    }

    private Object blank() {
        return switch (kind) {
            case GUID -> ZERO_GUID;
            case ENUMERATION -> EnumerationNames.BLANK;
            case DATE -> EMPTY_DATE;
            case DATE_TIME -> EMPTY_DATE_TIME;
            case INTEGER, DECIMAL -> 0L;
            case BOOLEAN -> false;
            case TEXT, UNKNOWN -> "";
        };
    }

    /** Whether two normal values of this column are the same. */
    static boolean same(@Nullable Object a, @Nullable Object b) {
        return a == null ? b == null : a.equals(b);
    }
}
