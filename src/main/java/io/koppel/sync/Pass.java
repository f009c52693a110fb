package io.koppel.sync;

import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One pass of one mapping in one direction while it runs: what all its batches share. */
public final class Pass {
    private final MappingRuntime runtime;
    private final PassMode mode;
    private final long run;
    private final long job;
    private final String startedBy;
    private final long watermark;
    private final @Nullable String ownUser;
    private final WatermarkTracker tracker = new WatermarkTracker();
    private final PassCounters counters = new PassCounters();
    private final AtomicReference<@Nullable Throwable> error = new AtomicReference<>();
    private final Set<UUID> openRetries = ConcurrentHashMap.newKeySet();
    private volatile @Nullable MassChangeGuard guard;
    private volatile @Nullable String confirmation;
    private volatile @Nullable String remark;
    private volatile boolean stopping;
    private volatile boolean recheck;
    private volatile boolean tracked;
    private @Nullable PassPreview preview;
    private @Nullable Approval approval;
    private final LeftOpen leftOpen = new LeftOpen();

    Pass(
            MappingRuntime runtime,
            PassMode mode,
            long run,
            long job,
            String startedBy,
            long watermark,
            @Nullable String ownUser) {
        this.runtime = runtime;
        this.mode = mode;
        this.run = run;
        this.job = job;
        this.startedBy = startedBy;
        this.watermark = watermark;
        this.ownUser = ownUser;
    }

    /** The mapping with what is prepared for this direction. */
    public MappingRuntime runtime() {
        return runtime;
    }

    /** What the integrator declared. */
    public TableMapping mapping() {
        return runtime.mapping();
    }

    /** To or from Dataverse. */
    public Direction direction() {
        return runtime.direction();
    }

    /** The side that is read. */
    public Side source() {
        return runtime.direction().source();
    }

    /** The side that is written. */
    public Side target() {
        return runtime.direction().target();
    }

    /** How the pass treats what it finds. */
    public PassMode mode() {
        return mode;
    }

    /** The run it belongs to. */
    public long run() {
        return run;
    }

    /** Its row in the job log. */
    public long job() {
        return job;
    }

    /** Who or what started it. */
    public String startedBy() {
        return startedBy;
    }

    /** The source side's watermark when the pass started, 0 if there was none. */
    public long watermark() {
        return watermark;
    }

    /** User that Koppel's own changes carry on the side the pass writes, null if unknown. */
    @Nullable
    String ownUser() {
        return ownUser;
    }

    WatermarkTracker tracker() {
        return tracker;
    }

    /** What it has counted so far. */
    public PassCounters counters() {
        return counters;
    }

    /** Whether the records now being read count as changed whatever their version says. */
    boolean recheck() {
        return recheck;
    }

    void recheck(boolean on) {
        recheck = on;
    }

    /** Whether the records now being read move the watermark. */
    boolean tracked() {
        return tracked;
    }

    void tracked(boolean on) {
        tracked = on;
    }

    /** What keeps it from changing too much unasked, null if nothing does. */
    @Nullable
    MassChangeGuard guard() {
        return guard;
    }

    void guard(@Nullable MassChangeGuard keeper) {
        guard = keeper;
    }

    /** Whether the number of rows is wanted with the first page. */
    boolean guarded() {
        return guard != null;
    }

    /** Ends the pass before it has written anything: a person has to say that it is meant. */
    void needsConfirmation(String why) {
        confirmation = why;
        stopping = true;
    }

    /** What a person has to confirm, null if nothing. */
    public @Nullable String confirmation() {
        return confirmation;
    }

    /** What else is worth telling of it in the job log, null if nothing. */
    @Nullable
    String remark() {
        return remark;
    }

    void remark(String text) {
        remark = text;
    }

    /** Names the records of last time that are to be tried again; those that are met otherwise need not be. */
    void openRetries(Collection<UUID> ids) {
        openRetries.addAll(ids);
    }

    /** Takes down that a record was confirmed. */
    void confirmed(UUID sourceId) {
        openRetries.remove(sourceId);
    }

    /** Records of last time that the pass has not met yet. */
    List<UUID> openRetries() {
        return List.copyOf(openRetries);
    }

    /** Makes it a pass that writes nothing, neither to a service nor to the store. */
    void showTo(Preview viewer) {
        preview = new PassPreview(viewer);
    }

    /** Whether nothing is written. Rules must then write nothing either. */
    public boolean isPreview() {
        return preview != null;
    }

    /** Shows a batch that would now be written. */
    void show(Batch batch) {
        if (preview != null) {
            preview.show(batch);
        }
    }

    /** Shows, in a preview, what would become of records that records of this pass depend on, and remembers their partners. */
    public void showRelated(Batch batch) {
        if (preview != null) {
            preview.showRelated(batch);
        }
    }

    /** The partner a record would get before the records of this pass are written; null outside previews. */
    public @Nullable UUID planned(String mapping, UUID sourceId) {
        return preview == null ? null : preview.planned(mapping, sourceId);
    }

    /** Remembers, in a preview, couplings that would be released before they are met. */
    void wouldRelease(Collection<UUID> businessCentralIds) {
        if (preview != null) {
            preview.wouldRelease(businessCentralIds);
        }
    }

    /** Couplings that would be released, by SystemId; none outside previews. */
    Set<UUID> wouldBeReleased() {
        return preview == null ? Set.of() : preview.wouldBeReleased();
    }

    void approvedBy(Approval approver) {
        approval = approver;
    }

    /** What alone may be written, null if there is no such limit. */
    public @Nullable Approval approval() {
        return approval;
    }

    /** What a dead process, or a lost answer, left open. */
    LeftOpen leftOpen() {
        return leftOpen;
    }

    /** Ends the pass after the batches in flight. */
    public void stop() {
        stopping = true;
    }

    /** Ends the pass with an error; the first one is kept, later ones are attached to it. */
    public void fail(Throwable cause) {
        if (!error.compareAndSet(null, cause)) {
            Throwable first = error.get();
            if (first != null && first != cause) {
                first.addSuppressed(cause);
            }
        }
        stopping = true;
    }

    /** Whether no further batch may be started. */
    public boolean stopping() {
        return stopping;
    }

    /** Why the pass could not come to its end, null if nothing stands against it. */
    public @Nullable Throwable error() {
        return error.get();
    }
}
