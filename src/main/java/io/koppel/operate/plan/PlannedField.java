package io.koppel.operate.plan;

import io.koppel.mapping.Transferred.Change;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One field that would be written.
 *
 * @param field its name on the side that is written
 * @param from where the value comes from on the other side, null if a rule adds it
 * @param before what the field holds, as text; null for empty and for a new record
 * @param after what it would hold
 */
public record PlannedField(String field, @Nullable String from, @Nullable String before, @Nullable String after) {

    /** The fields a record at the end of its way would be sent. */
    public static List<PlannedField> of(Pass pass, Item item) {
        List<PlannedField> fields = new ArrayList<>();
        Set<String> covered = new HashSet<>();
        for (Change change : item.changes()) {
            if (item.payload().containsKey(change.property())) {
                covered.add(change.property());
                String field = change.field().on(pass.target());
                fields.add(new PlannedField(
                        field == null ? change.property() : field,
                        change.field().on(pass.source()),
                        item.isNew() ? null : text(change.before()),
                        after(change.after(), item.payload().get(change.property()))));
            }
        }
        item.payload().forEach((property, value) -> {
            if (!covered.contains(property)) {
                fields.add(new PlannedField(property, null, text(item.heldBefore(property)), text(value)));
            }
        });
        return fields;
    }

    private static @Nullable String after(@Nullable Object value, @Nullable Object written) {
        return value == null ? null : value instanceof String || value instanceof Number ? text(value) : text(written);
    }

    static @Nullable String text(@Nullable Object value) {
        if (value == null || value.toString().isEmpty()) {
            return null;
        }
        return value instanceof java.math.BigDecimal number ? number.toPlainString() : value.toString();
    }
}
