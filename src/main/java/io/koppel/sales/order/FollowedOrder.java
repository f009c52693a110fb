package io.koppel.sales.order;

import io.koppel.coupling.Coupling;
import io.koppel.journal.FailedRecord;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.sales.DocumentEntry;
import io.koppel.sales.source.Columns;
import io.koppel.sales.source.DocumentSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A coupled order whose life is looked at. */
final class FollowedOrder {
    private static final int CANCELED = 2;

    private final Coupling coupling;
    private final @Nullable DocumentEntry known;
    private final @Nullable Row sales;
    private final OrderLife life;
    private boolean done;
    private boolean wrote;
    private @Nullable FailedRecord failure;

    /**
     * @param sales the order of Sales as read, null if it is gone
     * @param life what becomes of it
     */
    FollowedOrder(Coupling coupling, @Nullable DocumentEntry known, @Nullable Row sales, OrderLife life) {
        this.coupling = coupling;
        this.known = known;
        this.sales = sales;
        this.life = life;
    }

    Coupling coupling() {
        return coupling;
    }

    @Nullable
    DocumentEntry known() {
        return known;
    }

    @Nullable
    Row sales() {
        return sales;
    }

    OrderLife life() {
        return life;
    }

    String name() {
        String name = coupling.name();
        return name == null ? coupling.dataverseId().toString() : name;
    }

    /** Columns that are written to the order of Sales, step by step; none if it shows them already. */
    List<Map<String, @Nullable Object>> steps() {
        Row row = sales;
        if (row == null || Columns.number(row, "statecode") == CANCELED) {
            return List.of(); // what a salesperson has canceled stays so
        }
        List<Map<String, @Nullable Object>> steps = new ArrayList<>();
        switch (life) {
            case INVOICED, POSTED -> {
                if (!shows(row, OrderStates.invoiced())) {
                    steps.add(OrderStates.invoiced());
                }
            }
            case RETURNED -> {
                if (!shows(row, OrderStates.pending())) {
                    steps.add(OrderStates.pending());
                }
                if (row.get("lastbackofficesubmit") != null) {
                    Map<String, @Nullable Object> empty = new LinkedHashMap<>();
                    empty.put("lastbackofficesubmit", null);
                    steps.add(empty);
                }
            }
            case GOES_ON, FORGOTTEN -> {
                // nothing is written
            }
        }
        return List.copyOf(steps);
    }

    private static boolean shows(Row row, Map<String, @Nullable Object> state) {
        return state.entrySet().stream()
                .allMatch(column -> String.valueOf(column.getValue()).equals(String.valueOf(row.get(column.getKey()))));
    }

    List<WriteOperation> operations() {
        List<WriteOperation> operations = new ArrayList<>();
        String path = DocumentSource.ORDER.path(coupling.dataverseId());
        for (Map<String, @Nullable Object> step : steps()) {
            String version = operations.isEmpty() && sales != null ? sales.etag() : null;
            operations.add(WriteOperation.update(path, step, version == null ? "*" : version));
        }
        return operations;
    }

    boolean done() {
        return done;
    }

    boolean wrote() {
        return wrote;
    }

    void done(boolean written) {
        done = true;
        wrote = written;
    }

    @Nullable
    FailedRecord failure() {
        return failure;
    }

    void fail(FailedRecord reason) {
        failure = reason;
    }
}
