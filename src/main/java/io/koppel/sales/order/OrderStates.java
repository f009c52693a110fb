package io.koppel.sales.order;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** States of orders of Sales, as the columns that set them (dataverse-web-api.md §10.6, table-mappings.md §10). */
public final class OrderStates {
    private OrderStates() {}

    /** Active / New: may be changed. */
    public static Map<String, @Nullable Object> open() {
        return of(0, 1);
    }

    /** Active / Pending: given back to the salesperson. */
    public static Map<String, @Nullable Object> pending() {
        return of(0, 2);
    }

    /** Submitted / In Progress. */
    public static Map<String, @Nullable Object> submitted() {
        return of(1, 3);
    }

    /** Invoiced / Invoiced. */
    public static Map<String, @Nullable Object> invoiced() {
        return of(4, 100_003);
    }

    private static Map<String, @Nullable Object> of(int state, int status) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("statecode", state);
        columns.put("statuscode", status);
        return columns;
    }
}
