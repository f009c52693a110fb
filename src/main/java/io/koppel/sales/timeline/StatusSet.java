package io.koppel.sales.timeline;

import io.koppel.mapping.Side;
import io.koppel.sales.ReadPointer;
import io.koppel.sync.Engine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sets of Business Central in which something that is told of an order shows. */
public enum StatusSet {
    ORDERS("salesOrders", "systemId,number,status,dataverseId,systemModifiedAt"),
    SHIPMENTS("postedSalesShipments", "systemId,number,orderNumber,dataverseId,systemModifiedAt"),
    INVOICES("postedSalesInvoices", "systemId,number,orderNumber,dataverseId,systemModifiedAt");

    /** Name of the job and of its route. */
    public static final String JOB = "SALES-ORDER-STATUS";

    static final String STAMP = "systemModifiedAt";

    private final String entitySet;
    private final String columns;

    StatusSet(String entitySet, String columns) {
        this.entitySet = entitySet;
        this.columns = columns;
    }

    ReadPointer pointer(Engine engine) {
        return new ReadPointer(engine, JOB + " " + entitySet, Side.BUSINESS_CENTRAL);
    }

    /** Query options of a read of what changed since the last look. */
    public Map<String, String> query(Engine engine) {
        Instant from = pointer(engine).from();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("$select", columns);
        query.put("$filter", STAMP + " ge " + from);
        query.put("$orderby", STAMP);
        return query;
    }
}
