package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.HeldFields.HeldField;
import io.koppel.coupling.Intents.Intent;
import io.koppel.journal.FailedRecord;
import io.koppel.odata.Delivery;
import io.koppel.odata.ODataService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Records that travel through a route together: the body between {@code couplings} and {@code confirm}. As a
 * {@link Delivery} it sends itself when it reaches {@code dataverse:batch} or {@code bc:batch}.
 */
public final class Batch implements Delivery {
    private final Pass pass;
    private final UUID id;
    private final String requestId;
    private final List<Item> items;
    private final long sequence;
    private final Deliverer deliverer;
    private PreparedLookups lookups = PreparedLookups.NONE;
    private Map<UUID, Map<String, HeldField>> held = Map.of();
    private boolean intentsOpen;
    private final Map<UUID, Intent> intents = new LinkedHashMap<>();
    private final List<Intent> unheard = new ArrayList<>();
    private final List<FailedRecord> failedBehind = new ArrayList<>();

    Batch(UUID id, Pass pass, List<Item> items, long sequence, Deliverer deliverer) {
        this.id = id;
        this.requestId = id.toString();
        this.pass = pass;
        this.items = items;
        this.sequence = sequence;
        this.deliverer = deliverer;
    }

    /** The pass it belongs to. */
    public Pass pass() {
        return pass;
    }

    /** Its records, in the order in which they were read. */
    public List<Item> items() {
        return items;
    }

    UUID id() {
        return id;
    }

    /** Its id as it travels to the service and stands in the history. */
    String requestId() {
        return requestId;
    }

    /** Place in the order of reading, negative if the batch does not move the watermark. */
    long sequence() {
        return sequence;
    }

    PreparedLookups lookups() {
        return lookups;
    }

    void lookups(PreparedLookups prepared) {
        lookups = prepared;
    }

    /** Fields of a record that a person had put back. */
    Collection<HeldField> held(Item item) {
        Coupling coupling = item.coupling();
        return coupling == null
                ? List.of()
                : held.getOrDefault(coupling.businessCentralId(), Map.of()).values();
    }

    void held(Map<UUID, Map<String, HeldField>> fields) {
        held = fields;
    }

    /** What was intended so far, by the record's id: a second attempt at some records must not forget the others. */
    Map<UUID, Intent> intents() {
        return intents;
    }

    /** Earlier attempts of this batch that nobody heard the answer of, the first ones first. */
    List<Intent> unheard() {
        return unheard;
    }

    boolean intentsOpen() {
        return intentsOpen;
    }

    void intentsOpen(boolean open) {
        intentsOpen = open;
    }

    /** Records that must be sent. */
    public List<Item> writing() {
        return items.stream().filter(Item::writes).toList();
    }

    /** Adds records that were confirmed, while what follows from that was refused. */
    void failedBehind(List<FailedRecord> failures) {
        failedBehind.addAll(failures);
    }

    /** What went wrong, one entry a record. */
    public List<FailedRecord> getFailures() {
        List<FailedRecord> failures = new ArrayList<>();
        if (pass.isPreview()) {
            return failures; // nothing was attempted, so nothing goes into the error log
        }
        for (Item item : items) {
            FailedRecord failure = item.failure();
            if (failure != null) {
                failures.add(failure);
            }
        }
        failures.addAll(failedBehind);
        return failures;
    }

    @Override
    public Object deliverTo(ODataService service) {
        deliverer.deliver(this, service);
        return this;
    }
}
