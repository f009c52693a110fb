package io.koppel.operate;

import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import org.jspecify.annotations.Nullable;

/** The direction a person chose for records of a mapping. */
final class ChosenDirection {
    private ChosenDirection() {}

    /**
     * One direction. A one-way mapping goes its way whatever is chosen (scenario MG-14).
     *
     * @param word to-dataverse or from-dataverse; null for a one-way mapping's own
     * @throws OperationException if a two-way mapping is left without a choice, or the word is none
     */
    static Direction of(TableMapping mapping, @Nullable String word) {
        if (word == null && mapping.direction() != Direction.BIDIRECTIONAL) {
            return mapping.direction();
        }
        if (word == null) {
            throw OperationException.invalid(mapping.id()
                    + " goes both ways; say direction: to-dataverse, from-dataverse, or merge for one record");
        }
        Direction direction;
        try {
            direction = Direction.of(word);
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid(String.valueOf(e.getMessage()));
        }
        if (direction == Direction.BIDIRECTIONAL) {
            throw OperationException.invalid("choose one direction: to-dataverse or from-dataverse");
        }
        return mapping.direction() == Direction.BIDIRECTIONAL ? direction : mapping.direction();
    }
}
