package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Item;
import io.koppel.sync.Refusals;
import io.koppel.sync.Rule;
import java.util.List;
import java.util.Set;

/**
 * What a posted invoice is called and described by (sales-documents.md §4.2): the number is its name; where it has no work
 * description, the shipment method describes it. An invoice without lines is not sent.
 */
public final class InvoiceHeader implements Rule {
    private static final String METHOD = "shipmentMethodName";
    private static final String DESCRIPTION = "description";

    @Override
    public String name() {
        return "invoice-header";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL ? Set.of("number", METHOD, "workDescription") : Set.of(DESCRIPTION);
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        if (item.isNew()) {
            item.payload().putIfAbsent("name", item.source().get("number"));
        }
        String method = item.source().text(METHOD);
        String described = item.source().text("workDescription");
        boolean hasOwn = described != null && !described.isBlank();
        if (method == null || method.isBlank() || hasOwn) {
            return;
        }
        Row target = item.target();
        if (target != null && method.equals(target.get(DESCRIPTION))) {
            item.payload().remove(DESCRIPTION);
        } else {
            item.payload().put(DESCRIPTION, method);
        }
    }

    @Override
    public void completeDocuments(Batch batch, List<Item> documents, Refusals refusals) {
        for (Item document : documents) {
            if (document.lines().isEmpty()) {
                refusals.refuse(
                        document,
                        null,
                        "the invoice has no lines; expected at least one, it is tried again when it changes");
            }
        }
    }
}
