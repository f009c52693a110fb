package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.core.Transaction;
import io.koppel.sandbox.filter.Literals;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.Json;
import io.koppel.sandbox.http.Limits;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** POST, PATCH, DELETE (business-central-api.md §6). */
final class BcWrites {
    private final BcData data;
    private final BcReads reads;

    BcWrites(BcData data, BcReads reads) {
        this.data = data;
        this.reads = reads;
    }

    SandboxResponse create(Exchange exchange, EntitySet set, Transaction transaction) {
        if (set.rights() != EntitySet.Rights.ALL) {
            throw BcException.methodNotAllowed(set.name(), "POST");
        }
        Map<String, @Nullable Object> body = body(exchange.request());
        UUID id = chosenId(set, body);
        BcSession session = new BcSession(data, transaction);
        RowDraft draft = RowDraft.create(set.table().rows().schema(), id);
        new BodyWriter(session, set, draft, true).apply(body);
        Row row = session.insert(set.table(), draft, true);
        SandboxResponse answer = reads.row(exchange, set, row, 201);
        String collection = exchange.baseUrl() + exchange.request().path();
        return set.surface().isApi() ? answer.withHeader("Location", collection + "(" + id + ")") : answer;
    }

    SandboxResponse update(Exchange exchange, EntitySet set, String key, Transaction transaction) {
        if (set.rights() == EntitySet.Rights.READ_ONLY) {
            throw BcException.methodNotAllowed(set.name(), "PATCH");
        }
        Row row = existing(set, key);
        ETags.check(exchange.request().header("If-Match"), row);
        BcSession session = new BcSession(data, transaction);
        RowDraft draft = row.edit(set.table().rows().schema());
        new BodyWriter(session, set, draft, false).apply(body(exchange.request()));
        Row after = session.modify(set.table(), row, draft, true);
        return reads.row(exchange, set, after, 200);
    }

    SandboxResponse delete(Exchange exchange, EntitySet set, String key, Transaction transaction) {
        if (set.rights() == EntitySet.Rights.READ_ONLY) {
            throw BcException.methodNotAllowed(set.name(), "DELETE");
        }
        Row row = existing(set, key);
        ETags.check(exchange.request().header("If-Match"), row);
        new BcSession(data, transaction).delete(set.table(), row, true);
        return SandboxResponse.of(204).withRecords(1);
    }

    private static Row existing(EntitySet set, String key) {
        Row row = RowKeys.find(set, key, true);
        if (row == null) {
            throw BcException.notFound();
        }
        return row;
    }

    private static Map<String, @Nullable Object> body(SandboxRequest request) {
        if ("ReadOnly".equalsIgnoreCase(request.header("Data-Access-Intent"))) {
            throw BcException.badRequest("A request with Data-Access-Intent ReadOnly cannot write.");
        }
        try {
            return Json.object(request.body());
        } catch (Json.MalformedJsonException e) {
            throw BcException.badRequest("Cannot read the request's body: " + e.getMessage() + ".");
        }
    }

    /** The id a client sent, where the surface takes it, else a new one. */
    private UUID chosenId(EntitySet set, Map<String, @Nullable Object> body) {
        Object given = body.get(set.surface() == Surface.COMPANION ? "systemId" : "id");
        if (given == null || !set.surface().isApi()) {
            return UUID.randomUUID();
        }
        if (!(given instanceof String text) || !Literals.isGuid(text)) {
            throw new BcException(400, "Application_InvalidGUID", "The id '" + given + "' is not a GUID.");
        }
        Limits.ChosenIds rule = set.surface() == Surface.COMPANION
                ? Limits.ChosenIds.ACCEPT
                : data.context().limits().get().chosenIds();
        if (rule == Limits.ChosenIds.REFUSE) {
            throw new BcException(400, "BadRequest_InvalidOperation", "The property 'id' is read-only; leave it out.");
        }
        UUID id = UUID.fromString(text);
        if (rule == Limits.ChosenIds.ACCEPT && set.table().rows().findForWrite(id) != null) {
            throw new BcException(
                    400,
                    "Internal_EntityWithSameKeyExists",
                    "The record in table " + set.table().name() + " already exists. Identification fields and values: "
                            + "SystemId='" + id + "'");
        }
        return rule == Limits.ChosenIds.ACCEPT ? id : UUID.randomUUID();
    }
}
