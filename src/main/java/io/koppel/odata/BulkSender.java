package io.koppel.odata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends the bulk messages of Dataverse, which are applied whole or not at all, and divides those that are refused
 * (dataverse-web-api.md §8.2). Several smaller messages travel as parts of one batch that goes on after errors (§8.1): each has an
 * answer of its own, and each counts as a request.
 */
final class BulkSender {
    private static final String NAMESPACE = "Microsoft.Dynamics.CRM.";

    /** The bulk messages in use. */
    enum Message {
        CREATE("CreateMultiple"),
        UPDATE("UpdateMultiple");

        private final String action;

        Message(String action) {
            this.action = action;
        }
    }

    private final ConnectionSettings settings;
    private final SingleSender single;
    private final BatchSender batches;
    private final BulkExperience experience;

    BulkSender(ConnectionSettings settings, SingleSender single, BatchSender batches, BulkExperience experience) {
        this.settings = settings;
        this.single = single;
        this.batches = batches;
        this.experience = experience;
    }

    /** As {@link ODataService#createMultiple} and {@link ODataService#updateMultiple}. */
    List<WriteResult> send(
            Message message,
            String entitySet,
            String typeName,
            List<Map<String, @Nullable Object>> rows,
            Map<String, String> extra) {
        if (settings.kind() != ServiceKind.DATAVERSE) {
            throw new UnsupportedOperationException(
                    settings.name() + ": Business Central has no bulk messages; send a batch instead");
        }
        String path = entitySet + "/" + NAMESPACE + message.action;
        List<WriteResult> results = new ArrayList<>(rows.size());
        for (List<Map<String, @Nullable Object>> block :
                Blocks.of(typed(typeName, rows), settings.throughput().batchSize())) {
            results.addAll(inTurn(path, () -> block(message, path, block, extra)));
        }
        return results;
    }

    private List<WriteResult> inTurn(String path, Supplier<List<WriteResult>> block) {
        try {
            return experience.firsts().send(path, block);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancellationException(settings.name() + ": stopped before " + path + " was sent");
        }
    }

    private List<WriteResult> block(
            Message message, String path, List<Map<String, @Nullable Object>> rows, Map<String, String> extra) {
        Set<Integer> alone = experience.suspects().in(path, rows);
        List<WriteResult> results = Bisection.run(
                rows,
                alone,
                experience.rates().groupSize(path, rows.size() - alone.size()),
                groups -> together(message, path, groups, extra),
                BulkSender::named);
        List<Set<String>> blamed = NamedRows.blamed(rows, results);
        note(path, results, blamed, alone);
        experience.suspects().note(path, rows, alone, results, blamed);
        return results;
    }

    private static List<Map<String, @Nullable Object>> typed(
            String typeName, List<Map<String, @Nullable Object>> rows) {
        List<Map<String, @Nullable Object>> typed = new ArrayList<>(rows.size());
        for (Map<String, @Nullable Object> row : rows) {
            Map<String, @Nullable Object> target = new LinkedHashMap<>(row.size() * 2);
            target.put("@odata.type", NAMESPACE + typeName);
            target.putAll(row);
            typed.add(target);
        }
        return typed;
    }

    private List<Bisection.Outcome<WriteResult>> together(
            Message message, String path, List<List<Map<String, @Nullable Object>>> groups, Map<String, String> extra) {
        List<WriteOperation> operations = groups.stream()
                .map(group -> WriteOperation.action(path, Map.of("Targets", group)))
                .toList();
        List<WriteResult> answers = operations.size() == 1
                ? List.of(single.send(operations.get(0), extra))
                : batches.send(operations, false, extra);
        List<Bisection.Outcome<WriteResult>> outcomes = new ArrayList<>(groups.size());
        for (int at = 0; at < groups.size(); at++) {
            outcomes.add(outcome(message, groups.get(at).size(), answers.get(at)));
        }
        return outcomes;
    }

    private static Bisection.Outcome<WriteResult> outcome(Message message, int rows, WriteResult answer) {
        if (answer instanceof WriteResult.Written written) {
            return applied(message, rows, written);
        }
        if (answer instanceof WriteResult.Refused refused) {
            WriteResult.Refused ofRow = message == Message.CREATE ? asCreate(refused) : refused;
            return concernsRows(ofRow.error())
                    ? new Bisection.Outcome.Refused<>(ofRow)
                    : new Bisection.Outcome.Same<>(ofRow);
        }
        return new Bisection.Outcome.Same<>(answer);
    }

    /** A create addresses no row, so the row that does not exist is one that it refers to. */
    private static WriteResult.Refused asCreate(WriteResult.Refused refused) {
        ServiceError error = refused.error();
        return error.kind() == ErrorClass.GONE
                ? new WriteResult.Refused(new ServiceError(
                        ErrorClass.DATA,
                        error.status(),
                        error.code(),
                        error.message(),
                        error.retryAfter(),
                        error.requestId()))
                : refused;
    }

    /** Whether another row might be taken where this one was refused. */
    static boolean concernsRows(ServiceError error) {
        return switch (error.kind()) {
            case DATA, DUPLICATE, CONFLICT, GONE -> true;
            // A row with an unreadable value has the same code as a mapping with an unknown column.
            case CONFIGURATION -> error.status() == 400;
            case THROTTLED, TRANSIENT -> false;
        };
    }

    private static Bisection.Outcome<WriteResult> applied(Message message, int rows, WriteResult.Written written) {
        if (message == Message.UPDATE) {
            return new Bisection.Outcome.Applied<>(
                    Collections.nCopies(rows, new WriteResult.Written(written.status(), null, null, null)));
        }
        Object ids = written.row() == null ? null : written.row().get("Ids");
        if (!(ids instanceof List<?> list) || list.size() != rows) {
            return new Bisection.Outcome.Same<>(new WriteResult.Unknown(message.action + ": expected " + rows
                    + " ids in the answer, found " + (ids instanceof List<?> found ? found.size() : "none")));
        }
        return new Bisection.Outcome.Applied<>(list.stream()
                .<WriteResult>map(id -> new WriteResult.Written(written.status(), null, null, String.valueOf(id)))
                .toList());
    }

    private static List<Integer> named(List<Map<String, @Nullable Object>> group, WriteResult refusal) {
        return refusal instanceof WriteResult.Refused refused
                ? NamedRows.in(refused.error().message(), group)
                : List.of();
    }

    /**
     * Lost answers and waits say nothing about the rows, and rows that went alone nothing about how many should go together. Rows that
     * are refused for the same value count once: the next ones that hold it go alone.
     */
    private void note(String path, List<WriteResult> results, List<Set<String>> blamed, Set<Integer> alone) {
        int written = 0;
        int refused = 0;
        Set<Set<String>> causes = new HashSet<>();
        for (int at = 0; at < results.size(); at++) {
            WriteResult result = results.get(at);
            if (alone.contains(at)) {
                continue;
            }
            if (result instanceof WriteResult.Written) {
                written++;
            } else if (result instanceof WriteResult.Refused of && concernsRows(of.error())) {
                Set<String> cause = blamed.get(at);
                if (cause.isEmpty() || causes.add(cause)) {
                    refused++;
                }
            }
        }
        experience.rates().note(path, written + refused, refused);
    }
}
