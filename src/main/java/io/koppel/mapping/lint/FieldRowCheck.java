package io.koppel.mapping.lint;

import io.koppel.mapping.Conversion;
import io.koppel.mapping.Direction;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.file.Emptiness;
import io.koppel.mapping.file.Mistake;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The field rows of one mapping. */
final class FieldRowCheck {
    private final TableMapping mapping;
    private final List<Mistake> mistakes;

    FieldRowCheck(TableMapping mapping, List<Mistake> mistakes) {
        this.mapping = mapping;
        this.mistakes = mistakes;
    }

    void check() {
        for (Direction pass : mapping.passes()) {
            if (mapping.fields(pass).isEmpty()) {
                mistakes.add(Mistake.error(
                        mapping.location(),
                        "tableMapping: no enabled field row goes " + pass.key() + "; add one or change the direction"));
            }
        }
        mapping.fields().forEach(this::field);
        mapping.passes().forEach(this::targets);
    }

    /** What the reader of a file has told already, for rows that were set otherwise since. */
    void emptiness() {
        for (FieldMapping field : mapping.fields()) {
            Emptiness.of(field.notNull(), field.clearOnFailure(), field.isLookup())
                    .forEach(wrong -> mistakes.add(Mistake.error(field.location(), "fields: " + wrong.text())));
        }
    }

    private void field(FieldMapping field) {
        if (field.enabled()
                && mapping.direction() != Direction.BIDIRECTIONAL
                && field.direction() != Direction.BIDIRECTIONAL
                && field.direction() != mapping.direction()) {
            mistakes.add(Mistake.error(
                    field.location(),
                    "fields: direction: the row goes " + field.direction().key() + ", but the mapping "
                            + mapping.direction().key() + "; the row would never be transferred"));
        }
        boolean bothWays =
                field.direction() == Direction.BIDIRECTIONAL && mapping.direction() == Direction.BIDIRECTIONAL;
        if (bothWays && field.conversion() instanceof Conversion.ValueMap map) {
            Set<String> partners = new HashSet<>();
            map.toDataverse().values().forEach(value -> {
                if (!partners.add(value.toString())) {
                    mistakes.add(
                            Mistake.error(
                                    field.location(),
                                    "fields: values: '" + value
                                            + "' stands for several Business Central values, so it has no way back; make the row one-way"));
                }
            });
        }
    }

    /** Two rows that write one column in one pass: the last would win and both would always differ. */
    private void targets(Direction pass) {
        Map<String, FieldMapping> writers = new HashMap<>();
        Side target = pass.target();
        for (FieldMapping field : mapping.fields(pass)) {
            FieldMapping first = writers.putIfAbsent(String.valueOf(field.on(target)), field);
            if (first != null && !(first.onlyNew() || field.onlyNew())) {
                mistakes.add(Mistake.error(
                        field.location(),
                        "fields: '" + field.on(target) + "' is already written " + pass.key() + " by the row at "
                                + first.location() + "; remove one"));
            }
        }
    }
}
