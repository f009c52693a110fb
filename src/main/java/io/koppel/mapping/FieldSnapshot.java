package io.koppel.mapping;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The mapped values of one side of a record in a form that can be stored and compared later: the base of the three-way
 * decision. Values stand in the order of {@link #fields}; each is a String, a BigDecimal, a Boolean or null for empty.
 */
public final class FieldSnapshot {
    private final List<FieldMapping> fields;
    private final Map<Side, ColumnFormat[]> formats = new EnumMap<>(Side.class);
    private final Map<Side, @Nullable String[]> names = new EnumMap<>(Side.class);
    private final String layout;

    FieldSnapshot(TableMapping mapping, ColumnLimits businessCentral, ColumnLimits dataverse) {
        fields = mapping.fields().stream().filter(FieldMapping::enabled).toList();
        prepare(Side.BUSINESS_CENTRAL, businessCentral);
        prepare(Side.DATAVERSE, dataverse);
        StringBuilder text = new StringBuilder();
        for (FieldMapping field : fields) {
            text.append(field.businessCentral())
                    .append('=')
                    .append(field.dataverse())
                    .append(';');
        }
        layout = Integer.toHexString(text.toString().hashCode());
    }

    private void prepare(Side side, ColumnLimits limits) {
        ColumnFormat[] format = new ColumnFormat[fields.size()];
        @Nullable String[] name = new String[fields.size()];
        for (int i = 0; i < format.length; i++) {
            name[i] = fields.get(i).readName(side);
            String column = name[i];
            format[i] = new ColumnFormat(side, column == null ? null : limits.column(column));
        }
        formats.put(side, format);
        names.put(side, name);
    }

    /** The enabled field rows, in list order. */
    public List<FieldMapping> fields() {
        return fields;
    }

    /** Changes whenever stored values would no longer stand at the place of their field; then they must not be used. */
    public String layout() {
        return layout;
    }

    /** The values of a record of {@code side} as read; null where a row has no field on that side or the field is empty. */
    public @Nullable Object[] values(Side side, Map<String, @Nullable Object> record) {
        ColumnFormat[] format = required(formats.get(side));
        @Nullable String[] name = required(names.get(side));
        @Nullable Object[] values = new Object[format.length];
        for (int i = 0; i < values.length; i++) {
            String column = name[i];
            values[i] = column == null ? null : format[i].normal(record.get(column));
        }
        return values;
    }

    /**
     * One of {@link #values} as a number that is the same in every process and does not come up for another field or value: 64
     * bits of a digest. A shorter or weaker sum will not do, because a person's edit that happens to have it would be taken for
     * Koppel's own write and overwritten; neighbouring fields with numbered values are enough to meet in one.
     *
     * @param raw the value as the side shows it, or as it is sent there
     */
    public long trace(Side side, int place, @Nullable Object raw) {
        String column = required(names.get(side))[place];
        Object value = required(formats.get(side))[place].normal(raw);
        String plain = value instanceof BigDecimal decimal
                ? decimal.stripTrailingZeros().toPlainString()
                : Objects.toString(value, "");
        byte[] digest = sha256().digest((column + "=" + plain).getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether two values of {@link #values} at the same place are the same. */
    public boolean sameValue(@Nullable Object a, @Nullable Object b) {
        return ColumnFormat.same(a, b);
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value, "both sides are prepared by the constructor");
    }
}
