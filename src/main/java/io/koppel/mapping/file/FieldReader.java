package io.koppel.mapping.file;

import io.koppel.mapping.Conversion;
import io.koppel.mapping.Direction;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.FieldMapping.TooLong;
import io.koppel.mapping.TransformationRule;
import io.koppel.mapping.rule.RuleParameters;
import io.koppel.mapping.rule.TransformationRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a field row, and notes options that contradict each other. */
final class FieldReader {
    private static final List<String> CONVERSIONS = List.of("constant", "couplingOf", "currency", "optionOf", "values");
    private static final Set<String> NOT_PARAMETERS = Set.of("type", "table");

    private final List<Mistake> mistakes;

    FieldReader(List<Mistake> mistakes) {
        this.mistakes = mistakes;
    }

    FieldMapping read(ParsedNode row, Direction mappingDirection) {
        String businessCentral = row.text("businessCentral");
        String dataverse = row.text("dataverse");
        checkEnds(row, businessCentral, dataverse);
        Direction direction = direction(row, businessCentral, mappingDirection);
        List<TransformationRule> rules = rules(row);
        return new FieldMapping(
                businessCentral,
                dataverse,
                direction,
                conversion(row),
                rules,
                rules.isEmpty() ? null : transformationDirection(row, direction),
                row.flag("enabled", true),
                row.flag("notNull", false),
                row.flag("clearOnFailure", false),
                row.flag("validate", true),
                row.text("tooLong", "cut").equals("fail") ? TooLong.FAIL : TooLong.CUT,
                row.flag("code", false),
                row.flag("onlyNew", false),
                row.location());
    }

    private void mistake(ParsedNode row, String option, String text) {
        mistakes.add(Mistake.error(row.at(option), "fields: " + text));
    }

    private void checkEnds(ParsedNode row, @Nullable String businessCentral, @Nullable String dataverse) {
        boolean constant = row.has("constant");
        if (constant && businessCentral != null && dataverse != null) {
            mistake(
                    row,
                    "constant",
                    "constant: a row with a constant names one side only; remove businessCentral or dataverse");
        } else if (constant
                ? businessCentral == null && dataverse == null
                : businessCentral == null || dataverse == null) {
            mistake(
                    row,
                    "",
                    constant
                            ? "constant: name the field it is written to, businessCentral or dataverse"
                            : "expected businessCentral and dataverse, or one of them and a constant");
        }
        List<String> given = CONVERSIONS.stream().filter(row::has).toList();
        if (given.size() > 1) {
            mistake(row, given.get(1), "expected only one of " + String.join(", ", given));
        }
        checkEmptiness(row);
    }

    private void checkEmptiness(ParsedNode row) {
        Emptiness.of(
                        row.flag("notNull", false),
                        row.flag("clearOnFailure", false),
                        row.has("couplingOf") || row.has("currency"))
                .forEach(wrong -> mistake(row, wrong.option(), wrong.text()));
    }

    private Direction direction(ParsedNode row, @Nullable String businessCentral, Direction mappingDirection) {
        String written = row.text("direction");
        if (!row.has("constant")) {
            return written == null ? mappingDirection : Direction.of(written);
        }
        Direction only = businessCentral == null ? Direction.TO_DATAVERSE : Direction.FROM_DATAVERSE;
        if (written != null && Direction.of(written) != only) {
            mistake(row, "direction", "direction: this constant can only go " + only.key());
        }
        return only;
    }

    private Conversion conversion(ParsedNode row) {
        String label = row.text("label");
        boolean byNumber = row.flag("byNumber", false);
        Object constant = row.options().get("constant");
        String option = row.text("optionOf");
        if (constant != null) {
            return new Conversion.Constant(constant);
        }
        if (row.flag("currency", false)) {
            return new Conversion.Currency("CURRENCY", label, byNumber);
        }
        if (row.has("couplingOf")) {
            return new Conversion.CouplingOf(row.texts("couplingOf"), row.text("navigation"), label, byNumber);
        }
        if (option != null) {
            return new Conversion.OptionOf(option, label, byNumber);
        }
        return row.has("values") ? new Conversion.ValueMap(row.values("values")) : new Conversion.Plain();
    }

    private Direction transformationDirection(ParsedNode row, Direction direction) {
        String written = row.text("transformDirection");
        if (direction == Direction.BIDIRECTIONAL && written == null) {
            mistake(
                    row,
                    "transform",
                    "transform: a row in both directions needs transformDirection, to-dataverse or from-dataverse");
        }
        if (direction != Direction.BIDIRECTIONAL && written != null && Direction.of(written) != direction) {
            mistake(row, "transformDirection", "transformDirection: the row itself goes " + direction.key());
        }
        return written == null ? direction : Direction.of(written);
    }

    private List<TransformationRule> rules(ParsedNode row) {
        List<TransformationRule> rules = new ArrayList<>();
        for (Object entry : row.list("transform")) {
            try {
                rules.add(
                        entry instanceof ParsedNode node
                                ? TransformationRules.of(parameters(node))
                                : TransformationRules.predefined(entry.toString()));
            } catch (IllegalArgumentException e) {
                mistake(row, "transform", "transform: " + e.getMessage());
            }
        }
        return List.copyOf(rules);
    }

    private static RuleParameters parameters(ParsedNode node) {
        Stream<Map.Entry<String, Object>> given =
                node.options().entrySet().stream().filter(option -> !NOT_PARAMETERS.contains(option.getKey()));
        Map<String, String> values =
                given.collect(Collectors.toMap(Map.Entry::getKey, option -> String.valueOf(option.getValue())));
        Map<String, String> pairs = new LinkedHashMap<>();
        node.values("table").forEach((from, to) -> pairs.put(from, to.toString()));
        return new RuleParameters(node.text("type", ""), values, pairs);
    }
}
