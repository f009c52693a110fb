package io.koppel.sales.order;

import io.koppel.odata.ODataService;
import io.koppel.odata.Row;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Orders of Business Central as this package looks at them. */
final class CreatedOrders {
    /** The set of the companion API. */
    static final String SET = "salesOrders";

    private static final String COLUMNS =
            "systemId,number,status,quoteNumber,discountAmount,systemCreatedAt,systemModifiedAt";

    private CreatedOrders() {}

    /** Path of one order. */
    static String path(Object id) {
        return SET + "(" + id + ")";
    }

    /** Orders with these SystemIds; those that do not exist are left out. */
    static List<Row> read(ODataService service, Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : service.readByIds(SET, "systemId", ids, Map.of("$select", COLUMNS))
                        .rows();
    }
}
