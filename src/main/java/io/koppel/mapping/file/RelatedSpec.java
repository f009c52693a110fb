package io.koppel.mapping.file;

import static io.koppel.mapping.file.OptionSpec.option;
import static io.koppel.mapping.file.ValueType.FLAG;
import static io.koppel.mapping.file.ValueType.TEXT;

import java.util.List;

/** What a {@code tableMapping} node says of other sets that belong to its records. */
final class RelatedSpec {
    static final NodeSpec ALSO_WHEN = new NodeSpec(
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

    static final NodeSpec LINES = new NodeSpec(
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

    private RelatedSpec() {}
}
