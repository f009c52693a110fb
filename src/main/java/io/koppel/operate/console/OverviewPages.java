package io.koppel.operate.console;

import io.koppel.mapping.Direction;
import io.koppel.operate.OperationException;
import io.koppel.operate.Operations;
import io.koppel.operate.overview.Lag;
import io.koppel.operate.overview.Overview;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first page: how far behind, what is wrong, what was done in the last day; and where to ask for a record. */
final class OverviewPages implements Section {
    private static final int SECONDS = 5;

    private final Operations operations;

    OverviewPages(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Page> pages() {
        return List.of(
                Page.entry("/", "Overview", "overview", ask -> overview()).every(SECONDS),
                Page.below("/", "/find", "explain", this::find));
    }

    /** One line of the table: a mapping with both of its directions, as far as it has them. */
    record Row(String mapping, @Nullable Lag toDataverse, @Nullable Lag fromDataverse, @Nullable Instant next) {
        static List<Row> of(List<Lag> lags) {
            Map<String, Row> rows = new LinkedHashMap<>();
            for (Lag lag : lags) {
                boolean to = lag.direction().equals(Direction.TO_DATAVERSE.key());
                rows.merge(
                        lag.mapping(),
                        new Row(lag.mapping(), to ? lag : null, to ? null : lag, lag.next()),
                        (one, other) -> new Row(
                                one.mapping(),
                                one.toDataverse() == null ? other.toDataverse() : one.toDataverse(),
                                one.fromDataverse() == null ? other.fromDataverse() : one.fromDataverse(),
                                one.next()));
            }
            return List.copyOf(rows.values());
        }
    }

    private Model overview() {
        Overview overview = operations.insights().overview().show();
        return Model.titled("Overview")
                .with("mappings", operations.mappings().ids())
                .with("overview", overview)
                .with("rows", Row.of(overview.lags()))
                .with("full", operations.fullSynchronization().status())
                .with("written", Chart.written(overview.hours(), overview.at()))
                .with("failed", Chart.failed(overview.hours(), overview.at()));
    }

    /** What the search field of the first page answers: why a record stands as it does. */
    private Model find(Ask ask) {
        String mapping = ask.query("mapping");
        String record = ask.query("record");
        if (mapping == null || record == null) {
            throw OperationException.invalid("name a mapping, and the number, name or id of a record");
        }
        return RecordPages.explanation(operations.insights().explain().explain(mapping, record));
    }
}
