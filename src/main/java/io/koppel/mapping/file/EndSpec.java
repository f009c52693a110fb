package io.koppel.mapping.file;

import static io.koppel.mapping.file.OptionSpec.option;
import static io.koppel.mapping.file.ValueType.FILTER;
import static io.koppel.mapping.file.ValueType.FLAG;
import static io.koppel.mapping.file.ValueType.SURFACE;
import static io.koppel.mapping.file.ValueType.TEXT;
import static io.koppel.mapping.file.ValueType.TEXTS;

import java.util.List;

/** The two ends of a {@code tableMapping} node: where the records of each side are. */
final class EndSpec {
    static final NodeSpec BUSINESS_CENTRAL = new NodeSpec(
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

    static final NodeSpec DATAVERSE = new NodeSpec(
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
                                    "Choice column whose options are the other end. Options are read as rows with `value` and `label`, in a pass from Dataverse by the bean `options`.")
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
                                    "true for account, contact, product, pricelevel, quote, salesorder, invoice, opportunity"),
                    option(
                                    "multiCompany",
                                    FLAG,
                                    "Whether several companies of Business Central share the rows, so that those of others are in scope, too; orders and opportunities then have to carry this company.")
                            .otherwise("false")));

    private EndSpec() {}
}
