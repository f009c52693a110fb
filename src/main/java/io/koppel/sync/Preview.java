package io.koppel.sync;

/**
 * What a pass that writes nothing shows its batches to. The batch has gone through the same steps as any other, the
 * integrator's own included, up to the point where its intents would be committed: its records carry their decision, the
 * fields they would be sent and, where they would fail, why.
 */
@FunctionalInterface
public interface Preview {
    /** Called once for each batch, by any of the pass's threads, one at a time. */
    void show(Batch batch);
}
