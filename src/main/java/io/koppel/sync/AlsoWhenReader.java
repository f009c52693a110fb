package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.AlsoWhen;
import io.koppel.mapping.Side;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds records that count as changed because something changed in another set (an exchange rate of a currency). */
final class AlsoWhenReader {
    private final Engine engine;

    AlsoWhenReader(Engine engine) {
        this.engine = engine;
    }

    /**
     * Adds the ids of records concerned.
     *
     * @return to be run once they are through: moves this set's own watermark
     */
    Runnable read(Pass pass, AlsoWhen also, Set<String> ids) {
        int scope = engine.scope(pass.mapping().id() + "/" + also.entitySet());
        long watermark = engine.watermarks().of(scope, Side.BUSINESS_CENTRAL).orElse(0);
        Records records = pass.runtime().records();
        String prefix = records.path(Side.BUSINESS_CENTRAL);
        int slash = prefix.lastIndexOf('/');
        String path = (slash < 0 ? "" : prefix.substring(0, slash + 1)) + also.entitySet();
        String stamp = also.stamp();
        ReadRequest request =
                ReadRequest.of(path).with("$select", stamp == null ? also.key() : also.key() + "," + stamp);
        if (stamp != null && watermark > 0) {
            long from = Math.max(1, watermark - engine.settings().overlap().toMillis());
            request = request.with("$filter", stamp + " ge " + Instant.ofEpochMilli(from));
        }
        Set<String> found = new LinkedHashSet<>();
        long[] reached = {watermark, Long.MAX_VALUE};
        Pages pages = engine.services().businessCentral().read(request);
        while (pages.hasNext()) {
            var page = pages.next();
            reached[1] = Math.min(reached[1], page.serverTime().toEpochMilli());
            for (Row row : page.rows()) {
                Object key = row.get(also.key());
                long changed = stamp == null ? Long.MAX_VALUE : Records.milliseconds(row.get(stamp));
                if (key != null && changed > watermark) {
                    found.add(key.toString());
                    reached[0] = stamp == null ? reached[0] : Math.max(reached[0], changed);
                }
            }
        }
        ids.addAll(also.byNumber() ? byNumber(pass, found) : found);
        return () -> engine.database().inTransaction(connection -> {
            engine.watermarks().advance(connection, scope, Side.BUSINESS_CENTRAL, Math.min(reached[0], reached[1]));
            return true;
        });
    }

    private List<String> byNumber(Pass pass, Set<String> numbers) {
        return engine
                .database()
                .read(connection ->
                        engine.couplings().byNumber(connection, pass.runtime().scope(), numbers))
                .values()
                .stream()
                .map(Coupling::businessCentralId)
                .map(Object::toString)
                .toList();
    }
}
