package io.koppel.operate.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of lists that are told newest first, page by page. */
final class Paging {
    @Option(names = "--limit", description = "Rows (default: ${DEFAULT-VALUE})", defaultValue = "20")
    private int limit;

    @Option(names = "--after", description = "Continue behind this row")
    private @Nullable Long after;

    /** Asks for that page. */
    String of(Query query) {
        return query.with("limit", limit).with("after", after).toString();
    }
}
