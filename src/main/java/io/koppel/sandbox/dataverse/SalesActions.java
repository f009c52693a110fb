package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.dataverse.RowOperations.Write;
import io.koppel.sandbox.http.Json;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The actions of Sales: an opportunity won or lost, a case resolved, a product published (dataverse-web-api.md §11.1, §11.4). */
final class SalesActions {
    private final DataverseStore store;
    private final RowWriter writer;
    private final References references;

    SalesActions(DataverseStore store, RowWriter writer, References references) {
        this.store = store;
        this.writer = writer;
        this.references = references;
    }

    /** The unbound action of that name, or null. */
    @Nullable
    Write unbound(String name, SandboxRequest request) {
        return switch (name) {
            case "WinOpportunity" -> close(OpportunityRules.WON, Json.object(request.body()));
            case "LoseOpportunity" -> close(OpportunityRules.LOST, Json.object(request.body()));
            case "CloseIncident" -> resolve(Json.object(request.body()));
            default -> null;
        };
    }

    private Write resolve(Map<String, @Nullable Object> body) {
        long status = body.get("Status") instanceof Long number && number >= 0
                ? number
                : StateRules.firstStatus("incident", CaseRules.RESOLVED);
        StateRules.check("incident", CaseRules.RESOLVED, status);
        if (!(body.get("IncidentResolution") instanceof Map<?, ?> activity)
                || !(activity.get("incidentid@odata.bind") instanceof String bound)) {
            throw DataverseError.payload(
                    "'IncidentResolution' must hold 'incidentid@odata.bind' with the address of an incident.");
        }
        UUID id = references.resolve(bound).id();
        return scope -> {
            StoredTable table = store.table("incident");
            Privileges.check(scope.transaction().author().caller(), table.table(), "Write");
            Row before = table.rows().findForWrite(id);
            if (before == null) {
                throw DataverseError.notFound("incident", id);
            }
            if (!SalesDocument.WRITABLE.equals(table.value(before, "statecode"))) {
                throw DataverseError.readOnly("incident", id);
            }
            RowDraft draft = before.edit(table.rows().schema());
            RowRules.put(table, draft, "statecode", CaseRules.RESOLVED);
            RowRules.put(table, draft, "statuscode", status);
            writer.change(scope, table, before, draft);
            return Answers.version(SandboxResponse.of(204)).withRecords(1);
        };
    }

    /** The action of that name bound to a row, or null. */
    @Nullable
    Write bound(String name, RowAddress address) {
        boolean product = address.table().table().logicalName().equals("product");
        return product && name.equals("PublishProductHierarchy") ? scope -> publish(scope, address) : null;
    }

    private Write close(long state, Map<String, @Nullable Object> body) {
        long status = body.get("Status") instanceof Long number ? number : -1;
        if (!(body.get("OpportunityClose") instanceof Map<?, ?> activity)
                || !(activity.get("opportunityid@odata.bind") instanceof String bound)) {
            throw DataverseError.payload(
                    "'OpportunityClose' must hold 'opportunityid@odata.bind' with the address of an opportunity.");
        }
        UUID id = references.resolve(bound).id();
        BigDecimal revenue = activity.get("actualrevenue") == null
                ? null
                : new BigDecimal(activity.get("actualrevenue").toString());
        LocalDate end = date(activity.get("actualend"));
        return scope -> {
            StoredTable table = store.table("opportunity");
            Privileges.check(scope.transaction().author().caller(), table.table(), "Write");
            Row before = table.rows().findForWrite(id);
            if (before == null) {
                throw DataverseError.notFound("opportunity", id);
            }
            RowDraft draft = OpportunityRules.closed(
                    table,
                    before,
                    state,
                    status,
                    revenue,
                    end,
                    scope.transaction().now());
            writer.change(scope, table, before, draft);
            return Answers.version(SandboxResponse.of(204)).withRecords(1);
        };
    }

    private SandboxResponse publish(WriteScope scope, RowAddress address) {
        StoredTable table = address.table();
        Privileges.check(scope.transaction().author().caller(), table.table(), "Write");
        Row before = address.findForWrite(store);
        if (before == null) {
            throw address.missing();
        }
        if (Long.valueOf(0).equals(table.value(before, "statecode"))) {
            throw new DataverseError(400, "0x8004F982", "The product is already active.");
        }
        if (Long.valueOf(1).equals(table.value(before, "statecode"))) {
            throw new DataverseError(400, "0x8004F977", "A retired product cannot be published.");
        }
        RowDraft draft = before.edit(table.rows().schema());
        RowRules.put(table, draft, "statecode", 0L);
        RowRules.put(table, draft, "statuscode", 1L);
        writer.change(scope, table, before, draft);
        return Answers.version(SandboxResponse.of(204)).withRecords(1);
    }

    private static @Nullable LocalDate date(@Nullable Object value) {
        try {
            return value == null ? null : LocalDate.parse(value.toString().substring(0, 10));
        } catch (DateTimeException | StringIndexOutOfBoundsException e) {
            throw DataverseError.payload("'actualend' takes a date; the body has '" + value + "'.");
        }
    }
}
