package io.koppel.sync;

import io.koppel.coupling.BaseSnapshot;
import io.koppel.coupling.Coupling;
import io.koppel.coupling.Versions;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.FieldSnapshot;
import io.koppel.mapping.Side;
import io.koppel.mapping.Transferred.Change;
import io.koppel.odata.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Base and versions after a record is in step. A field that was held back, because only the target changed it, keeps its old
 * base on the target side, and the target's version is forgotten: the opposite pass must not take the record for its own echo.
 *
 * @param base values both sides agree on
 */
record NewBase(BaseSnapshot base, Versions versions) {

    /** @param target the target's record after the write, or as read if nothing was written; null if unknown */
    static NewBase of(Pass pass, Item item, @Nullable Row target) {
        MappingRuntime runtime = pass.runtime();
        FieldSnapshot snapshot = runtime.snapshot();
        Side sourceSide = pass.source();
        Side targetSide = pass.target();
        Coupling coupling = item.coupling();
        @Nullable Object[] source = item.records().sourceValues(pass);
        BaseSnapshot old = coupling == null ? null : coupling.base();
        @Nullable
        Object[] there = target != null
                ? snapshot.values(targetSide, target.values())
                : oldOrEmpty(old, targetSide, source.length);
        boolean open = target == null;
        if (target != null) {
            boolean heldBack = keepOpen(pass, item, old, targetSide, there);
            boolean edited = editedMeanwhile(pass, item, target, there);
            open = heldBack || edited || DocumentLinesInStep.leaveOpen(pass, item);
        }
        return new NewBase(
                new BaseSnapshot(
                        runtime.layout(),
                        sourceSide == Side.BUSINESS_CENTRAL ? source : there,
                        sourceSide == Side.BUSINESS_CENTRAL ? there : source),
                versions(pass, item, target, open));
    }

    /** Puts old base values back where the target has changes of its own; answers whether there are any. */
    private static boolean keepOpen(
            Pass pass, Item item, @Nullable BaseSnapshot old, Side targetSide, @Nullable Object[] there) {
        MappingRuntime runtime = pass.runtime();
        if (old == null && item.leftAlone().heldBack().isEmpty()) {
            return false;
        }
        boolean open = false;
        Set<FieldMapping> heldBack = fields(item.leftAlone().heldBack());
        Set<FieldMapping> written = fields(item.changes());
        written.addAll(arrived(runtime, item, targetSide, heldBack));
        List<FieldMapping> fields = runtime.snapshot().fields();
        Row read = item.target();
        @Nullable Object[] asRead = read == null ? there : item.records().targetValues(pass, read);
        for (int i = 0; i < there.length; i++) {
            FieldMapping field = fields.get(i);
            boolean opposite = field.direction().includes(runtime.direction().opposite())
                    && runtime.mapping()
                            .direction()
                            .includes(runtime.direction().opposite())
                    && field.on(runtime.direction().source()) != null;
            boolean changedThere = old != null
                    && !written.contains(field)
                    && !runtime.snapshot().sameValue(old.values(targetSide)[i], asRead[i]);
            if (opposite && (heldBack.contains(field) || changedThere)) {
                there[i] = old == null ? null : old.values(targetSide)[i];
                open |= heldBack.contains(field) || !field.isBidirectional();
            }
        }
        return open;
    }

    /**
     * A bulk message does not answer with the rows, so they are read after it. What somebody else changed in that moment is a
     * change since the base, which is what was sent.
     */
    private static boolean editedMeanwhile(Pass pass, Item item, Row target, @Nullable Object[] there) {
        String modifier = pass.runtime().records().modifierColumn(pass.target());
        if (modifier == null || item.written() == null || pass.ownUser() == null) {
            return false;
        }
        Object user = target.get(modifier);
        if (user == null || user.equals(pass.ownUser())) {
            return false;
        }
        @Nullable Object[] sent = new @Nullable Object[there.length];
        for (Change change : item.changes()) {
            int place = pass.runtime().place(change.field());
            if (place >= 0) {
                sent[place] = change.after();
            }
        }
        boolean open = false;
        List<FieldMapping> fields = pass.runtime().snapshot().fields();
        for (int i = 0; i < there.length; i++) {
            // What was not sent with a new record was empty in it; an update says nothing of the fields it left out.
            boolean known = item.isNew() || sent[i] != null;
            boolean carried =
                    fields.get(i).on(pass.source()) != null && fields.get(i).on(pass.target()) != null;
            if (known && carried && !pass.runtime().snapshot().sameValue(sent[i], there[i])) {
                there[i] = sent[i];
                open = true;
            }
        }
        return open;
    }

    /** Fields that an earlier write has brought in step, although nobody heard that it arrived. */
    private static List<FieldMapping> arrived(
            MappingRuntime runtime, Item item, Side targetSide, Set<FieldMapping> heldBack) {
        if (!item.pairing().hasArrived()) {
            return List.of();
        }
        Set<String> names = new HashSet<>();
        item.pairing().arrived().stream().filter(Arrived::certain).forEach(write -> write.changes()
                .forEach(change -> names.add(change.field())));
        return runtime.snapshot().fields().stream()
                .filter(field -> names.contains(String.valueOf(field.on(targetSide))) && !heldBack.contains(field))
                .toList();
    }

    private static Set<FieldMapping> fields(List<Change> changes) {
        Set<FieldMapping> fields = new HashSet<>();
        changes.forEach(change -> fields.add(change.field()));
        return fields;
    }

    private static @Nullable Object[] oldOrEmpty(@Nullable BaseSnapshot old, Side side, int length) {
        return old == null ? new @Nullable Object[length] : old.values(side);
    }

    private static Versions versions(Pass pass, Item item, @Nullable Row target, boolean open) {
        Records records = pass.runtime().records();
        long sourceStamp = records.stamp(pass.source(), item.source());
        boolean unknown = target == null || open;
        if (pass.source() == Side.BUSINESS_CENTRAL) {
            return new Versions(
                    sourceStamp,
                    unknown || target == null ? 0 : records.stamp(Side.DATAVERSE, target),
                    unknown || target == null ? 0 : Records.version(Side.DATAVERSE, target));
        }
        return new Versions(
                unknown || target == null ? 0 : records.stamp(Side.BUSINESS_CENTRAL, target),
                sourceStamp,
                Records.version(Side.DATAVERSE, item.source()));
    }

    /** The versions when only the source was looked at and found equal to the base. */
    static Versions sourceOnly(Pass pass, Item item, Versions before) {
        long stamp = pass.runtime().records().stamp(pass.source(), item.source());
        return pass.source() == Side.BUSINESS_CENTRAL
                ? new Versions(stamp, before.dataverseStamp(), before.dataverseVersion())
                : new Versions(before.businessCentralStamp(), stamp, Records.version(Side.DATAVERSE, item.source()));
    }
}
