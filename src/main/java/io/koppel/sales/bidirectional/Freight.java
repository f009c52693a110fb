package io.koppel.sales.bidirectional;

import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.sales.document.DocumentComposer;
import io.koppel.sales.document.LineType;
import io.koppel.sales.document.SalesHeader;
import io.koppel.sales.document.SalesSetup;
import io.koppel.sales.source.Columns;
import io.koppel.sync.Item;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The freight of an order of Sales: a line on the freight account (sales-documents.md §1.7, §10.1). There is none to be written if
 * one of the same amount exists; one that is not shipped yet gets the new amount.
 *
 * @param write what is to be written, null for nothing
 * @param refused why it cannot be written, null if it can
 */
record Freight(@Nullable WriteOperation write, @Nullable String refused) {
    private static final Freight NONE = new Freight(null, null);
    private static final String SET = "salesOrderLines";

    static Freight of(SalesHeader header, SalesSetup setup, Item document) {
        if (header.freight().signum() <= 0) {
            return NONE;
        }
        String account = setup.freightAccount();
        if (account == null) {
            return new Freight(null, DocumentComposer.NO_FREIGHT_ACCOUNT);
        }
        Row there = null;
        for (Row line : document.targetLines()) {
            if (account.equals(line.get("number")) && DocumentComposer.FREIGHT.equals(line.get("description"))) {
                if (Columns.amount(line, "unitPrice").compareTo(header.freight()) == 0) {
                    return NONE;
                }
                there = Columns.amount(line, "shippedQuantity").signum() == 0 ? line : there;
            }
        }
        return new Freight(there == null ? added(header, account, document) : changed(header, there), null);
    }

    private static WriteOperation changed(SalesHeader header, Row line) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("unitPrice", header.freight());
        return WriteOperation.update(SET + "(" + line.get("systemId") + ")", columns, "*");
    }

    private static WriteOperation added(SalesHeader header, String account, Item document) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        String seed = document.targetId() + " freight " + header.freight().stripTrailingZeros() + " "
                + document.targetLines().size();
        columns.put(
                "systemId",
                UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString());
        columns.put("orderId", document.targetId().toString());
        columns.put("type", LineType.ACCOUNT.wire());
        columns.put("number", account);
        columns.put("description", DocumentComposer.FREIGHT);
        columns.put("quantity", BigDecimal.ONE);
        columns.put("unitPrice", header.freight());
        return WriteOperation.create(SET, columns);
    }
}
