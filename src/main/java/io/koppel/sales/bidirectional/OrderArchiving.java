package io.koppel.sales.bidirectional;

import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sales.source.Columns;
import io.koppel.sync.Engine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Business Central keeps versions of orders that are posted or deleted: with orders both ways that is switched on (sales-documents.md §10). */
final class OrderArchiving {
    private static final Logger LOG = LoggerFactory.getLogger(OrderArchiving.class);

    private final Engine engine;
    private volatile boolean done;

    OrderArchiving(Engine engine) {
        this.engine = engine;
    }

    /** Switches it on where it is off; looks once in the life of the process. */
    void switchOn() {
        if (done) {
            return;
        }
        List<Row> rows = engine.services()
                .businessCentral()
                .readPage(ReadRequest.of("salesSetup").with("$select", "systemId,archiveOrders"))
                .rows();
        if (rows.isEmpty() || Columns.flag(rows.get(0), "archiveOrders")) {
            done = true;
            return;
        }
        Row row = rows.get(0);
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("archiveOrders", true);
        WriteResult result = engine.services()
                .businessCentral()
                .write(WriteOperation.update(
                        "salesSetup(" + row.get("systemId") + ")", columns, row.etag() == null ? "*" : row.etag()));
        if (result instanceof WriteResult.Written) {
            LOG.info("Archive Orders is switched on in Sales & Receivables Setup of Business Central");
            done = true;
        } else {
            LOG.warn("Archive Orders could not be switched on in Sales & Receivables Setup: {}", result);
        }
    }
}
