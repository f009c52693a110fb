package io.koppel.odata;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends the bulk messages of Dataverse and divides those that are refused (dataverse-web-api.md §8.2). */
final class BulkSender {
    private static final String NAMESPACE = "Microsoft.Dynamics.CRM.";

    /** The bulk messages in use. */
    enum Message {
        CREATE("CreateMultiple", WriteOperation.Kind.CREATE),
        UPDATE("UpdateMultiple", WriteOperation.Kind.UPDATE);

        private final String action;
        private final WriteOperation.Kind kind;

        Message(String action, WriteOperation.Kind kind) {
            this.action = action;
            this.kind = kind;
        }
    }

    private final ConnectionSettings settings;
    private final ServiceChannel channel;
    private final ResourceAddresses addresses;
    private final BatchSender batches;

    BulkSender(ConnectionSettings settings, ServiceChannel channel, ResourceAddresses addresses, BatchSender batches) {
        this.settings = settings;
        this.channel = channel;
        this.addresses = addresses;
        this.batches = batches;
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
        List<WriteResult> results = new ArrayList<>(rows.size());
        for (List<Map<String, @Nullable Object>> block :
                Blocks.of(rows, settings.throughput().batchSize())) {
            Function<List<Map<String, @Nullable Object>>, Bisection.Outcome<WriteResult>> bulk =
                    some -> once(message, entitySet, typeName, some, extra);
            results.addAll(
                    message == Message.CREATE
                            ? Bisection.run(block, bulk, few -> oneByOne(entitySet, few, extra))
                            : Bisection.run(block, bulk));
        }
        return results;
    }

    private List<WriteResult> oneByOne(
            String entitySet, List<Map<String, @Nullable Object>> rows, Map<String, String> extra) {
        return batches.send(
                rows.stream().map(row -> WriteOperation.create(entitySet, row)).toList(), false, extra);
    }

    private Bisection.Outcome<WriteResult> once(
            Message message,
            String entitySet,
            String typeName,
            List<Map<String, @Nullable Object>> rows,
            Map<String, String> extra) {
        OutgoingRequest request = new OutgoingRequest(
                "POST",
                addresses.address(entitySet + "/" + NAMESPACE + message.action, Map.of()),
                Map.of("Content-Type", "application/json"),
                body(typeName, rows),
                1);
        Sent sent = channel.write(request, extra, false);
        if (sent instanceof Sent.NotSent notSent) {
            return new Bisection.Outcome.Same<>(new WriteResult.Refused(notSent.error()));
        }
        if (sent instanceof Sent.Lost lost) {
            return new Bisection.Outcome.Same<>(new WriteResult.Unknown(lost.reason()));
        }
        HttpResponseValue response = ((Sent.Answered) sent).response();
        Answer answer = Answer.of(response);
        if (answer.succeeded()) {
            return applied(message, answer, rows.size());
        }
        return refused(message, answer, channel.serverTime(response));
    }

    private Bisection.Outcome<WriteResult> refused(Message message, Answer answer, Instant now) {
        ServiceError error = channel.errors().read(answer, message.kind, false, now);
        if (WriteResults.maybeApplied(answer.status())) {
            return new Bisection.Outcome.Same<>(new WriteResult.Unknown(message.action + ": " + error.describe()));
        }
        WriteResult refused = new WriteResult.Refused(error);
        boolean ofOneRow =
                switch (error.kind()) {
                    case DATA, DUPLICATE, CONFLICT, GONE -> true;
                    // A row with an unreadable value has the same code as a mapping with an unknown column.
                    case CONFIGURATION -> answer.status() == 400;
                    case THROTTLED, TRANSIENT -> false;
                };
        return ofOneRow ? new Bisection.Outcome.Refused<>(refused) : new Bisection.Outcome.Same<>(refused);
    }

    private static Bisection.Outcome<WriteResult> applied(Message message, Answer answer, int rows) {
        if (message == Message.UPDATE) {
            return new Bisection.Outcome.Applied<>(
                    java.util.Collections.nCopies(rows, new WriteResult.Written(answer.status(), null, null, null)));
        }
        Object ids = answer.body() == null ? null : answer.body().get("Ids");
        if (!(ids instanceof List<?> list) || list.size() != rows) {
            return new Bisection.Outcome.Same<>(
                    new WriteResult.Unknown(message.action + ": expected " + rows + " ids in the answer, found "
                            + (ids instanceof List<?> found ? found.size() : "none") + " " + answer.text()));
        }
        List<WriteResult> written = new ArrayList<>(rows);
        for (Object id : list) {
            written.add(new WriteResult.Written(answer.status(), null, null, String.valueOf(id)));
        }
        return new Bisection.Outcome.Applied<>(written);
    }

    private static byte[] body(String typeName, List<Map<String, @Nullable Object>> rows) {
        String type = NAMESPACE + typeName;
        return JsonBody.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("Targets");
            for (Map<String, @Nullable Object> row : rows) {
                json.writeStartObject();
                json.writeStringField("@odata.type", type);
                JsonBody.members(json, row);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
