package io.koppel.mapping.lint;

import io.koppel.mapping.BusinessCentralEnd;
import io.koppel.mapping.DefaultValues;
import io.koppel.mapping.Direction;
import io.koppel.mapping.DocumentLines;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.file.Mistake;
import java.util.List;
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
        new FieldRowCheck(mapping, mistakes).check();
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
    }

    private void rules() {
        for (String rule : mapping.rules()) {
            if (!knownRules.contains(rule)) {
                error("rules: unknown rule '" + rule + "', expected one of "
                        + String.join(", ", knownRules.stream().sorted().toList()));
            }
        }
    }
}
