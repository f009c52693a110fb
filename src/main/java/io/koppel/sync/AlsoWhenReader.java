package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.AlsoWhen;
import io.koppel.mapping.Side;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds records that count as changed because something changed in another set (an exchange rate of a currency). */
final class AlsoWhenReader {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

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
        String date = also.date();
        return date == null ? readChanged(pass, also, ids) : readDue(pass, also, date, ids);
    }

    /** Records whose date has come since the last run that looked; the mark is the day up to which all are known. */
    private Runnable readDue(Pass pass, AlsoWhen also, String date, Set<String> ids) {
        int scope = engine.scope(pass.mapping().id() + "/" + also.entitySet() + "." + date);
        LocalDate today = engine.day().of(pass);
        // A mapping that never ran reads everything anyway; one that did has seen what was due on the day of its
        // watermark.
        long known = engine.watermarks().of(scope, Side.BUSINESS_CENTRAL).orElse(pass.watermark());
        if (known > 0) {
            LocalDate last = LocalDate.ofInstant(Instant.ofEpochMilli(known), ZoneOffset.UTC);
            Set<String> found = new LinkedHashSet<>();
            Pages pages = last.isBefore(today)
                    ? engine.services()
                            .businessCentral()
                            .read(ReadRequest.of(path(pass, also))
                                    .with("$select", also.key())
                                    .with("$filter", date + " gt " + last + " and " + date + " le " + today))
                    : null;
            while (pages != null && pages.hasNext()) {
                pages.next().rows().forEach(row -> found.add(String.valueOf(row.get(also.key()))));
            }
            ids.addAll(also.byNumber() ? byNumber(pass, found) : found);
        }
        long reached = today.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        return () -> engine.database().inTransaction(connection -> {
            engine.watermarks().advance(connection, scope, Side.BUSINESS_CENTRAL, reached);
            return true;
        });
    }

    private static String path(Pass pass, AlsoWhen also) {
        String prefix = pass.runtime().records().path(Side.BUSINESS_CENTRAL);
        int slash = prefix.lastIndexOf('/');
        return (slash < 0 ? "" : prefix.substring(0, slash + 1)) + also.entitySet();
    }

    private Runnable readChanged(Pass pass, AlsoWhen also, Set<String> ids) {
        int scope = engine.scope(pass.mapping().id() + "/" + also.entitySet());
        long watermark = engine.watermarks().of(scope, Side.BUSINESS_CENTRAL).orElse(0);
        String stamp = also.stamp();
        ReadRequest request =
                ReadRequest.of(path(pass, also)).with("$select", stamp == null ? also.key() : also.key() + "," + stamp);
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
                // An entry that belongs to none of the mapping's records (a payment among invoices) names the empty id.
                if (key != null && !NOBODY.equals(key.toString()) && changed > watermark) {
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
