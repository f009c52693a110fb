package io.koppel.sync.rules;

import io.koppel.odata.Literals;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads Dataverse rows by the values of one column. */
public final class LookupRows {
    private LookupRows() {}

    /**
     * Rows whose column has one of these values.
     *
     * @param column logical name, of a lookup too
     * @param values as many as fit into an address
     * @param also further condition
     */
    public static List<Row> in(
            Engine engine, String set, String column, List<String> values, String also, String select) {
        String filter = also + " and Microsoft.Dynamics.CRM.In(PropertyName=" + Literals.text(column)
                + ",PropertyValues=["
                + values.stream().map(Literals::text).collect(Collectors.joining(",")) + "])";
        List<Row> rows = new ArrayList<>();
        Pages pages = engine.services()
                .dataverse()
                .read(ReadRequest.of(set).with("$select", select).with("$filter", filter));
        while (pages.hasNext()) {
            rows.addAll(pages.next().rows());
        }
        return rows;
    }
}
