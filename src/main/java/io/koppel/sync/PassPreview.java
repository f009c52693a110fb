package io.koppel.sync;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a pass that writes nothing shows, and what it remembers instead of storing it. */
final class PassPreview {
    private final Preview viewer;
    private final Map<String, UUID> planned = new ConcurrentHashMap<>();
    private final Set<UUID> released = ConcurrentHashMap.newKeySet();

    PassPreview(Preview viewer) {
        this.viewer = viewer;
    }

    /** One batch after the other, whichever thread it comes from. */
    synchronized void show(Batch batch) {
        viewer.show(batch);
    }

    void showRelated(Batch batch) {
        String mapping = batch.pass().mapping().id();
        for (Item item : batch.items()) {
            if (item.failure() == null && item.isNew()) {
                planned.put(key(mapping, item.sourceId()), item.targetId());
            }
        }
        show(batch);
    }

    @Nullable
    UUID planned(String mapping, UUID sourceId) {
        return planned.get(key(mapping, sourceId));
    }

    private static String key(String mapping, UUID sourceId) {
        return mapping + "." + sourceId;
    }

    void wouldRelease(Collection<UUID> businessCentralIds) {
        released.addAll(businessCentralIds);
    }

    Set<UUID> wouldBeReleased() {
        return Set.copyOf(released);
    }
}
