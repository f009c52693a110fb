package io.koppel.mapping.file;

import io.koppel.mapping.AlsoWhen;
import io.koppel.mapping.BusinessCentralEnd;
import io.koppel.mapping.BusinessCentralEnd.Api;
import io.koppel.mapping.ChangeDetection;
import io.koppel.mapping.Conflicts;
import io.koppel.mapping.DefaultValues;
import io.koppel.mapping.Direction;
import io.koppel.mapping.DocumentLines;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.MatchGroup;
import io.koppel.mapping.Models;
import io.koppel.mapping.Precautions;
import io.koppel.mapping.Schedule;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Makes a {@link TableMapping} of a {@code tableMapping} node. */
public final class MappingReader {
    private final SpecReader spec;
    private final List<Mistake> mistakes;
    private final Models models;

    MappingReader(SpecReader spec, List<Mistake> mistakes, Models models) {
        this.spec = spec;
        this.mistakes = mistakes;
        this.models = models;
    }

    /**
     * The mapping, or null if a mistake leaves nothing that would make sense, or the settings put it out of force; mistakes
     * are noted either way.
     */
    public @Nullable TableMapping read(Node node) {
        int before = mistakes.size();
        ParsedNode mapping = spec.node(MappingSpec.TABLE_MAPPING, node);
        ParsedNode businessCentral = mapping == null ? null : mapping.node("businessCentral");
        ParsedNode dataverse = mapping == null ? null : mapping.node("dataverse");
        String direction = mapping == null ? null : mapping.text("direction");
        if (mapping == null
                || businessCentral == null
                || dataverse == null
                || direction == null
                || !businessCentral.has("entitySet")
                || !dataverse.has("entitySet")
                || !mapping.has("id")) {
            return null;
        }
        TableMapping read = build(mapping, businessCentral, dataverse, Direction.of(direction));
        return mistakes.size() == before && inForce(mapping) ? read : null;
    }

    private TableMapping build(
            ParsedNode mapping, ParsedNode businessCentral, ParsedNode dataverse, Direction direction) {
        String id = mapping.text("id", "");
        if (!id.matches("[A-Z0-9][A-Z0-9-]*")) {
            mistakes.add(Mistake.error(
                    mapping.at("id"),
                    "tableMapping: id: expected upper-case letters, digits and dashes, not '" + id + "'"));
        }
        BusinessCentralEnd end = new EndReader(mistakes).businessCentral(businessCentral);
        return new TableMapping(
                id,
                mapping.text("title", id),
                mapping.flag("enabled", true),
                end,
                new EndReader(mistakes).dataverse(dataverse),
                direction,
                mapping.flag("onlyCoupled", true),
                after(mapping),
                schedule(mapping),
                conflicts(mapping),
                changes(mapping, end),
                alsoWhen(mapping, end.api()),
                fields(mapping, direction),
                onCreate(mapping),
                match(mapping),
                mapping.flag("createUnmatched", false),
                mapping.texts("rules"),
                mapping.text("category", id),
                precautions(mapping),
                lines(mapping),
                null,
                mapping.location());
    }

    /** Whether the settings let a mapping, row or dependency exist at all. */
    private boolean inForce(ParsedNode node) {
        return node.text("units", models.units().key()).equals(models.units().key())
                && node.text("prices", models.prices().key())
                        .equals(models.prices().key())
                && node.text("orders", models.orders().key())
                        .equals(models.orders().key());
    }

    private boolean owned(ParsedNode node) {
        return node.text("ownership", models.ownership().key())
                .equals(models.ownership().key());
    }

    private boolean exists(ParsedNode node) {
        return owned(node) && inForce(node);
    }

    private List<String> after(ParsedNode mapping) {
        List<String> after = new ArrayList<>();
        for (Object entry : mapping.list("after")) {
            if (entry instanceof String text) {
                after.add(text);
            } else if (entry instanceof ParsedNode node && exists(node)) {
                after.add(node.text("mapping", ""));
            }
        }
        return List.copyOf(after);
    }

    private Schedule schedule(ParsedNode mapping) {
        ParsedNode schedule = mapping.node("schedule");
        return schedule == null || !owned(mapping)
                ? Schedule.NONE
                : new Schedule(
                        schedule.duration("every"),
                        schedule.duration("inactivityTimeout"),
                        schedule.flag("wakeOnChange", true));
    }

    private Precautions precautions(ParsedNode mapping) {
        ParsedNode massChange = mapping.node("massChange");
        ParsedNode sweep = mapping.node("sweep");
        return new Precautions(
                mapping.flag("autoRelease", true),
                massChange == null ? null : percent(massChange),
                massChange == null || !massChange.has("minimum") ? null : massChange.number("minimum", 0),
                sweep == null ? null : sweep.duration("every"),
                mapping.flag("fullSynchronization", true));
    }

    private @Nullable Integer percent(ParsedNode massChange) {
        String text = massChange.text("share");
        if (text != null && !text.matches("([0-9]{1,2}|100)%")) {
            mistakes.add(Mistake.error(
                    massChange.at("share"),
                    "massChange: share: expected a percentage such as 30%, not '" + text + "'"));
            return null;
        }
        return text == null ? null : Integer.valueOf(text.substring(0, text.length() - 1));
    }

    private static Conflicts conflicts(ParsedNode mapping) {
        ParsedNode conflicts = mapping.node("conflicts");
        String update = conflicts == null ? "none" : conflicts.text("update", "none");
        String deletion = conflicts == null ? "none" : conflicts.text("deletion", "none");
        return new Conflicts(
                switch (update) {
                    case "get-update" -> Conflicts.Update.GET_UPDATE;
                    case "send-update" -> Conflicts.Update.SEND_UPDATE;
                    default -> Conflicts.Update.NONE;
                },
                switch (deletion) {
                    case "restore-records" -> Conflicts.Deletion.RESTORE_RECORDS;
                    case "remove-coupling" -> Conflicts.Deletion.REMOVE_COUPLING;
                    default -> Conflicts.Deletion.NONE;
                });
    }

    private ChangeDetection changes(ParsedNode mapping, BusinessCentralEnd end) {
        boolean stamp = mapping.text("changes", end.stamp() == null ? "full-read-and-hash" : "stamp")
                .equals("stamp");
        if (stamp && end.stamp() == null) {
            mistakes.add(
                    Mistake.error(
                            mapping.at("changes"),
                            "tableMapping: changes: stamp needs a time of the last change; give businessCentral.stamp, or changes: full-read-and-hash"));
        }
        return stamp ? ChangeDetection.STAMP : ChangeDetection.FULL_READ_AND_HASH;
    }

    private static List<AlsoWhen> alsoWhen(ParsedNode mapping, Api api) {
        return mapping.nodes("alsoWhen").stream()
                .map(node -> {
                    String stamp = node.text("stamp");
                    return new AlsoWhen(
                            node.text("entitySet", ""),
                            node.text("key", ""),
                            stamp == null ? EndReader.defaultStamp(api) : stamp,
                            node.flag("byNumber", false),
                            node.text("date"));
                })
                .toList();
    }

    private List<FieldMapping> fields(ParsedNode mapping, Direction direction) {
        FieldReader reader = new FieldReader(mistakes);
        return mapping.nodes("fields").stream()
                .filter(this::exists)
                .map(row -> reader.read(row, direction))
                .toList();
    }

    private static @Nullable DocumentLines lines(ParsedNode mapping) {
        ParsedNode lines = mapping.node("lines");
        return lines == null
                ? null
                : new DocumentLines(
                        lines.text("mapping", ""),
                        lines.text("businessCentral", ""),
                        lines.text("dataverse", ""),
                        lines.text("navigation", ""),
                        lines.flag("byNumber", false),
                        lines.flag("follow", false),
                        lines.text("businessCentralNavigation", ""));
    }

    private static List<DefaultValues> onCreate(ParsedNode mapping) {
        List<DefaultValues> defaults = new ArrayList<>();
        for (ParsedNode node : mapping.nodes("onCreate")) {
            ParsedNode.Filter when = node.filter("when");
            if (node.has("side")) {
                defaults.add(new DefaultValues(
                        node.text("side", "").equals("dataverse") ? Side.DATAVERSE : Side.BUSINESS_CENTRAL,
                        when == null ? null : when.condition(),
                        node.number("priority", 0),
                        node.values("values"),
                        dimensions(node),
                        node.location()));
                continue;
            }
            if (node.has("dataverse")) {
                defaults.add(new DefaultValues(
                        Side.DATAVERSE, null, 0, node.values("dataverse"), Map.of(), node.at("dataverse")));
            }
            if (node.has("businessCentral") || node.has("dimensions")) {
                defaults.add(new DefaultValues(
                        Side.BUSINESS_CENTRAL,
                        null,
                        0,
                        node.values("businessCentral"),
                        dimensions(node),
                        node.at(node.has("businessCentral") ? "businessCentral" : "dimensions")));
            }
        }
        return List.copyOf(defaults);
    }

    private static Map<String, String> dimensions(ParsedNode node) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        node.values("dimensions").forEach((code, value) -> dimensions.put(code, String.valueOf(value)));
        return Collections.unmodifiableMap(dimensions);
    }

    private static List<MatchGroup> match(ParsedNode mapping) {
        return mapping.nodes("match").stream()
                .map(group -> new MatchGroup(
                        group.number("priority", 0),
                        group.nodes("fields").stream()
                                .map(field -> new MatchGroup.MatchField(
                                        field.text("businessCentral", ""),
                                        field.text("dataverse", ""),
                                        field.flag("caseSensitive", false)))
                                .toList()))
                .sorted(Comparator.comparingInt(MatchGroup::priority))
                .toList();
    }
}
