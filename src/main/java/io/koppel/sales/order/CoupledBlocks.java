package io.koppel.sales.order;

import io.koppel.coupling.Coupling;
import io.koppel.sync.Engine;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Couplings of a mapping in blocks, read from the database when they are asked for. */
public final class CoupledBlocks implements Iterator<List<Coupling>> {
    private final Engine engine;
    private final int scope;
    private final int size;
    private @Nullable UUID after;
    private List<Coupling> next;

    /** @param scope number of the mapping */
    public CoupledBlocks(Engine engine, int scope, int size) {
        this.engine = engine;
        this.scope = scope;
        this.size = size;
        this.next = read();
    }

    private List<Coupling> read() {
        List<Coupling> block = engine.couplings().list(scope, null, after, size);
        if (!block.isEmpty()) {
            after = block.get(block.size() - 1).businessCentralId();
        }
        return block;
    }

    @Override
    public boolean hasNext() {
        return !next.isEmpty();
    }

    @Override
    public List<Coupling> next() {
        if (next.isEmpty()) {
            throw new NoSuchElementException();
        }
        List<Coupling> block = next;
        next = read();
        return block;
    }
}
