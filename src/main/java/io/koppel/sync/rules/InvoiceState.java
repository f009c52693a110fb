package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Decision;
import io.koppel.sync.Item;
import io.koppel.sync.Refusals;
import io.koppel.sync.Rule;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of an invoice follows its payment (sales-documents.md §5). A closed invoice takes no other change: it is opened as
 * billed, then set to the new state. Nothing else of an invoice that Dataverse does not show as active is changed.
 */
public final class InvoiceState implements Rule {
    private static final String REMAINING = "remainingAmount";
    private static final String AMOUNT = "totalAmountIncludingTax";
    private static final String STATE = "statecode";
    private static final String STATUS = "statuscode";

    /** State and status of Dataverse (table-mappings.md §10). */
    enum Payment {
        BILLED(0, 4),
        COMPLETE(2, 100_001),
        PARTIAL(2, 100_002),
        CANCELED(3, 100_003);

        private final int state;
        private final int status;

        Payment(int state, int status) {
            this.state = state;
            this.status = status;
        }

        /** What is open of an invoice tells its state; a cancelled one is canceled whatever is open. */
        static Payment of(BigDecimal remaining, BigDecimal amount, boolean cancelled) {
            if (cancelled) {
                return CANCELED;
            }
            if (remaining.signum() == 0) {
                return COMPLETE;
            }
            return remaining.compareTo(amount) == 0 ? BILLED : PARTIAL;
        }

        Map<String, @Nullable Object> columns() {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put(STATE, state);
            values.put(STATUS, status);
            return values;
        }

        boolean isOf(Row invoice) {
            return number(invoice.get(STATE)) == state && number(invoice.get(STATUS)) == status;
        }
    }

    @Override
    public String name() {
        return "invoice-state";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL ? Set.of(REMAINING, AMOUNT, "cancelled") : Set.of(STATE, STATUS);
    }

    private static Payment payment(Item item) {
        return Payment.of(
                Amounts.of(item.source(), REMAINING),
                Amounts.of(item.source(), AMOUNT),
                Amounts.flag(item.source(), "cancelled"));
    }

    private static String path(Item item, Batch batch) {
        return batch.pass().runtime().records().path(Side.DATAVERSE, item.targetId(), null);
    }

    /** A new invoice cannot be created in another state than active; billed is one of its statuses. */
    @Override
    public void completeDocuments(Batch batch, List<Item> documents, Refusals refusals) {
        for (Item document : documents) {
            Payment payment = payment(document);
            if (payment == Payment.BILLED) {
                document.payload().put(STATUS, payment.status);
            } else {
                document.setAlongWith(path(document, batch), payment.columns());
            }
        }
    }

    @Override
    public void complete(Item item, Batch batch) {
        Row target = item.target();
        if (item.isNew() || target == null || batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        Payment payment = payment(item);
        if (number(target.get(STATE)) == Payment.BILLED.state) {
            if (!payment.isOf(target)) {
                item.payload().putAll(payment.columns());
            }
            return;
        }
        item.changeNothing();
        if (payment.isOf(target)) {
            item.decide(new Decision.Ignored("the invoice is closed in Dataverse"));
            return;
        }
        if (payment == Payment.BILLED) {
            item.payload().putAll(payment.columns());
        } else {
            item.first(Payment.BILLED.columns());
            item.payload().putAll(payment.columns());
        }
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : -1;
    }
}
