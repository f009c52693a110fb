package io.koppel.sync;

import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import java.util.List;

/** Synchronizes records that another record depends on, on demand and within the limits of their own mapping. */
@FunctionalInterface
public interface RelatedRecords {
    /**
     * @param ids ids on the source side
     * @param cause the pass that needs them
     */
    void synchronize(TableMapping mapping, Direction direction, List<String> ids, Pass cause);
}
