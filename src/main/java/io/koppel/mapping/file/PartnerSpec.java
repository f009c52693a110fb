package io.koppel.mapping.file;

import static io.koppel.mapping.file.OptionSpec.option;
import static io.koppel.mapping.file.ValueType.FILTER;
import static io.koppel.mapping.file.ValueType.FLAG;
import static io.koppel.mapping.file.ValueType.NODES;
import static io.koppel.mapping.file.ValueType.NUMBER;
import static io.koppel.mapping.file.ValueType.TEXT;
import static io.koppel.mapping.file.ValueType.VALUES;

import java.util.List;

/** What a {@code tableMapping} node says of records without a partner: how one is found, and what a new one holds. */
final class PartnerSpec {
    private static final NodeSpec MATCH_FIELD = new NodeSpec(
            "match.fields",
            "A pair of fields that must be equal.",
            List.of(
                    option("businessCentral", TEXT, "Property.").must(),
                    option("dataverse", TEXT, "Column.").must(),
                    option("caseSensitive", FLAG, "Whether upper and lower case differ.")
                            .otherwise("false")));

    static final NodeSpec MATCH = new NodeSpec(
            "match",
            "A group of fields by which match-based coupling finds the partner.",
            List.of(
                    option("priority", NUMBER, "Groups are tried in ascending order.")
                            .otherwise("0"),
                    option("fields", NODES, "All of them must be equal.")
                            .with(MATCH_FIELD)
                            .must()));

    private static final OptionSpec DIMENSIONS = option(
                    "dimensions",
                    VALUES,
                    "Default dimensions of a new Business Central customer, vendor or item: codes of dimensions and of their values.")
            .example("{DEPARTMENT: SALES}");

    static final NodeSpec DEFAULTS_SHORT = new NodeSpec(
            "onCreate (short form)",
            "Values for every new record of a side.",
            List.of(
                    option("dataverse", VALUES, "Column values of a new Dataverse row.")
                            .example("{customertypecode: 3}"),
                    option("businessCentral", VALUES, "Property values of a new Business Central record."),
                    DIMENSIONS));

    static final NodeSpec DEFAULTS = new NodeSpec(
            "onCreate (list form)",
            "Values for new records under a condition; the first entry that fits wins.",
            List.of(
                    option("side", TEXT, "Where the new record is.")
                            .must()
                            .oneOf(List.of("businessCentral", "dataverse")),
                    option("when", FILTER, "Condition on the source record.").otherwise("always"),
                    option("priority", NUMBER, "Lower goes first.").otherwise("0"),
                    option("values", VALUES, "The values; they win over mapped ones.")
                            .must(),
                    DIMENSIONS));

    private PartnerSpec() {}
}
