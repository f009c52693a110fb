package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.Rows;
import io.koppel.sandbox.dataverse.DataverseCatalogue.ManyToMany;
import io.koppel.sandbox.dataverse.DataverseCatalogue.Reverse;
import java.util.Collections;
import java.util.Iterator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows behind a collection-valued navigation property. */
record RelatedRows(DataverseStore store) {
    /** Through the lookup that points back, or through a many-to-many relationship. */
    Iterator<Row> of(StoredTable table, UUID id, @Nullable Reverse reverse, @Nullable ManyToMany association) {
        if (reverse != null) {
            return store.related(reverse, id);
        }
        String other =
                association == null ? null : association.otherEnd(table.table().logicalName());
        return association == null || other == null
                ? Collections.emptyIterator()
                : Rows.withIds(store.table(other).rows(), store.memberships().linked(association.name(), id));
    }
}
