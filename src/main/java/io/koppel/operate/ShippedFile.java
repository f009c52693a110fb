package io.koppel.operate;

import io.koppel.mapping.TableMapping;

/** The file of a mapping as it is shipped with Koppel. */
public interface ShippedFile {
    /**
     * Puts the shipped text in the place of a mapping's file and in force; what was edited stays beside it.
     *
     * @throws OperationException if the mapping is not in a file that is shipped
     */
    void restore(TableMapping mapping);
}
