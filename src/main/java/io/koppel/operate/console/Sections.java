package io.koppel.operate.console;

import io.koppel.operate.Operations;
import io.koppel.operate.access.Accounts;
import java.util.List;

/** All parts of the console, in the order of the menu. */
final class Sections {
    private Sections() {}

    static List<Section> of(Operations operations, Accounts accounts) {
        return List.of(
                new OverviewPages(operations),
                new MappingPages(operations),
                new MatchPages(operations),
                new JobPages(operations),
                new FullSynchronizationPages(operations),
                new CouplingPages(operations),
                new RecordPages(operations),
                new CustomerPages(operations),
                new SkippedPages(operations),
                new SalesPages(operations),
                new QuotePages(operations),
                new ErrorPages(operations),
                new PlanPages(operations),
                new HistoryPages(operations),
                new RunPages(operations),
                new AuditPages(operations),
                new AccountPages(accounts));
    }
}
