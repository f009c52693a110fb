package io.koppel.sync;

import io.koppel.mapping.AlsoWhen;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ReadRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a service, with one row as the answer at most, whether a mapping's table has changed since its last pass. */
public final class ChangeProbe {
    private final Engine engine;

    public ChangeProbe(Engine engine) {
        this.engine = engine;
    }

    /**
     * Whether there are changes that no pass has seen. A set without a time of change never says so.
     *
     * @throws io.koppel.odata.ServiceException when the service refuses
     */
    public boolean changed(TableMapping mapping, Side side) {
        Records records = new Records(mapping);
        int scope = engine.scope(mapping.id());
        long seen = Math.max(
                engine.watermarks().of(scope, side).orElse(0),
                engine.watermarks().seenAt(scope, side));
        String path = records.path(side);
        String filter = ChangesQuery.filter(mapping, engine.company(), side);
        if (beyond(path, records.keyColumn(side), filter, records.stampColumn(side), side, seen)) {
            return true;
        }
        return side == Side.BUSINESS_CENTRAL
                && mapping.alsoWhen().stream().anyMatch(also -> alsoChanged(mapping, path, also));
    }

    private boolean alsoChanged(TableMapping mapping, String path, AlsoWhen also) {
        int scope = engine.scope(mapping.id() + "/" + also.entitySet());
        long seen = engine.watermarks().of(scope, Side.BUSINESS_CENTRAL).orElse(0);
        String beside = path.substring(0, path.lastIndexOf('/') + 1) + also.entitySet();
        return beyond(beside, also.key(), null, also.stamp(), Side.BUSINESS_CENTRAL, seen);
    }

    private boolean beyond(
            String path, String key, @Nullable String filter, @Nullable String stamp, Side side, long seen) {
        if (stamp == null) {
            return false;
        }
        List<String> conditions = new ArrayList<>();
        if (filter != null) {
            conditions.add(filter);
        }
        if (seen > 0) {
            conditions.add(stamp + " gt " + ChangesQuery.dateTime(side, seen));
        }
        ReadRequest request = ReadRequest.of(path).with("$select", key).with("$top", "1");
        if (!conditions.isEmpty()) {
            request = request.with("$filter", String.join(" and ", conditions));
        }
        return !engine.services().of(side).readPage(request).rows().isEmpty();
    }
}
