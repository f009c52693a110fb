package io.koppel.bench;

import java.nio.file.Path;

/** Something that brings customers to Dataverse, and is measured while it does. Each folder is a start from nothing. */
interface Subject extends AutoCloseable {
    /** All customers there are to accounts; each must arrive. */
    Measured first(Path folder, int records) throws Exception;

    /** What changed since, in both directions. */
    Measured modified() throws Exception;

    @Override
    void close() throws Exception;
}
