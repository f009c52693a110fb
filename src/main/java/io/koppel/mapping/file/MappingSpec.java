package io.koppel.mapping.file;

import static io.koppel.mapping.file.OptionSpec.option;
import static io.koppel.mapping.file.ValueType.FLAG;
import static io.koppel.mapping.file.ValueType.NODE;
import static io.koppel.mapping.file.ValueType.NODES;
import static io.koppel.mapping.file.ValueType.NODE_OR_NODES;
import static io.koppel.mapping.file.ValueType.TEXT;
import static io.koppel.mapping.file.ValueType.TEXTS;
import static io.koppel.mapping.file.ValueType.TEXTS_OR_NODES;

import java.util.List;

/** The one definition of the {@code tableMapping} node: reader, JSON schema and documentation are made from it. */
final class MappingSpec {
    private static final List<String> DIRECTIONS = List.of("bidirectional", "to-dataverse", "from-dataverse");

    private static final NodeSpec FIELD = FieldSpec.node(DIRECTIONS);

    static final NodeSpec TABLE_MAPPING = new NodeSpec(
            "tableMapping",
            "A pair of tables and how they are kept in step.",
            List.of(
                    option("id", TEXT, "Unique name, in upper case with dashes.")
                            .must()
                            .example("CUSTOMER"),
                    option("title", TEXT, "Words for people.").otherwise("the id"),
                    option("enabled", FLAG, "false keeps the mapping out of jobs and full synchronization.")
                            .otherwise("true"),
                    ModelSpec.ownership(
                            "Ownership model in which the mapping has a scheduled job; in the other one it runs only by hand."),
                    ModelSpec.units("Unit model in which there is this mapping; in the other one there is none."),
                    ModelSpec.prices("Price model in which there is this mapping; in the other one there is none."),
                    ModelSpec.orders(
                            "Integration of sales orders (koppel.sales.orders) with which there is this mapping."),
                    option("businessCentral", NODE, "The Business Central end.")
                            .with(EndSpec.BUSINESS_CENTRAL)
                            .must(),
                    option("dataverse", NODE, "The Dataverse end.")
                            .with(EndSpec.DATAVERSE)
                            .must(),
                    option("direction", TEXT, "The way records travel.")
                            .oneOf(DIRECTIONS)
                            .must(),
                    option("onlyCoupled", FLAG, "true never creates a record on the other side in scheduled runs.")
                            .otherwise("true"),
                    option("after", TEXTS_OR_NODES, "Mappings that a full synchronization finishes first.")
                            .with(RunSpec.DEPENDENCY)
                            .example("[CURRENCY, {mapping: SALESPEOPLE, ownership: person}]"),
                    option("schedule", NODE, "When the job runs by itself.").with(RunSpec.SCHEDULE),
                    option("conflicts", NODE, "Conflict strategies.").with(RunSpec.CONFLICTS),
                    option("changes", TEXT, "How changed Business Central records are found.")
                            .oneOf(List.of("stamp", "full-read-and-hash"))
                            .otherwise("stamp where the Business Central end has one, else full-read-and-hash"),
                    option("alsoWhen", NODE_OR_NODES, "Other sets whose changes count.")
                            .with(RelatedSpec.ALSO_WHEN),
                    option("fields", NODES, "The field rows, transferred in this order.")
                            .with(FIELD)
                            .must(),
                    option("onCreate", NODE_OR_NODES, "Values for new records.")
                            .with(PartnerSpec.DEFAULTS_SHORT)
                            .withItems(PartnerSpec.DEFAULTS),
                    option("match", NODES, "How match-based coupling finds partners.")
                            .with(PartnerSpec.MATCH),
                    option("createUnmatched", FLAG, "Whether coupling also creates what has no match.")
                            .otherwise("false"),
                    option("rules", TEXTS, "Coded rules that apply to this mapping.")
                            .example("[owner, company-stamp]"),
                    option(
                                    "autoRelease",
                                    FLAG,
                                    "Whether a skipped record is tried again by itself once it, a record it refers to or the"
                                            + " mapping changed; false leaves that to people.")
                            .otherwise("true"),
                    option(
                                    "fullSynchronization",
                                    FLAG,
                                    "Whether a full synchronization takes the mapping along; false where records that are not"
                                            + " coupled must not be created on the other side.")
                            .otherwise("true"),
                    option("lines", NODE, "The lines, if the records are documents.")
                            .with(RelatedSpec.LINES),
                    option("massChange", NODE, "When a run stops and asks before it changes much.")
                            .with(RunSpec.MASS_CHANGE),
                    option("sweep", NODE, "The search for deleted records.").with(RunSpec.SWEEP),
                    option(
                                    "category",
                                    TEXT,
                                    "Runs of one category never go on at the same time. A mapping without one may run beside"
                                            + " all others.")
                            .otherwise("the id")));

    private MappingSpec() {}
}
