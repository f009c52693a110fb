package io.koppel.mapping.file;

import io.koppel.mapping.BusinessCentralEnd;
import io.koppel.mapping.BusinessCentralEnd.Api;
import io.koppel.mapping.DataverseEnd;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the two ends of a mapping, with the defaults of each surface. */
final class EndReader {
    /** table-mappings.md §10. */
    private static final Set<String> COMPANY_TABLES =
            Set.of("account", "contact", "product", "pricelevel", "quote", "salesorder", "invoice", "opportunity");

    private final List<Mistake> mistakes;

    EndReader(List<Mistake> mistakes) {
        this.mistakes = mistakes;
    }

    BusinessCentralEnd businessCentral(ParsedNode node) {
        Api api = new Api(node.text("api", "companion"));
        String key = node.text("key", api.equals(Api.COMPANION) ? "systemId" : api.equals(Api.PAGES) ? "" : "id");
        if (key.isEmpty()) {
            mistakes.add(
                    Mistake.error(
                            node.location(),
                            "businessCentral: option 'key' is missing; published pages show no id, so name their key property"));
        }
        String stamp = node.text("stamp");
        String modifiedBy = node.text("modifiedBy");
        ParsedNode.Filter filter = node.filter("filter");
        ParsedNode.Filter coupleWhen = node.filter("coupleWhen");
        return new BusinessCentralEnd(
                api,
                node.text("entitySet", ""),
                filter == null ? null : filter.text(),
                key,
                node.text("number", api.equals(Api.PAGES) ? key : "number"),
                stamp == null ? defaultStamp(api) : stamp,
                modifiedBy == null && api.equals(Api.COMPANION) ? "systemModifiedBy" : modifiedBy,
                coupleWhen == null ? null : coupleWhen.text());
    }

    static @Nullable String defaultStamp(Api api) {
        if (api.equals(Api.PAGES)) {
            return null;
        }
        return api.equals(Api.COMPANION) ? "systemModifiedAt" : "lastModifiedDateTime";
    }

    DataverseEnd dataverse(ParsedNode node) {
        DataverseEnd end = end(node);
        if (end.multiCompany() && !end.company()) {
            mistakes.add(Mistake.error(
                    node.at("multiCompany"),
                    "dataverse: multiCompany: rows of " + end.table() + " carry no company; remove it"));
        }
        return end;
    }

    private DataverseEnd end(ParsedNode node) {
        String entitySet = node.text("entitySet", "");
        String table = node.text("table", singular(entitySet));
        String choice = node.text("choice");
        ParsedNode.Filter filter = node.filter("filter");
        List<String> copies = node.texts("choiceCopies");
        for (String copy : copies) {
            if (!copy.matches("[a-z0-9_]+\\.[a-z0-9_]+")) {
                mistakes.add(Mistake.error(
                        node.at("choiceCopies"), "dataverse: choiceCopies: expected table.column, not '" + copy + "'"));
            }
        }
        return new DataverseEnd(
                entitySet,
                table,
                filter == null ? null : filter.text(),
                node.text("key", choice != null ? "value" : table + "id"),
                node.text("name", choice != null ? "label" : "name"),
                node.text("stamp", "modifiedon"),
                choice,
                copies,
                node.texts("uniqueBy"),
                choice == null && node.flag("company", COMPANY_TABLES.contains(table)),
                node.flag("multiCompany", false));
    }

    private static String singular(String entitySet) {
        return entitySet.endsWith("ies")
                ? entitySet.substring(0, entitySet.length() - 3) + "y"
                : entitySet.endsWith("s") ? entitySet.substring(0, entitySet.length() - 1) : entitySet;
    }
}
