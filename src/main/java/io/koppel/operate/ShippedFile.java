package io.koppel.operate;

import io.koppel.mapping.TableMapping;
import java.util.List;

/** The file of a mapping as it is shipped with Koppel. */
public interface ShippedFile {
    /**
     * Puts the shipped text in the place of a mapping's file and in force; what was edited stays beside it.
     *
     * @throws OperationException if the mapping is not in a file that is shipped
     */
    void restore(TableMapping mapping);

    /** Whether the mapping is in a file that is shipped, edited or not. */
    boolean ships(TableMapping mapping);

    /** Puts files back that are shipped and missing, and in force; answers their names. */
    List<String> restoreMissing();
}
