package io.koppel.bench;

import java.nio.file.Path;

/** Something that brings records to Dataverse, and is measured while it does. Each folder is a start from nothing. */
interface Subject extends AutoCloseable {
    /** Unmeasured: what has to be in Dataverse before. */
    void prepare(Path folder, Work work) throws Exception;

    /** All records there are of the work to Dataverse; each must arrive but those that cannot. */
    Measured first(int records, int failing) throws Exception;

    /** What changed since, in both directions. */
    Measured modified() throws Exception;

    @Override
    void close() throws Exception;
}
