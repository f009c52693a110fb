package io.koppel.mapping.lint;

import io.koppel.mapping.TableMapping;
import io.koppel.mapping.file.MappingFile;
import io.koppel.mapping.file.Mistake;
import io.koppel.metadata.ServiceModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds mistakes in mapping files that could be read. */
public final class Validation {
    private Validation() {}

    /**
     * What can be told without a connection: each file by itself, then ids, dependencies and references between files.
     *
     * @param knownRules names of the coded rules there are
     */
    public static List<Mistake> offline(List<MappingFile> files, Set<String> knownRules) {
        List<Mistake> mistakes = new ArrayList<>();
        files.forEach(file -> mistakes.addAll(file(file, knownRules)));
        Map<String, TableMapping> byId = new HashMap<>();
        for (MappingFile file : files) {
            for (TableMapping mapping : file.mappings()) {
                TableMapping first = byId.putIfAbsent(mapping.id(), mapping);
                if (first != null) {
                    mistakes.add(Mistake.error(
                            mapping.location(),
                            "tableMapping: id '" + mapping.id() + "' is also given at " + first.location()
                                    + "; ids are unique"));
                }
            }
        }
        byId.values().forEach(mapping -> new ReferenceCheck(byId, mistakes).check(mapping));
        return mistakes;
    }

    /** What can be told of one file alone, as in a live reload. */
    public static List<Mistake> file(MappingFile file, Set<String> knownRules) {
        List<Mistake> mistakes = new ArrayList<>();
        Set<String> routes = new HashSet<>();
        file.routes().forEach(route -> {
            if (!routes.add(route.id())) {
                mistakes.add(Mistake.error(
                        route.location(), "route: id '" + route.id() + "' is given twice; ids are unique"));
            }
        });
        for (TableMapping mapping : file.mappings()) {
            new MappingCheck(mapping, routes, knownRules, mistakes).check();
            if (mapping.lines() != null
                    && file.mappings().stream().noneMatch(other -> mapping.id().equals(other.lineOf()))) {
                mistakes.add(Mistake.error(
                        mapping.location(),
                        "tableMapping: lines: no mapping '" + mapping.lines().mapping()
                                + "' in this file; a document and its lines stand together"));
            }
        }
        return mistakes;
    }

    /** What is wrong with the field rows of a mapping as an operator would have them. */
    public static List<Mistake> fieldRows(TableMapping mapping) {
        List<Mistake> mistakes = new ArrayList<>();
        FieldRowCheck check = new FieldRowCheck(mapping, mistakes);
        check.check();
        check.emptiness();
        return mistakes;
    }

    /**
     * What the services' metadata tells: unknown sets and columns, types that do not fit, texts longer than their target,
     * columns that cannot be written.
     *
     * @param businessCentral metadata of the surface a mapping uses, by the surface's name ({@code companion}, {@code v2.0},
     *     {@code pages}); mappings of missing surfaces are left out
     * @param dataverse metadata of Dataverse, or null to leave that side out
     */
    public static List<Mistake> against(
            List<TableMapping> mappings, Map<String, ServiceModel> businessCentral, @Nullable ServiceModel dataverse) {
        List<Mistake> mistakes = new ArrayList<>();
        for (TableMapping mapping : mappings) {
            new MetadataCheck(
                            mapping,
                            businessCentral.get(mapping.businessCentral().api().key()),
                            dataverse,
                            mistakes)
                    .check();
        }
        return mistakes;
    }
}
