package io.koppel.operate.console;

import io.koppel.operate.CouplingView;
import io.koppel.operate.MappingView;
import io.koppel.operate.OperationException;
import io.koppel.operate.Operations;
import io.koppel.operate.RunView;
import io.koppel.operate.explain.Explanation;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What each page shows. Every list reads the database, a page at a time. */
final class ConsolePages {
    private static final int ROWS = 50;
    private static final int FEW = 10;

    private final Operations operations;
    private final SalesPages sales;

    ConsolePages(Operations operations) {
        this.operations = operations;
        this.sales = new SalesPages(operations);
    }

    /** Makes the model of one page from its request. */
    interface Model {
        Map<String, Object> of(RoutingContext context);
    }

    /**
     * One page.
     *
     * @param section the entry of the menu it belongs to
     * @param name its name in the menu, or null if it has no entry of its own
     * @param live whether it refreshes itself
     */
    record Page(String path, String section, @Nullable String name, String template, boolean live, Model model) {}

    List<Page> all() {
        return List.of(
                new Page("/", "/", "Mappings", "mappings", true, context -> mappings()),
                new Page("/mappings/:mapping", "/", null, "mapping", false, this::mapping),
                new Page(
                        "/full-synchronization",
                        "/full-synchronization",
                        "Full synchronization",
                        "full-synchronization",
                        true,
                        context -> full()),
                new Page("/couplings", "/couplings", "Couplings", "couplings", false, this::couplings),
                new Page("/records/:mapping/:record", "/couplings", null, "record", false, this::record),
                new Page("/records/:mapping/:record/explain", "/couplings", null, "explain", false, this::explain),
                new Page("/orders", "/orders", "Orders", "orders", false, sales::orders),
                new Page("/errors", "/errors", "Errors", "errors", false, this::errors),
                new Page("/history", "/history", "History", "history", false, this::history),
                new Page("/runs/:run", "/job-log", null, "run", true, this::run),
                new Page("/job-log", "/job-log", "Job log", "job-log", true, this::jobLog));
    }

    private Map<String, Object> mappings() {
        return model(
                "Mappings",
                "mappings",
                operations.mappings().list().value(),
                "full",
                operations.fullSynchronization().status(),
                "errors",
                operations.journal().errors(null, null, null, FEW).value());
    }

    private Map<String, Object> mapping(RoutingContext context) {
        String id = context.pathParam("mapping");
        return model(
                id,
                "mapping",
                operations.mappings().show(id),
                "log",
                operations.journal().jobLog(id, null, FEW));
    }

    private Map<String, Object> full() {
        return model(
                "Full synchronization", "full", operations.fullSynchronization().status());
    }

    private Map<String, Object> couplings(RoutingContext context) {
        List<String> ids = operations.mappings().list().value().stream()
                .map(MappingView::id)
                .toList();
        String mapping = query(context, "mapping");
        String chosen = mapping != null ? mapping : ids.isEmpty() ? "" : ids.get(0);
        String search = query(context, "search");
        String after = query(context, "after");
        return model(
                "Couplings",
                "mappings",
                ids,
                "mapping",
                chosen,
                "search",
                search == null ? "" : search,
                "address",
                "/couplings?mapping=" + encode(chosen) + (search == null ? "" : "&search=" + encode(search)) + "&",
                "couplings",
                operations.couplings().list(chosen, search, after == null ? null : UUID.fromString(after), ROWS));
    }

    private Map<String, Object> record(RoutingContext context) {
        String mapping = context.pathParam("mapping");
        String record = context.pathParam("record");
        CouplingView coupling = coupling(mapping, record);
        UUID id = coupling != null ? coupling.businessCentralId() : UUID.fromString(record);
        String number = coupling == null ? null : coupling.number();
        Map<String, Object> model = model(
                mapping + " " + (number == null ? record : number),
                "record",
                id.toString(),
                "mapping",
                operations.mappings().show(mapping).mapping(),
                "history",
                operations.journal().history(mapping, id.toString(), null, null, ROWS));
        model.put("coupling", coupling);
        return model;
    }

    private Map<String, Object> explain(RoutingContext context) {
        Explanation explanation =
                operations.insights().explain().explain(context.pathParam("mapping"), context.pathParam("record"));
        return model(
                "Why " + explanation.mapping() + " " + explanation.record() + " stands as it does", "why", explanation);
    }

    private @Nullable CouplingView coupling(String mapping, String record) {
        try {
            return operations.couplings().find(mapping, record);
        } catch (OperationException e) {
            if (e.reason() == OperationException.Reason.NOT_FOUND
                    && operations.mappings().show(mapping) != null
                    && record.length() == UUID.randomUUID().toString().length()) {
                return null;
            }
            throw e;
        }
    }

    private Map<String, Object> errors(RoutingContext context) {
        String mapping = query(context, "mapping");
        return model(
                "Errors",
                "mapping",
                mapping == null ? "" : mapping,
                "address",
                address("/errors", mapping),
                "groups",
                operations.insights().errors().list(mapping, ROWS).value(),
                "errors",
                operations.journal().errors(mapping, null, after(context), ROWS));
    }

    private Map<String, Object> history(RoutingContext context) {
        String mapping = query(context, "mapping");
        return model(
                "History",
                "mapping",
                mapping == null ? "" : mapping,
                "address",
                address("/history", mapping),
                "history",
                operations.journal().history(mapping, null, null, after(context), ROWS));
    }

    private Map<String, Object> jobLog(RoutingContext context) {
        String mapping = query(context, "mapping");
        return model(
                "Job log",
                "mapping",
                mapping == null ? "" : mapping,
                "address",
                address("/job-log", mapping),
                "log",
                operations.journal().jobLog(mapping, after(context), ROWS));
    }

    private Map<String, Object> run(RoutingContext context) {
        long number = number("run", context.pathParam("run"));
        RunView run = operations.synchronization().run(number);
        return model(
                "Run " + number,
                "run",
                run,
                "errors",
                run.passes().stream()
                        .flatMap(pass ->
                                operations.journal().errors(pass.mapping(), pass.job(), null, FEW).value().stream())
                        .toList());
    }

    private static String address(String path, @Nullable String mapping) {
        return path + "?" + (mapping == null ? "" : "mapping=" + encode(mapping) + "&");
    }

    private static @Nullable Long after(RoutingContext context) {
        String after = query(context, "after");
        return after == null ? null : number("after", after);
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw OperationException.invalid(name + ": expected a number, found '" + text + "'");
        }
    }

    static @Nullable String query(RoutingContext context, String name) {
        List<String> values = context.queryParam(name);
        return values.isEmpty() || values.get(0).isBlank() ? null : values.get(0);
    }

    static String encode(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    static Map<String, Object> model(String title, Object... namesAndValues) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", title);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            model.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return model;
    }

    /** The entries of the menu. */
    List<Page> menu() {
        return new ArrayList<>(
                all().stream().filter(page -> page.name() != null).toList());
    }
}
