package io.koppel.mapping.file;

import static io.koppel.mapping.file.OptionSpec.option;
import static io.koppel.mapping.file.ValueType.DURATION;
import static io.koppel.mapping.file.ValueType.DURATION_OR_ZERO;
import static io.koppel.mapping.file.ValueType.FILTER;
import static io.koppel.mapping.file.ValueType.FLAG;
import static io.koppel.mapping.file.ValueType.NODE;
import static io.koppel.mapping.file.ValueType.NODES;
import static io.koppel.mapping.file.ValueType.NODE_OR_NODES;
import static io.koppel.mapping.file.ValueType.NUMBER;
import static io.koppel.mapping.file.ValueType.SURFACE;
import static io.koppel.mapping.file.ValueType.TEXT;
import static io.koppel.mapping.file.ValueType.TEXTS;
import static io.koppel.mapping.file.ValueType.TEXTS_OR_NODES;
import static io.koppel.mapping.file.ValueType.VALUES;

import java.util.List;

/** The one definition of the {@code tableMapping} node: reader, JSON schema and documentation are made from it. */
final class MappingSpec {
    private static final List<String> DIRECTIONS = List.of("bidirectional", "to-dataverse", "from-dataverse");

    private static final NodeSpec BUSINESS_CENTRAL = new NodeSpec(
            "businessCentral",
            "The Business Central end.",
            List.of(
                    option(
                                    "api",
                                    SURFACE,
                                    "Surface that carries the table: `companion` (Koppel's own pages), `v2.0`, `pages` (published pages), or an extension's API as publisher/group/version.")
                            .example("fabrikam/fleet/v1.0")
                            .otherwise("companion"),
                    option("entitySet", TEXT, "Set or page service on that surface.")
                            .must()
                            .example("customers"),
                    option("filter", FILTER, "What a record must pass to be in scope.")
                            .example("\"blocked eq '_x0020_'\""),
                    option(
                                    "coupleWhen",
                                    FILTER,
                                    "What a record must pass, besides the filter, for a person to couple it. Runs take no notice of it.")
                            .otherwise("always")
                            .example("\"status eq 'Active'\""),
                    option("key", TEXT, "Property with the record's id; pages have none and use their business key.")
                            .otherwise("companion: systemId, pages: must be given, else id"),
                    option("number", TEXT, "Property people know the record by.")
                            .otherwise("number")
                            .example("code"),
                    option("stamp", TEXT, "Property with the time of the last change.")
                            .otherwise("companion: systemModifiedAt, pages: none, else lastModifiedDateTime"),
                    option("modifiedBy", TEXT, "Property with the user who made the last change.")
                            .otherwise("companion: systemModifiedBy, else none")));

    private static final NodeSpec DATAVERSE = new NodeSpec(
            "dataverse",
            "The Dataverse end: a table, or a choice column of a table.",
            List.of(
                    option("entitySet", TEXT, "Set of the table.").must().example("accounts"),
                    option("table", TEXT, "Logical name of the table.").otherwise("the set's name in the singular"),
                    option("filter", FILTER, "What a row must pass to be in scope.")
                            .example("statecode eq 0"),
                    option("key", TEXT, "Primary id column.")
                            .otherwise("the table's name with `id`; `value` for a choice"),
                    option("name", TEXT, "Column people know the row by.").otherwise("`name`; `label` for a choice"),
                    option("stamp", TEXT, "Column with the time of the last change.")
                            .otherwise("modifiedon"),
                    option(
                                    "choice",
                                    TEXT,
                                    "Choice column whose options are the other end. Options are read as rows with `value` and `label`.")
                            .example("paymenttermscode"),
                    option("choiceCopies", TEXTS, "Further choices, as table.column, that get the same options.")
                            .example("[salesorder.paymenttermscode]"),
                    option(
                                    "uniqueBy",
                                    TEXTS,
                                    "Columns that no two rows share. A record that is about to be created and finds a row with its values is coupled with that row and overwrites it.")
                            .example("[pricelevelid, productid, uomid]"),
                    option(
                                    "company",
                                    FLAG,
                                    "Whether rows carry `bcbi_companyid`: they are stamped with this company, and rows of others are out of scope.")
                            .otherwise(
                                    "true for account, contact, product, pricelevel, quote, salesorder, invoice, opportunity")));

    private static final NodeSpec SCHEDULE = new NodeSpec(
            "schedule",
            "When the mapping's job runs by itself. Without it there is no scheduled job.",
            List.of(
                    option("every", DURATION, "Time between runs.").must().example("30m"),
                    option(
                                    "inactivityTimeout",
                                    DURATION_OR_ZERO,
                                    "How long the job sleeps after a run that changed nothing, unless a change wakes it; 0s until one does.")
                            .otherwise("the job never sleeps")
                            .example("12h"),
                    option(
                                    "wakeOnChange",
                                    FLAG,
                                    "Whether a change of the table in Business Central makes the job run half a minute later instead of at its time.")
                            .otherwise("true")));

    private static final NodeSpec CONFLICTS = new NodeSpec(
            "conflicts",
            "What to do when both sides changed, or one is gone.",
            List.of(
                    option(
                                    "update",
                                    TEXT,
                                    "Both sides changed the same field: report it, let Dataverse win, or let Business Central win.")
                            .oneOf(List.of("none", "get-update", "send-update"))
                            .otherwise("none"),
                    option(
                                    "deletion",
                                    TEXT,
                                    "The coupled record is gone: report it, create it again, or remove the coupling.")
                            .oneOf(List.of("none", "restore-records", "remove-coupling"))
                            .otherwise("none")));

    private static final NodeSpec DEPENDENCY = new NodeSpec(
            "after",
            "A dependency that does not always exist.",
            List.of(
                    option("mapping", TEXT, "The mapping to finish first.").must(),
                    ModelSpec.ownership("Ownership model in which it counts."),
                    ModelSpec.units("Unit model in which it counts."),
                    ModelSpec.prices("Price model in which it counts."),
                    ModelSpec.orders("Integration of sales orders in which it counts.")));

    private static final OptionSpec DIMENSIONS = option(
                    "dimensions",
                    VALUES,
                    "Default dimensions of a new Business Central customer, vendor or item: codes of dimensions and of their values.")
            .example("{DEPARTMENT: SALES}");

    private static final NodeSpec DEFAULTS_SHORT = new NodeSpec(
            "onCreate (short form)",
            "Values for every new record of a side.",
            List.of(
                    option("dataverse", VALUES, "Column values of a new Dataverse row.")
                            .example("{customertypecode: 3}"),
                    option("businessCentral", VALUES, "Property values of a new Business Central record."),
                    DIMENSIONS));

    private static final NodeSpec DEFAULTS = new NodeSpec(
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

    private static final NodeSpec MATCH_FIELD = new NodeSpec(
            "match.fields",
            "A pair of fields that must be equal.",
            List.of(
                    option("businessCentral", TEXT, "Property.").must(),
                    option("dataverse", TEXT, "Column.").must(),
                    option("caseSensitive", FLAG, "Whether upper and lower case differ.")
                            .otherwise("false")));

    private static final NodeSpec MATCH = new NodeSpec(
            "match",
            "A group of fields by which match-based coupling finds the partner.",
            List.of(
                    option("priority", NUMBER, "Groups are tried in ascending order.")
                            .otherwise("0"),
                    option("fields", NODES, "All of them must be equal.")
                            .with(MATCH_FIELD)
                            .must()));

    private static final NodeSpec ALSO_WHEN = new NodeSpec(
            "alsoWhen",
            "Another Business Central set whose changes count as changes of the mapped record.",
            List.of(
                    option("entitySet", TEXT, "The other set.").must().example("currencyExchangeRates"),
                    option("key", TEXT, "Its property that names the mapped record.")
                            .must()
                            .example("currencyId"),
                    option("stamp", TEXT, "Its time of the last change; without it the set is read completely.")
                            .otherwise("companion: systemModifiedAt, v2.0: lastModifiedDateTime, pages: none"),
                    option("byNumber", FLAG, "Whether `key` holds the number or code instead of the id.")
                            .otherwise("false"),
                    option(
                                    "date",
                                    TEXT,
                                    "Its date from which a record counts: records whose day has come since the last run count as changed. Instead of `stamp`.")
                            .example("startingDate")));

    private static final NodeSpec LINES = new NodeSpec(
            "lines",
            "The lines of a document: created with it in one transaction, or not at all.",
            List.of(
                    option("mapping", TEXT, "Mapping of the lines, in the same file; it has no routes and no schedule.")
                            .must()
                            .example("POSTEDSALESLINE-INV"),
                    option(
                                    "businessCentral",
                                    TEXT,
                                    "Property of a line that names its document, by which lines can be filtered.")
                            .must()
                            .example("documentNumber"),
                    option("dataverse", TEXT, "Lookup column of a line that names its document.")
                            .must()
                            .example("invoiceid"),
                    option("navigation", TEXT, "Navigation property of the document that leads to its lines.")
                            .must()
                            .example("invoice_details"),
                    option("byNumber", FLAG, "Whether `businessCentral` holds the document's number instead of its id.")
                            .otherwise("false"),
                    option(
                                    "follow",
                                    FLAG,
                                    "Whether lines that are added, changed or removed later are carried over with their document.")
                            .otherwise("false"),
                    option(
                                    "businessCentralNavigation",
                                    TEXT,
                                    "Navigation property of the Business Central document that leads to its lines; needed where documents travel from Dataverse.")
                            .example("salesOrderLines")));

    private static final NodeSpec MASS_CHANGE = new NodeSpec(
            "massChange",
            "How many records a run may change without being asked for a confirmation.",
            List.of(
                    option("share", TEXT, "Percentage of the couplings; 0% for no limit.")
                            .otherwise("the setting koppel.mass-change-share")
                            .example("30%"),
                    option("minimum", NUMBER, "Number of records that may always change.")
                            .otherwise("the setting koppel.mass-change-minimum")));

    private static final NodeSpec SWEEP = new NodeSpec(
            "sweep",
            "The search for coupled records that were deleted.",
            List.of(option(
                            "every",
                            DURATION_OR_ZERO,
                            "Time between two searches, 0s for never. A search asks for the ids of all coupled records: one"
                                    + " request for 500 of Dataverse or 100 of Business Central.")
                    .otherwise("the setting koppel.sweep.every")
                    .example("24h")));

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
                            .with(BUSINESS_CENTRAL)
                            .must(),
                    option("dataverse", NODE, "The Dataverse end.")
                            .with(DATAVERSE)
                            .must(),
                    option("direction", TEXT, "The way records travel.")
                            .oneOf(DIRECTIONS)
                            .must(),
                    option("onlyCoupled", FLAG, "true never creates a record on the other side in scheduled runs.")
                            .otherwise("true"),
                    option("after", TEXTS_OR_NODES, "Mappings that a full synchronization finishes first.")
                            .with(DEPENDENCY)
                            .example("[CURRENCY, {mapping: SALESPEOPLE, ownership: person}]"),
                    option("schedule", NODE, "When the job runs by itself.").with(SCHEDULE),
                    option("conflicts", NODE, "Conflict strategies.").with(CONFLICTS),
                    option("changes", TEXT, "How changed Business Central records are found.")
                            .oneOf(List.of("stamp", "full-read-and-hash"))
                            .otherwise("stamp where the Business Central end has one, else full-read-and-hash"),
                    option("alsoWhen", NODE_OR_NODES, "Other sets whose changes count.")
                            .with(ALSO_WHEN),
                    option("fields", NODES, "The field rows, transferred in this order.")
                            .with(FIELD)
                            .must(),
                    option("onCreate", NODE_OR_NODES, "Values for new records.")
                            .with(DEFAULTS_SHORT)
                            .withItems(DEFAULTS),
                    option("match", NODES, "How match-based coupling finds partners.")
                            .with(MATCH),
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
                            .with(LINES),
                    option("massChange", NODE, "When a run stops and asks before it changes much.")
                            .with(MASS_CHANGE),
                    option("sweep", NODE, "The search for deleted records.").with(SWEEP),
                    option(
                                    "category",
                                    TEXT,
                                    "Runs of one category never go on at the same time. A mapping without one may run beside"
                                            + " all others.")
                            .otherwise("the id")));

    private MappingSpec() {}
}
