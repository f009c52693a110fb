package io.koppel.mapping.lint;

import io.koppel.mapping.Conversion;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.file.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one mapping says about others. */
final class ReferenceCheck {
    private final Map<String, TableMapping> byId;
    private final List<Mistake> mistakes;

    ReferenceCheck(Map<String, TableMapping> byId, List<Mistake> mistakes) {
        this.byId = byId;
        this.mistakes = mistakes;
    }

    void check(TableMapping mapping) {
        for (String earlier : mapping.after()) {
            if (!byId.containsKey(earlier)) {
                mistakes.add(Mistake.error(
                        mapping.location(), "tableMapping: after: no mapping '" + earlier + "'; " + known()));
            }
        }
        List<String> cycle = cycle(mapping.id(), mapping.id(), new ArrayList<>());
        if (cycle != null) {
            mistakes.add(Mistake.error(
                    mapping.location(),
                    "tableMapping: after: " + String.join(" waits for ", cycle) + "; break the circle"));
        }
        mapping.fields().stream().filter(FieldMapping::enabled).forEach(this::field);
    }

    private String known() {
        return "expected one of "
                + String.join(", ", byId.keySet().stream().sorted().toList());
    }

    private @Nullable List<String> cycle(String start, String at, List<String> path) {
        if (path.contains(at)) {
            return null;
        }
        path.add(at);
        TableMapping mapping = byId.get(at);
        for (String next : mapping == null ? List.<String>of() : mapping.after()) {
            if (next.equals(start)) {
                path.add(start);
                return path;
            }
            List<String> found = cycle(start, next, path);
            if (found != null) {
                return found;
            }
        }
        path.remove(path.size() - 1);
        return null;
    }

    private void field(FieldMapping field) {
        if (field.conversion() instanceof Conversion.CouplingOf coupling) {
            coupling.mappings().forEach(name -> target(field, "couplingOf", name, false));
        } else if (field.conversion() instanceof Conversion.Currency currency) {
            target(field, "currency", currency.mapping(), false);
        } else if (field.conversion() instanceof Conversion.OptionOf option) {
            target(field, "optionOf", option.mapping(), true);
        }
    }

    private void target(FieldMapping field, String option, String name, boolean choice) {
        TableMapping mapping = byId.get(name);
        if (mapping == null) {
            mistakes.add(
                    Mistake.error(field.location(), "fields: " + option + ": no mapping '" + name + "'; " + known()));
        } else if (mapping.dataverse().isChoice() != choice) {
            mistakes.add(Mistake.error(
                    field.location(),
                    "fields: " + option + ": '" + name + "' is "
                            + (choice ? "no choice mapping; use couplingOf" : "a choice mapping; use optionOf")));
        }
    }
}
