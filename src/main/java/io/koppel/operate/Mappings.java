package io.koppel.operate;

import io.koppel.mapping.TableMapping;
import java.util.List;
import java.util.Locale;

/** The table mappings as they are loaded right now. */
@FunctionalInterface
public interface Mappings {
    /** All of them, in the order of their files. */
    List<TableMapping> all();

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
}
