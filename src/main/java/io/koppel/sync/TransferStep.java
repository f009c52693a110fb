package io.koppel.sync;

import io.koppel.coupling.BaseSnapshot;
import io.koppel.coupling.Coupling;
import io.koppel.coupling.Versions;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Lookups;
import io.koppel.mapping.Reference;
import io.koppel.mapping.Transferred;
import io.koppel.mapping.Transferred.Change;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import io.koppel.odata.ServiceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The mapping processor: turns source values into what is written on the other side, and merges three ways. */
public final class TransferStep {
    private final Engine engine;
    private final Failures failures;
    private final UniqueRows uniqueRows;
    private final Documents documents;

    TransferStep(Engine engine, Failures failures) {
        this.engine = engine;
        this.failures = failures;
        this.uniqueRows = new UniqueRows(engine);
        this.documents = new Documents(engine, failures);
    }

    /** Transfers the records that are to be inserted or modified; answers the same batch. */
    public Batch transfer(Batch batch) {
        transferAgain(
                batch, batch.items().stream().filter(TransferStep::transfers).toList());
        return batch;
    }

    private static boolean transfers(Item item) {
        return item.decision() instanceof Decision.Insert || item.decision() instanceof Decision.Modify;
    }

    void transferAgain(Batch batch, List<Item> items) {
        if (items.isEmpty()) {
            return;
        }
        transferItems(batch, items);
        documents.transfer(batch, items, this::transferItems);
    }

    private void transferItems(Batch batch, List<Item> items) {
        Pass pass = batch.pass();
        Set<Reference> references = new HashSet<>();
        for (Item item : items) {
            references.addAll(pass.runtime().transfer().references(item.source().values()));
        }
        LookupLoader loader = new LookupLoader(engine, !pass.isPreview());
        batch.lookups(engine.database().read(connection -> loader.load(connection, references)));
        batch.held(Holds.load(engine, pass, items));
        for (Rule rule : pass.runtime().rules()) {
            rule.prepare(batch, items);
        }
        // A rule may have found out that a record is not eligible after all.
        items.stream().filter(TransferStep::transfers).forEach(item -> transferOrFail(batch, item));
        if (UniqueRows.wanted(pass)) {
            uniqueRows
                    .couple(
                            pass,
                            items.stream().filter(TransferStep::creates).toList(),
                            (item, why) -> fail(batch, item, why))
                    .forEach(item -> transferOrFail(batch, item));
        }
        if (ChoiceSource.isWritten(pass)) {
            engine.choices()
                    .chooseValues(
                            pass,
                            items.stream()
                                    .filter(item ->
                                            item.decision() instanceof Decision.Insert && item.failure() == null)
                                    .toList());
        }
    }

    private static boolean creates(Item item) {
        return item.decision() instanceof Decision.Insert && item.coupling() == null && item.failure() == null;
    }

    private void transferOrFail(Batch batch, Item item) {
        try {
            transferOne(batch, item);
        } catch (RecordRefused refused) {
            fail(batch, item, refused);
        } catch (ServiceException unanswered) {
            // A rule asked a service for this record; what stops a whole pass must not be taken for its fault.
            if (unanswered.error().kind() == ErrorClass.CONFIGURATION) {
                throw unanswered;
            }
            failures.fail(batch, item, unanswered.error());
        } catch (RuntimeException broken) {
            // Rules may be an integrator's own: one that trips over a record must not hold up the others (TS-37).
            fail(
                    batch,
                    item,
                    new RecordRefused(ErrorClass.DATA, null, "a rule of the mapping failed on this record: " + broken));
        }
    }

    private void fail(Batch batch, Item item, RecordRefused refused) {
        failures.fail(batch, item, refused.errorClass(), null, refused.field(), String.valueOf(refused.getMessage()));
    }

    private void transferOne(Batch batch, Item item) {
        Pass pass = batch.pass();
        if (ChoiceSource.isWritten(pass)) {
            choice(item);
            return;
        }
        item.clearAlongWith();
        boolean insert = item.decision() instanceof Decision.Insert;
        Row target = insert ? null : item.target();
        Lookups lookups = batch.lookups();
        for (Rule rule : pass.runtime().rules()) {
            lookups = rule.lookups(batch, item, lookups);
        }
        Transferred transferred = pass.runtime()
                .transfer()
                .transfer(item.source().values(), target == null ? null : target.values(), lookups);
        if (transferred.failure() != null) {
            failures.fail(batch, item, transferred.failure());
            return;
        }
        item.payload(transferred.payload());
        item.changes(transferred.changes());
        OpenAttempt attempt = item.pairing().openAttempt();
        if (target != null) {
            Arrivals.note(pass, item, target);
        }
        if (!insert && !merge(batch, item, attempt)) {
            return;
        }
        for (Rule rule : pass.runtime().rules()) {
            rule.complete(item, batch);
        }
    }

    /** A choice has one value: its label is the code. */
    private static void choice(Item item) {
        Row target = item.target();
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        String label = String.valueOf(item.label());
        if (item.decision() instanceof Decision.Insert) {
            payload.put(ChoiceTargets.LABEL, label);
        } else if (target != null && !label.equals(target.get(ChoiceTargets.LABEL))) {
            payload.put(ChoiceTargets.VALUE, target.get(ChoiceTargets.VALUE));
            payload.put(ChoiceTargets.LABEL, label);
        }
        item.payload(payload);
    }

    /** Answers false if a conflict ended the record's way. */
    private boolean merge(Batch batch, Item item, @Nullable OpenAttempt attempt) {
        Pass pass = batch.pass();
        boolean forced = item.decision() instanceof Decision.Modify modify && modify.forced();
        boolean moved = item.adopted() && movedOn(pass, item);
        if (item.adopted() && !moved) {
            // What a create left behind is not written again: differences are the service's own or a person's. The
            // confirmation leaves them to the opposite pass.
            item.payload(new LinkedHashMap<>());
            item.leftAlone().heldBack(item.changes());
            item.changes(List.of());
            return true;
        }
        Holds.leave(pass, item, batch.held(item), forced);
        Merge merge = Merge.of(
                item.changes(),
                changed(pass, item, pass.direction(), true),
                moved && untouched(pass, item) ? change -> false : changedThere(pass, item, attempt),
                pass.mapping().direction() == Direction.BIDIRECTIONAL,
                forced,
                pass.mapping().conflicts().update(),
                pass.direction() == Direction.TO_DATAVERSE);
        if (!merge.conflicts().isEmpty()) {
            failures.fail(
                    batch,
                    item,
                    ErrorClass.CONFLICT,
                    Skipping.UPDATE_CONFLICT,
                    fields(merge.conflicts()),
                    conflict(pass, merge.conflicts()));
            return false;
        }
        for (Change change : merge.heldBack()) {
            item.payload().remove(change.property());
        }
        for (Change change : merge.lost()) {
            item.payload().remove(change.property());
        }
        item.changes(merge.kept());
        List<Change> heldBack = new ArrayList<>(merge.heldBack());
        heldBack.addAll(merge.lost());
        item.leftAlone().heldBack(heldBack);
        if (merge.kept().isEmpty() && !merge.lost().isEmpty() && !item.adopted()) {
            item.decide(new Decision.Skipped("the update conflict is resolved by the opposite pass"));
        }
        return true;
    }

    /** Whether the source was changed after its create was sent. */
    static boolean movedOn(Pass pass, Item item) {
        Coupling coupling = item.coupling();
        return coupling != null
                && !coupling.versions().equals(Versions.UNKNOWN)
                && !RecordFacts.sameVersion(
                        pass, coupling, item.source(), pass.runtime().records().stamp(pass.source(), item.source()));
    }

    /** Whether nobody but Koppel has changed the record that its create left behind. */
    private static boolean untouched(Pass pass, Item item) {
        Row target = item.target();
        return target != null && Arrivals.own(pass, target);
    }

    /** Whether somebody else changed a field of the target: not so if it shows what an attempt of Koppel's sent. */
    private static Predicate<Change> changedThere(Pass pass, Item item, @Nullable OpenAttempt attempt) {
        Predicate<Change> changed = changed(pass, item, pass.direction(), false);
        Row target = item.target();
        return attempt == null || target == null
                ? changed
                : change -> changed.test(change)
                        && !Traces.shows(pass, attempt, change.field(), target)
                        && !(item.adopted() && Traces.isEmpty(pass, attempt, change.field(), target));
    }

    private static Predicate<Change> changed(Pass pass, Item item, Direction direction, boolean onSource) {
        Coupling coupling = item.coupling();
        BaseSnapshot base = coupling == null ? null : coupling.base();
        Row row = onSource ? item.source() : item.target();
        if (base == null || row == null) {
            return change -> true;
        }
        @Nullable Object[] then = base.values(onSource ? direction.source() : direction.target());
        @Nullable
        Object[] now =
                onSource ? item.records().sourceValues(pass) : item.records().targetValues(pass, row);
        return change -> {
            int place = pass.runtime().place(change.field());
            return place < 0 || !pass.runtime().snapshot().sameValue(then[place], now[place]);
        };
    }

    private static String fields(List<Change> conflicts) {
        return String.join(
                ", ",
                conflicts.stream()
                        .map(change -> change.field().businessCentral() + " / "
                                + change.field().dataverse())
                        .toList());
    }

    private static String conflict(Pass pass, List<Change> conflicts) {
        Change first = conflicts.get(0);
        return "both sides changed " + fields(conflicts) + " ("
                + pass.mapping().businessCentral().entitySet() + " / "
                + pass.mapping().dataverse().table() + ") since they last agreed: here '" + first.after()
                + "', there '" + first.before()
                + "'; synchronize the record in the direction that shall win, or set conflicts.update";
    }
}
