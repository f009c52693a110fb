package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.dataverse.RowOperations.Write;
import io.koppel.sandbox.http.Json;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The actions that change the options of a choice column, and the one that publishes them (dataverse-web-api.md §10.7). */
final class OptionActions {
    private static final Pattern ENTITY = Pattern.compile("<entity>\\s*([^<\\s]+)\\s*</entity>");
    private static final String JOURNAL_SET = "options";

    private final DataverseStore store;
    private final String serviceUrl;

    OptionActions(DataverseStore store, String serviceUrl) {
        this.store = store;
        this.serviceUrl = serviceUrl;
    }

    /** The action of that name, or null. */
    @Nullable
    Write action(String name, SandboxRequest request) {
        return switch (name) {
            case "InsertOptionValue" -> insert(Json.object(request.body()));
            case "UpdateOptionValue" -> update(Json.object(request.body()));
            case "DeleteOptionValue" -> delete(Json.object(request.body()));
            case "PublishXml" -> publish(Json.object(request.body()));
            case "PublishAllXml" -> scope -> publishAll(scope);
            default -> null;
        };
    }

    /** The choice column a body names. */
    private record Target(DataverseTable table, DataverseColumn column) {}

    private Target target(Map<String, @Nullable Object> body) {
        Object entity = body.get("EntityLogicalName");
        Object attribute = body.get("AttributeLogicalName");
        DataverseTable table = entity == null ? null : store.catalogue().table(entity.toString());
        DataverseColumn column = table == null || attribute == null ? null : table.column(attribute.toString());
        if (table == null || column == null || !column.type().isChoice()) {
            throw new DataverseError(
                    400,
                    "0x80040203",
                    "EntityLogicalName and AttributeLogicalName must name a choice column, not '" + entity + "."
                            + attribute + "'.");
        }
        return new Target(table, column);
    }

    private Write insert(Map<String, @Nullable Object> body) {
        Target target = target(body);
        String label = label(body);
        Object given = body.get("Value");
        return scope -> {
            Privileges.checkCustomizing(scope.transaction().author().caller());
            int value = given == null ? store.choices().freeValue(target.table(), target.column()) : number(given);
            if (store.choices().draft(target.table(), target.column(), value) != null) {
                throw new DataverseError(
                        400,
                        "0x80040203",
                        "The value " + value + " is in use by another option of '" + target.column()
                                + "'; leave Value out to get a free one.");
            }
            put(scope, target, "InsertOptionValue", null, new ChoiceOption(value, label));
            JsonOut out = new JsonOut();
            out.beginObject()
                    .name("@odata.context")
                    .string(serviceUrl + "$metadata#Microsoft.Dynamics.CRM.InsertOptionValueResponse");
            out.name("NewOptionValue").number(value).endObject();
            return Answers.version(SandboxResponse.json(200, out));
        };
    }

    private Write update(Map<String, @Nullable Object> body) {
        Target target = target(body);
        ChoiceOption option = new ChoiceOption(number(body.get("Value")), label(body));
        if (!(body.get("MergeLabels") instanceof Boolean)) {
            throw DataverseError.payload("UpdateOptionValue takes the parameter MergeLabels, true or false.");
        }
        return scope -> {
            Privileges.checkCustomizing(scope.transaction().author().caller());
            put(scope, target, "UpdateOptionValue", existing(target, option.value()), option);
            return Answers.version(SandboxResponse.of(204));
        };
    }

    private Write delete(Map<String, @Nullable Object> body) {
        Target target = target(body);
        int value = number(body.get("Value"));
        return scope -> {
            Privileges.checkCustomizing(scope.transaction().author().caller());
            ChoiceOption old = existing(target, value);
            scope.afterCommit(() -> store.choices().remove(target.table(), target.column(), value));
            note(scope, target, "DeleteOptionValue", value, old.label(), null);
            return Answers.version(SandboxResponse.of(204));
        };
    }

    private ChoiceOption existing(Target target, int value) {
        ChoiceOption old = store.choices().draft(target.table(), target.column(), value);
        if (old == null) {
            throw DataverseError.choiceUnknown(target.column().logicalName(), value);
        }
        return old;
    }

    private void put(WriteScope scope, Target target, String operation, @Nullable ChoiceOption old, ChoiceOption now) {
        scope.afterCommit(() -> store.choices().put(target.table(), target.column(), now));
        note(scope, target, operation, now.value(), old == null ? null : old.label(), now.label());
    }

    private static void note(
            WriteScope scope,
            Target target,
            String operation,
            int value,
            @Nullable String before,
            @Nullable String after) {
        String name = target.table() + "." + target.column();
        UUID id = UUID.nameUUIDFromBytes((name + "=" + value).getBytes(StandardCharsets.UTF_8));
        scope.note(JOURNAL_SET, id, operation, List.of(new RowDraft.Change(name + "." + value, before, after)));
    }

    private Write publish(Map<String, @Nullable Object> body) {
        if (!(body.get("ParameterXml") instanceof String xml)) {
            throw DataverseError.payload("PublishXml takes the parameter ParameterXml.");
        }
        Matcher names = ENTITY.matcher(xml);
        if (!names.find()) {
            throw new DataverseError(
                    400,
                    "0x80040203",
                    "ParameterXml names no table; <importexportxml><entities><entity>…</entity>"
                            + "</entities></importexportxml> is expected.");
        }
        names.reset();
        return scope -> {
            Privileges.checkCustomizing(scope.transaction().author().caller());
            while (names.find()) {
                DataverseTable table = store.catalogue().table(names.group(1));
                if (table == null) {
                    throw new DataverseError(400, "0x80040203", "There is no table '" + names.group(1) + "'.");
                }
                scope.afterCommit(() -> store.choices().publish(table));
            }
            return Answers.version(SandboxResponse.of(204));
        };
    }

    private SandboxResponse publishAll(WriteScope scope) {
        Privileges.checkCustomizing(scope.transaction().author().caller());
        store.catalogue()
                .tables()
                .forEach(table -> scope.afterCommit(() -> store.choices().publish(table)));
        return Answers.version(SandboxResponse.of(204));
    }

    private static int number(@Nullable Object value) {
        if (value instanceof Long number && number == number.intValue()) {
            return number.intValue();
        }
        throw DataverseError.payload("The parameter Value takes a whole number, not '" + value + "'.");
    }

    private static String label(Map<String, @Nullable Object> body) {
        if (body.get("Label") instanceof Map<?, ?> label
                && label.get("LocalizedLabels") instanceof List<?> labels
                && !labels.isEmpty()
                && labels.get(0) instanceof Map<?, ?> first
                && first.get("Label") instanceof String text
                && first.get("LanguageCode") instanceof Long) {
            return text;
        }
        throw DataverseError.payload(
                "The parameter Label takes {\"LocalizedLabels\":[{\"Label\":\"…\",\"LanguageCode\":1033}]}.");
    }
}
