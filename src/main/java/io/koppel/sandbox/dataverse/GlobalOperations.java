package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads that belong to no table: service document, `$metadata`, functions (dataverse-web-api.md §2, §11.5). */
final class GlobalOperations {
    private static final String VERSION = "9.2.24021.00201";

    private final DataverseStore store;
    private final CallingUser user;
    private final String serviceUrl;

    GlobalOperations(DataverseStore store, CallingUser user, String serviceUrl) {
        this.store = store;
        this.user = user;
        this.serviceUrl = serviceUrl;
    }

    SandboxResponse serviceDocument() {
        JsonOut out = new JsonOut();
        out.beginObject()
                .name("@odata.context")
                .string(serviceUrl + "$metadata")
                .name("value")
                .beginArray();
        for (DataverseTable table : store.catalogue().tables()) {
            out.beginObject()
                    .name("name")
                    .string(table.entitySet())
                    .name("kind")
                    .string("EntitySet");
            out.name("url").string(table.entitySet()).endObject();
        }
        return Answers.version(SandboxResponse.json(200, out.endArray().endObject()));
    }

    /** The answer, or null when there is nothing of that name. `arguments` is what stands in brackets. */
    @Nullable
    SandboxResponse read(String name, @Nullable String arguments, SandboxRequest request) {
        return switch (name) {
            case "$metadata" ->
                Answers.version(SandboxResponse.of(200)
                        .withBody(
                                "application/xml",
                                DataverseCsdl.write(store.catalogue(), store.keys())
                                        .getBytes(StandardCharsets.UTF_8)));
            case "WhoAmI" -> whoAmI();
            case "RetrieveVersion" -> version();
            case "RetrieveTotalRecordCount" -> counts(arguments == null ? "" : arguments, request);
            default -> null;
        };
    }

    private SandboxResponse whoAmI() {
        JsonOut out = context("WhoAmIResponse");
        out.name("BusinessUnitId").value(user.businessUnit());
        out.name("UserId").guid(user.id()).name("OrganizationId").guid(DataverseIds.ORGANIZATION);
        return Answers.version(SandboxResponse.json(200, out.endObject()));
    }

    private SandboxResponse version() {
        return Answers.version(SandboxResponse.json(
                200,
                context("RetrieveVersionResponse")
                        .name("Version")
                        .string(VERSION)
                        .endObject()));
    }

    private SandboxResponse counts(String arguments, SandboxRequest request) {
        List<DataverseTable> tables = new ArrayList<>();
        int equals = arguments.indexOf('=');
        String list = equals < 0 ? "" : arguments.substring(equals + 1).strip();
        if (list.startsWith("@")) {
            list = request.options().getOrDefault(list, "");
        }
        for (String word : list.replace("[", "").replace("]", "").split(",")) {
            String name = word.strip().replace("'", "").replace("\"", "");
            DataverseTable table = store.catalogue().table(name);
            if (table == null) {
                throw new DataverseError(
                        400,
                        "0x80040203",
                        "EntityNames holds no table '" + name
                                + "'; RetrieveTotalRecordCount(EntityNames=['account']) is expected.");
            }
            tables.add(table);
        }
        JsonOut out = context("RetrieveTotalRecordCountResponse");
        out.name("EntityRecordCountCollection").beginObject().name("Count").number(tables.size());
        out.name("IsReadOnly").bool(false).name("Keys").beginArray();
        tables.forEach(table -> out.string(table.logicalName()));
        out.endArray().name("Values").beginArray();
        tables.forEach(table -> out.number(store.table(table).rows().size()));
        return Answers.version(
                SandboxResponse.json(200, out.endArray().endObject().endObject()));
    }

    private JsonOut context(String type) {
        return new JsonOut()
                .beginObject()
                .name("@odata.context")
                .string(serviceUrl + "$metadata#Microsoft.Dynamics.CRM." + type);
    }
}
