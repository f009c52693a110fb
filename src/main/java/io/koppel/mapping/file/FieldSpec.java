package io.koppel.mapping.file;

import static io.koppel.mapping.file.OptionSpec.option;
import static io.koppel.mapping.file.ValueType.FLAG;
import static io.koppel.mapping.file.ValueType.NUMBER;
import static io.koppel.mapping.file.ValueType.SCALAR;
import static io.koppel.mapping.file.ValueType.TEXT;
import static io.koppel.mapping.file.ValueType.TEXTS;
import static io.koppel.mapping.file.ValueType.TEXTS_OR_NODES;
import static io.koppel.mapping.file.ValueType.VALUES;

import io.koppel.mapping.rule.TransformationRules;
import java.util.List;

/** The options of a field row and of its transformation rules. */
final class FieldSpec {
    private static final NodeSpec RULE = new NodeSpec(
            "transform",
            "A transformation rule with parameters. Predefined codes, to be written alone: "
                    + String.join(", ", TransformationRules.codes()) + ".",
            List.of(
                    option("type", TEXT, "What the rule does.").must().oneOf(TransformationRules.types()),
                    option("start", NUMBER, "substring: first character, counted from 1.")
                            .otherwise("1"),
                    option("length", NUMBER, "substring: number of characters.").otherwise("to the end"),
                    option("after", TEXT, "substring: starts behind this text."),
                    option("before", TEXT, "substring: ends in front of this text."),
                    option(
                            "find",
                            TEXT,
                            "replace, regular-expression-replace, regular-expression-match: what to look for."),
                    option(
                                    "with",
                                    TEXT,
                                    "replace, regular-expression-replace: what to put there; $1 is the first group.")
                            .otherwise("nothing"),
                    option("format", TEXT, "date-format, date-time-format: how the source writes it.")
                            .example("yyyyMMdd"),
                    option("locale", TEXT, "date-format, date-time-format, decimal-format: whose way of writing.")
                            .otherwise("en-US"),
                    option("precision", SCALAR, "round: multiple to round to.").otherwise("0.01"),
                    option("rounding", TEXT, "round: which way.")
                            .oneOf(List.of("nearest", "up", "down"))
                            .otherwise("nearest"),
                    option("part", TEXT, "extract-from-date: which part.")
                            .oneOf(List.of(
                                    "year", "quarter", "month", "week", "day", "weekday", "hour", "minute", "second")),
                    option("table", VALUES, "field-lookup: value and what it becomes."),
                    option("otherwise", TEXT, "field-lookup: result for other values.")
                            .otherwise("the value itself"),
                    option("name", TEXT, "custom: name of a rule written in Java, found as a service.")));

    private FieldSpec() {}

    static NodeSpec node(List<String> directions) {
        return new NodeSpec(
                "fields",
                "One field row. A row has a field on both sides, or on one side and a constant.",
                List.of(
                        option("businessCentral", TEXT, "Property.").example("displayName"),
                        option("dataverse", TEXT, "Column, by its logical name; lookups without `_…_value`.")
                                .example("name"),
                        option("direction", TEXT, "The way the value travels.")
                                .oneOf(directions)
                                .otherwise("the mapping's direction; for a constant, towards its side"),
                        option("constant", SCALAR, "Value written whenever the record is written; replaces one side."),
                        option(
                                        "couplingOf",
                                        TEXTS,
                                        "Mapping, or mappings in order, under which the record named here is coupled.")
                                .example("SALESPEOPLE"),
                        option(
                                        "currency",
                                        FLAG,
                                        "The value is a currency: blank in Business Central is the local currency.")
                                .otherwise("false"),
                        option("optionOf", TEXT, "Choice mapping that couples the code to an option.")
                                .example("PAYMENT-TERMS"),
                        option("values", VALUES, "Fixed pairs, Business Central value to Dataverse value.")
                                .example("{Open: 0, Released: 1}"),
                        option("navigation", TEXT, "Navigation property that binds the lookup.")
                                .otherwise("the column's name")
                                .example("parentcustomerid_account"),
                        option("label", TEXT, "Business Central property that names the record in messages.")
                                .example("salespersonCode"),
                        option(
                                        "byNumber",
                                        FLAG,
                                        "Whether the Business Central field holds a number or code instead of an id.")
                                .otherwise("false"),
                        option(
                                        "code",
                                        FLAG,
                                        "Whether the Business Central field is a code, which is kept in upper case without blanks around.")
                                .otherwise("false"),
                        option("transform", TEXTS_OR_NODES, "Rules the source value goes through, in order.")
                                .with(RULE)
                                .example("[TRIM, {type: substring, start: 4, length: 3}]"),
                        option(
                                        "transformDirection",
                                        TEXT,
                                        "The pass in which the rules apply; needed for bidirectional rows.")
                                .oneOf(List.of("to-dataverse", "from-dataverse"))
                                .otherwise("the row's direction"),
                        option("notNull", FLAG, "An empty value is not transferred.")
                                .otherwise("false"),
                        option(
                                        "clearOnFailure",
                                        FLAG,
                                        "If the named record is not coupled, write empty instead of failing.")
                                .otherwise("false"),
                        option(
                                        "validate",
                                        FLAG,
                                        "Whether Business Central validates the field; over OData it always does.")
                                .otherwise("true"),
                        option("tooLong", TEXT, "A text longer than its target is cut, or fails the record.")
                                .oneOf(List.of("cut", "fail"))
                                .otherwise("cut"),
                        option(
                                        "onlyNew",
                                        FLAG,
                                        "Whether the value is written only into a record that is being created.")
                                .otherwise("false"),
                        option("enabled", FLAG, "false keeps the row as a documented extra.")
                                .otherwise("true"),
                        ModelSpec.ownership("Ownership model in which the row exists."),
                        ModelSpec.units("Unit model in which the row exists."),
                        ModelSpec.prices("Price model in which the row exists."),
                        ModelSpec.orders("Integration of sales orders in which the row exists.")));
    }
}
