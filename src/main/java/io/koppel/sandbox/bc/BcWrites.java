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
import java.util.LinkedHashMap;
import java.util.List;
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

    /** The row that a new one belongs to, as an address or a body says. */
    record Parent(Navigation navigation, Object link) {}

    SandboxResponse create(Exchange exchange, EntitySet set, @Nullable Parent parent, Transaction transaction) {
        Map<String, @Nullable Object> body = body(exchange.request());
        Row made = create(new BcSession(data, transaction), set, parent, body);
        Row row = set.table().rows().findForWrite(made.id());
        SandboxResponse answer = reads.row(exchange, set, row == null ? made : row, 201);
        String collection = exchange.baseUrl() + exchange.request().path();
        return set.surface().isApi() ? answer.withHeader("Location", collection + "(" + made.id() + ")") : answer;
    }

    private Row create(BcSession session, EntitySet set, @Nullable Parent parent, Map<String, @Nullable Object> body) {
        if (set.rights() != EntitySet.Rights.ALL) {
            throw BcException.methodNotAllowed(set.name(), "POST");
        }
        Map<String, @Nullable Object> own = new LinkedHashMap<>(body);
        Map<Navigation, List<?>> nested = new LinkedHashMap<>();
        for (Navigation navigation : set.navigations().values()) {
            if (navigation.many() && set.surface().isApi() && own.get(navigation.name()) instanceof List<?> rows) {
                nested.put(navigation, rows);
                own.remove(navigation.name());
            }
        }
        RowDraft draft = RowDraft.create(set.table().rows().schema(), chosenId(set, own));
        if (parent != null) {
            draft.set(parent.navigation().field(), parent.link());
            TableRules.of(set.table())
                    .validate(session, draft, parent.navigation().field());
        }
        new BodyWriter(session, set, draft, true).apply(own);
        Row row = session.insert(set.table(), draft, true);
        nested.forEach((navigation, rows) -> below(session, set, row, navigation, rows));
        return row;
    }

    /** Rows that stand inside the body of the row they belong to (§6, deep create). */
    private void below(BcSession session, EntitySet set, Row row, Navigation navigation, List<?> rows) {
        EntitySet target = data.model().set(set.surface(), navigation.target());
        for (Object one : rows) {
            if (target == null || !(one instanceof Map<?, ?>)) {
                throw BcException.badRequest("'" + navigation.name() + "' takes an array of objects.");
            }
            @SuppressWarnings("unchecked") // only Json makes the maps
            Map<String, @Nullable Object> body = (Map<String, @Nullable Object>) one;
            create(session, target, new Parent(navigation, navigation.link(set, row)), body);
        }
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
            return data.database().newId();
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
        return rule == Limits.ChosenIds.ACCEPT ? id : data.database().newId();
    }
}
