package io.koppel.operate;

import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table mappings as they are loaded right now. */
@FunctionalInterface
public interface Mappings {
    /** All of them, in the order of their files. */
    List<TableMapping> all();

    /**
     * One of them that is enabled.
     *
     * @throws OperationException if there is none of that id, or it is disabled
     */
    default TableMapping requireEnabled(String id) {
        TableMapping mapping = require(id);
        if (!mapping.enabled()) {
            throw new OperationException(
                    OperationException.Reason.CONFLICT,
                    "mapping " + mapping.id() + " is disabled; enable it first (koppel mappings " + mapping.id()
                            + " --enable)");
        }
        return mapping;
    }

    /**
     * One of them; upper and lower case do not matter to people.
     *
     * @throws OperationException if there is none of that id
     */
    default TableMapping require(String id) {
        String wanted = id.toUpperCase(Locale.ROOT);
        return all().stream()
                .filter(mapping -> mapping.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> OperationException.notFound("there is no mapping '" + id + "'; the mappings are "
                        + String.join(
                                ", ",
                                all().stream().map(TableMapping::id).sorted().toList())));
    }

    /**
     * The direction a person named, if the mapping goes that way; null for the directions of the mapping.
     *
     * @throws OperationException if it does not, or there is no such direction
     */
    static @Nullable Direction direction(TableMapping mapping, @Nullable String word) {
        if (word == null) {
            return null;
        }
        Direction direction;
        try {
            direction = Direction.of(word);
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid(e.getMessage() == null ? "unknown direction" : e.getMessage());
        }
        if (direction != Direction.BIDIRECTIONAL && !mapping.direction().includes(direction)) {
            throw OperationException.invalid(
                    mapping.id() + " goes " + mapping.direction().key() + " only, not " + word
                            + "; leave the direction out or change the mapping");
        }
        return direction == Direction.BIDIRECTIONAL ? null : direction;
    }
}
