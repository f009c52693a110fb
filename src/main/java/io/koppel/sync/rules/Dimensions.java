package io.koppel.sync.rules;

import io.koppel.odata.Literals;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.sync.Services;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Dimensions, their values, and which records have which by default: API v2.0 shows them to whoever has no extension, too. */
final class Dimensions {
    private static final String ID = "id";

    /** As many ids as fit into an address. */
    private static final int BLOCK = 50;

    private final Services services;

    Dimensions(Services services) {
        this.services = services;
    }

    /** A value of a dimension: both by their ids. */
    record Value(UUID dimension, UUID value) {}

    /** Values by the code of their dimension and their own. */
    record Known(Map<String, Map<String, Value>> values) {
        static final Known NONE = new Known(Map.of());

        @Nullable
        Value value(String dimension, String code) {
            return values.getOrDefault(dimension, Map.of()).get(code);
        }
    }

    /** These dimensions, as far as they exist, with all their values. */
    Known read(Collection<String> codes) {
        Map<UUID, String> found = new HashMap<>();
        if (!codes.isEmpty()) {
            rows(
                            "v2.0/dimensions",
                            "id,code",
                            any("code", codes.stream().map(Literals::text).toList()))
                    .forEach(row -> found.put(id(row, ID), DataverseRows.text(row, "code")));
        }
        Map<String, Map<String, Value>> values = new HashMap<>();
        if (!found.isEmpty()) {
            List<String> ids = found.keySet().stream().map(UUID::toString).toList();
            for (Row row : rows("v2.0/dimensionValues", "id,code,dimensionId", any("dimensionId", ids))) {
                UUID dimension = id(row, "dimensionId");
                values.computeIfAbsent(String.valueOf(found.get(dimension)), code -> new HashMap<>())
                        .put(DataverseRows.text(row, "code"), new Value(dimension, id(row, ID)));
            }
        }
        return new Known(values);
    }

    /** Codes of the dimensions that records have by default. */
    Map<UUID, Set<String>> of(Collection<UUID> parents) {
        Map<UUID, Set<String>> codes = new HashMap<>();
        List<String> ids = parents.stream().map(UUID::toString).toList();
        for (int at = 0; at < ids.size(); at += BLOCK) {
            List<String> block = ids.subList(at, Math.min(ids.size(), at + BLOCK));
            for (Row row : rows("v2.0/defaultDimensions", "id,parentId,dimensionCode", any("parentId", block))) {
                codes.computeIfAbsent(id(row, "parentId"), parent -> new HashSet<>())
                        .add(DataverseRows.text(row, "dimensionCode"));
            }
        }
        return codes;
    }

    /** @param kind what API v2.0 calls the record's table */
    static WriteOperation create(String kind, UUID parent, Value value) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("parentType", kind);
        body.put("parentId", parent.toString());
        body.put("dimensionId", value.dimension().toString());
        body.put("dimensionValueId", value.value().toString());
        return WriteOperation.create("v2.0/defaultDimensions", body);
    }

    private static String any(String property, List<String> literals) {
        return literals.stream().map(literal -> property + " eq " + literal).collect(Collectors.joining(" or "));
    }

    private static UUID id(Row row, String property) {
        return UUID.fromString(DataverseRows.text(row, property));
    }

    private List<Row> rows(String set, String select, String filter) {
        Pages pages = services.businessCentral()
                .read(ReadRequest.of(set).with("$select", select).with("$filter", filter));
        List<Row> rows = new ArrayList<>();
        while (pages.hasNext()) {
            rows.addAll(pages.next().rows());
        }
        return rows;
    }
}
