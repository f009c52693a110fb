package io.koppel.mapping.lint;

import io.koppel.mapping.BusinessCentralEnd;
import io.koppel.mapping.Conversion;
import io.koppel.mapping.DefaultValues;
import io.koppel.mapping.Direction;
import io.koppel.mapping.DocumentLines;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.file.Mistake;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One mapping by itself. */
final class MappingCheck {
    private final TableMapping mapping;
    private final Set<String> routes;
    private final Set<String> knownRules;
    private final List<Mistake> mistakes;

    MappingCheck(TableMapping mapping, Set<String> routes, Set<String> knownRules, List<Mistake> mistakes) {
        this.mapping = mapping;
        this.routes = routes;
        this.knownRules = knownRules;
        this.mistakes = mistakes;
    }

    void check() {
        if (mapping.isLines()) {
            asLines();
        } else {
            routes();
        }
        direction();
        rules();
        mapping.fields().forEach(this::field);
        mapping.passes().forEach(this::targets);
        for (DefaultValues defaults : mapping.onCreate()) {
            boolean written = mapping.passes().stream().anyMatch(pass -> pass.target() == defaults.side());
            if (!written) {
                mistakes.add(Mistake.error(
                        defaults.location(),
                        "onCreate: a mapping that goes " + mapping.direction().key() + " never creates a record in "
                                + defaults.side().displayName()));
            }
            dimensions(defaults);
        }
    }

    private void dimensions(DefaultValues defaults) {
        if (defaults.dimensions().isEmpty()) {
            return;
        }
        if (defaults.side() != Side.BUSINESS_CENTRAL) {
            mistakes.add(Mistake.error(
                    defaults.location(), "onCreate: dimensions: only records of Business Central have dimensions"));
        } else if (mapping.businessCentral().dimensionParent() == null) {
            mistakes.add(Mistake.error(
                    defaults.location(),
                    "onCreate: dimensions: API v2.0 gives default dimensions to customers, vendors and items only"));
        }
    }

    private void error(String text) {
        mistakes.add(Mistake.error(mapping.location(), "tableMapping: " + text));
    }

    private void routes() {
        for (Direction pass : mapping.passes()) {
            String id = mapping.id() + "." + pass.key();
            if (!routes.contains(id)) {
                error("the route '" + id + "' is missing in this file; the direction "
                        + mapping.direction().key() + " needs it");
            }
        }
        if (mapping.enabled() && mapping.schedule().every() != null && !routes.contains(mapping.id() + ".job")) {
            error("the route '" + mapping.id() + ".job' is missing in this file; the schedule needs it");
        }
    }

    private void asLines() {
        if (mapping.schedule().every() != null) {
            error("lines travel with their document, " + mapping.lineOf() + "; leave out the schedule");
        }
    }

    private void direction() {
        DocumentLines lines = mapping.lines();
        if (lines != null && mapping.direction() != Direction.TO_DATAVERSE) {
            if (!lines.follow() || lines.businessCentralNavigation().isBlank()) {
                error("lines: documents that go " + mapping.direction().key()
                        + " need 'follow: true' and 'businessCentralNavigation'");
            }
            if (!mapping.businessCentral().api().equals(BusinessCentralEnd.Api.COMPANION)) {
                error("lines: documents go from-dataverse over the companion only, which takes the ids of their lines");
            }
        }
        if (mapping.dataverse().isChoice() && mapping.direction() == Direction.BIDIRECTIONAL) {
            error("a choice mapping cannot be bidirectional; choose to-dataverse or from-dataverse");
        }
        for (Direction pass : mapping.passes()) {
            if (mapping.fields(pass).isEmpty()) {
                error("no enabled field row goes " + pass.key() + "; add one or change the direction");
            }
        }
    }

    private void rules() {
        for (String rule : mapping.rules()) {
            if (!knownRules.contains(rule)) {
                error("rules: unknown rule '" + rule + "', expected one of "
                        + String.join(", ", knownRules.stream().sorted().toList()));
            }
        }
    }

    private void field(FieldMapping field) {
        if (field.enabled()
                && mapping.direction() != Direction.BIDIRECTIONAL
                && field.direction() != Direction.BIDIRECTIONAL
                && field.direction() != mapping.direction()) {
            mistakes.add(Mistake.error(
                    field.location(),
                    "fields: direction: the row goes " + field.direction().key() + ", but the mapping "
                            + mapping.direction().key() + "; the row would never be transferred"));
        }
        boolean bothWays =
                field.direction() == Direction.BIDIRECTIONAL && mapping.direction() == Direction.BIDIRECTIONAL;
        if (bothWays && field.conversion() instanceof Conversion.ValueMap map) {
            Set<String> partners = new HashSet<>();
            map.toDataverse().values().forEach(value -> {
                if (!partners.add(value.toString())) {
                    mistakes.add(
                            Mistake.error(
                                    field.location(),
                                    "fields: values: '" + value
                                            + "' stands for several Business Central values, so it has no way back; make the row one-way"));
                }
            });
        }
    }

    /** Two rows that write one column in one pass: the last would win and both would always differ. */
    private void targets(Direction pass) {
        Map<String, FieldMapping> writers = new HashMap<>();
        Side target = pass.target();
        for (FieldMapping field : mapping.fields(pass)) {
            FieldMapping first = writers.putIfAbsent(String.valueOf(field.on(target)), field);
            if (first != null && !(first.onlyNew() || field.onlyNew())) {
                mistakes.add(Mistake.error(
                        field.location(),
                        "fields: '" + field.on(target) + "' is already written " + pass.key() + " by the row at "
                                + first.location() + "; remove one"));
            }
        }
    }
}
