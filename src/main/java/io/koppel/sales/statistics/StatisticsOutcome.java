package io.koppel.sales.statistics;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.Versions;
import io.koppel.journal.Counters;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import io.koppel.odata.ServiceError;
import io.koppel.odata.WriteResult;
import io.koppel.sales.source.Columns;
import io.koppel.sync.Engine;
import io.koppel.sync.GonePartner;
import io.koppel.sync.Records;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the results of a batch come to: counters, history, failures, and which accounts Koppel itself has changed. */
final class StatisticsOutcome {
    private final Engine engine;
    private final TableMapping mapping;
    private final StatisticsBatch batch;
    private final List<SentStatistics.Sent> sent = new ArrayList<>();
    private final List<History.Entry> history = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<StatisticsItem> gone = new ArrayList<>();
    private int inserted;
    private int modified;
    private int unchanged;

    /** An account that was given its link, as it was before and as it is now. */
    private record Link(StatisticsItem item, Row before, Row after) {}

    StatisticsOutcome(Engine engine, TableMapping mapping, StatisticsBatch batch) {
        this.engine = engine;
        this.mapping = mapping;
        this.batch = batch;
        batch.items().forEach(this::settle);
    }

    private void settle(StatisticsItem item) {
        if (item.account() == null) {
            gone.add(item);
            fail(
                    item,
                    ErrorClass.GONE,
                    "account-gone",
                    "its account was not found in Dataverse; it is left out from now on");
            return;
        }
        WriteResult figures = batch.figures(item);
        if (figures != null && !(figures instanceof WriteResult.Written)) {
            refused(item, figures);
            return;
        }
        WriteResult link = batch.link(item);
        if (figures != null) {
            history.add(entry(item, item.statistics(), item.known() == null ? "create" : "update", changes(item)));
        }
        if (link instanceof WriteResult.Written written) {
            Row after = written.row() == null ? new Row(written.etag(), Map.of()) : written.row();
            links.add(new Link(item, item.account(), after));
            history.add(entry(
                    item,
                    item.coupling().dataverseId(),
                    "update",
                    List.of(new FieldChange(
                            "nav_accountstatisticsid", item.account().get(StatisticsReader.LINK), item.statistics()))));
        } else if (link != null) {
            refused(item, link);
            return;
        }
        sent.add(new SentStatistics.Sent(
                item.coupling().businessCentralId(), item.coupling().dataverseId(), item.statistics()));
        if (figures == null) {
            unchanged += link == null ? 1 : 0;
            modified += link == null ? 0 : 1;
        } else if (item.known() == null) {
            inserted++;
        } else {
            modified++;
        }
    }

    private static List<FieldChange> changes(StatisticsItem item) {
        List<FieldChange> fields = new ArrayList<>();
        Row known = item.known();
        item.changes()
                .forEach((column, value) ->
                        fields.add(new FieldChange(column, known == null ? null : known.get(column), value)));
        return fields;
    }

    private History.Entry entry(StatisticsItem item, UUID row, String operation, List<FieldChange> fields) {
        return new History.Entry(
                item.coupling().businessCentralId(),
                row,
                Side.DATAVERSE,
                operation,
                "account statistics",
                fields,
                batch.requestId());
    }

    private void refused(StatisticsItem item, WriteResult result) {
        if (result instanceof WriteResult.Refused refused) {
            ServiceError error = refused.error();
            if (error.kind() == ErrorClass.CONFIGURATION) {
                batch.run().fail(new IllegalStateException("writing account statistics: " + error.describe()));
            }
            fail(item, error.kind(), error.code(), "its figures were not written; " + error.message());
        } else if (result instanceof WriteResult.Unknown lost) {
            fail(
                    item,
                    ErrorClass.TRANSIENT,
                    "no-answer",
                    "nobody knows whether its figures were written (" + lost.reason() + "); the next run looks");
        }
    }

    private void fail(StatisticsItem item, ErrorClass kind, @Nullable String code, String message) {
        batch.fail(batch.run()
                .failure(
                        Columns.text(item.customer(), "number"),
                        item.coupling().businessCentralId(),
                        item.coupling().dataverseId(),
                        kind,
                        code,
                        null,
                        message));
    }

    /** Whether all of it is known to be done or to be tried again by itself. */
    boolean complete() {
        return batch.getFailures().size() == gone.size();
    }

    /** Writes it down, in one transaction. */
    void confirm(Connection connection, SentStatistics statistics) throws SQLException {
        statistics.put(connection, sent);
        statistics.forget(
                connection,
                gone.stream().map(item -> item.coupling().businessCentralId()).toList());
        int scope = engine.scope(mapping.id());
        Map<UUID, Coupling> now = engine.couplings()
                .find(
                        connection,
                        scope,
                        Side.DATAVERSE,
                        links.stream()
                                .map(link -> link.item().coupling().dataverseId())
                                .toList());
        List<Coupling> moved = new ArrayList<>();
        for (Link link : links) {
            Coupling coupling = now.get(link.item().coupling().dataverseId());
            if (coupling != null && knew(coupling, link.before())) {
                moved.add(coupling.inStep(moved(coupling.versions(), link.after()), coupling.base()));
            }
        }
        engine.couplings().update(connection, scope, moved);
        for (StatisticsItem item : gone) {
            GonePartner.skip(
                    connection,
                    engine,
                    mapping,
                    item.coupling(),
                    batch.run().job(),
                    Instant.parse(Columns.text(item.customer(), "systemModifiedAt"))
                            .toEpochMilli(),
                    "the account was not found in Dataverse; uncouple the customer, or couple it with another account");
        }
        batch.run()
                .confirm(
                        connection,
                        new Counters(
                                inserted,
                                modified,
                                0,
                                unchanged,
                                0,
                                batch.getFailures().size(),
                                0,
                                0),
                        history,
                        batch.getFailures());
    }

    /** An account that somebody has changed since it was in step stays changed: Koppel's own write must not hide that. */
    private static boolean knew(Coupling coupling, Row before) {
        return coupling.versions().dataverseVersion() != 0
                && coupling.versions().dataverseVersion() == Records.version(before.etag());
    }

    private Versions moved(Versions versions, Row after) {
        Records records = new Records(mapping);
        return new Versions(
                versions.businessCentralStamp(), records.stamp(Side.DATAVERSE, after), Records.version(after.etag()));
    }
}
