package io.koppel.sync;

import io.koppel.mapping.DocumentLines;
import io.koppel.mapping.Side;
import io.koppel.odata.Literals;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the lines of several documents with few requests, and shows them as the mapping's rules complete them. */
final class DocumentLineRows {
    /** Ids of documents in one address of Dataverse. */
    private static final int BLOCK = 200;

    private final Engine engine;

    DocumentLineRows(Engine engine) {
        this.engine = engine;
    }

    /**
     * The lines on a side, by what names their document there.
     *
     * @param lines the lines' pass
     * @param documents ids of the documents, or their numbers where lines name them so
     */
    Map<String, List<Row>> read(Pass lines, DocumentLines declared, Side side, Collection<String> documents) {
        if (documents.isEmpty()) {
            return Map.of();
        }
        MappingRuntime runtime = lines.runtime();
        Set<String> select =
                new LinkedHashSet<>(lines.source() == side ? runtime.sourceColumns() : runtime.targetColumns());
        select.add(declared.parent(side));
        List<Row> rows = side == Side.BUSINESS_CENTRAL
                ? ofBusinessCentral(runtime, declared, documents, select)
                : ofDataverse(runtime, declared, documents, select);
        Map<String, List<Row>> found = new HashMap<>();
        for (Row row : rows) {
            found.computeIfAbsent(String.valueOf(row.get(declared.parent(side))), key -> new ArrayList<>())
                    .add(Objects.requireNonNull(runtime.asShown(side, row)));
        }
        return found;
    }

    private List<Row> ofBusinessCentral(
            MappingRuntime runtime, DocumentLines declared, Collection<String> documents, Set<String> select) {
        return engine.services()
                .businessCentral()
                .readByIds(
                        runtime.records().path(Side.BUSINESS_CENTRAL),
                        declared.businessCentral(),
                        documents,
                        Map.of("$select", String.join(",", select)))
                .rows();
    }

    private List<Row> ofDataverse(
            MappingRuntime runtime, DocumentLines declared, Collection<String> documents, Set<String> select) {
        List<String> ids = List.copyOf(documents);
        List<Row> rows = new ArrayList<>();
        for (int at = 0; at < ids.size(); at += BLOCK) {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("$select", String.join(",", select));
            query.put(
                    "$filter",
                    ids.subList(at, Math.min(ids.size(), at + BLOCK)).stream()
                            .map(Literals::text)
                            .collect(Collectors.joining(
                                    ",",
                                    "Microsoft.Dynamics.CRM.In(PropertyName=" + Literals.text(declared.dataverse())
                                            + ",PropertyValues=[",
                                    "])")));
            Pages pages = engine.services()
                    .dataverse()
                    .read(new ReadRequest(runtime.records().path(Side.DATAVERSE), query, 0, false, null));
            while (pages.hasNext()) {
                rows.addAll(pages.next().rows());
            }
        }
        return rows;
    }
}
