package io.koppel.sync;

import io.koppel.mapping.MatchGroup;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The values of a match group folded into one key: equal exactly when every field of the group is equal. */
final class MatchKey {
    private MatchKey() {}

    /** The key of a record, or null if one of its values is blank: blank values match nothing (sync-semantics.md §10). */
    static @Nullable UUID of(MatchGroup group, Side side, Row row) {
        StringBuilder key = new StringBuilder();
        for (MatchGroup.MatchField field : group.fields()) {
            Object value = row.get(side == Side.BUSINESS_CENTRAL ? field.businessCentral() : field.dataverse());
            String text = value == null ? "" : value.toString().strip();
            if (text.isEmpty()) {
                return null;
            }
            key.append(field.caseSensitive() ? text : text.toLowerCase(Locale.ROOT))
                    .append('\u0000');
        }
        return UUID.nameUUIDFromBytes(key.toString().getBytes(StandardCharsets.UTF_8));
    }
}
