package io.koppel.sales.quote;

import io.koppel.journal.FailedRecord;
import io.koppel.odata.Row;
import io.koppel.sales.DocumentEntry;
import io.koppel.sales.document.ComposedDocument;
import io.koppel.sales.document.SalesHeader;
import io.koppel.sales.source.Columns;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One quote of Sales on its way into Business Central. */
public final class QuoteItem {
    private static final int WON = 2;

    private final Row row;
    private final SalesHeader header;
    private UUID businessCentralId;
    private QuotePlan plan;
    private @Nullable DocumentEntry known;
    private @Nullable DocumentEntry replaced;
    private @Nullable ComposedDocument composed;
    private @Nullable Row document;
    private int versionsBefore;
    private boolean written;
    private boolean complete;
    private @Nullable QuoteOutcome won;
    private @Nullable FailedRecord failure;

    /**
     * @param row as Dataverse shows it
     * @param businessCentralId of its document, chosen or known
     * @param known what the ledger holds, null for nothing
     */
    QuoteItem(Row row, SalesHeader header, UUID businessCentralId, QuotePlan plan, @Nullable DocumentEntry known) {
        this.row = row;
        this.header = header;
        this.businessCentralId = businessCentralId;
        this.plan = plan;
        this.known = known;
    }

    /** The quote as Dataverse shows it. */
    public Row row() {
        return row;
    }

    /** Its header. */
    public SalesHeader header() {
        return header;
    }

    /** {@code quoteid}. */
    public UUID id() {
        return header.id();
    }

    /** What people call it. */
    public String name() {
        return header.number();
    }

    /** Whether it was won. */
    boolean isWon() {
        return Columns.number(row, "statecode") == WON;
    }

    /** Number of the revision, 0 for the first. */
    int revision() {
        return Math.max(0, Columns.number(row, "revisionnumber"));
    }

    /** SystemId of its document in Business Central. */
    public UUID businessCentralId() {
        return businessCentralId;
    }

    QuotePlan plan() {
        return plan;
    }

    /** Another document than was thought. */
    void plan(QuotePlan other, UUID document) {
        plan = other;
        businessCentralId = document;
    }

    /** What the ledger holds, null for nothing. */
    @Nullable
    DocumentEntry known() {
        return known;
    }

    void known(DocumentEntry entry) {
        known = entry;
    }

    /** The revision whose document this one takes over, null for none. */
    @Nullable
    DocumentEntry replaced() {
        return replaced;
    }

    void replaced(@Nullable DocumentEntry earlier) {
        replaced = earlier;
    }

    /** What it is in Business Central's words, null until it was composed. */
    public @Nullable ComposedDocument composed() {
        return composed;
    }

    void composed(ComposedDocument content) {
        composed = content;
    }

    /** Its document as Business Central shows it, null while there is none. */
    public @Nullable Row document() {
        return document;
    }

    void document(@Nullable Row shown) {
        document = shown;
    }

    /** Archived versions of its document before this revision archives it. */
    int versionsBefore() {
        return versionsBefore;
    }

    void versionsBefore(int versions) {
        versionsBefore = versions;
    }

    /** Whether the document holds this revision. */
    boolean written() {
        return written;
    }

    void written(Row shown) {
        document = shown;
        written = true;
        failure = null;
    }

    /** Whether everything that belongs to its document is done. */
    boolean complete() {
        return complete;
    }

    void completed() {
        complete = true;
    }

    /** What winning it comes to, null if it was not won. */
    @Nullable
    QuoteOutcome won() {
        return won;
    }

    void won(QuoteOutcome outcome) {
        won = outcome;
    }

    /** Why it failed, null if it did not. */
    public @Nullable FailedRecord failure() {
        return failure;
    }

    void fail(FailedRecord reason) {
        failure = reason;
    }
}
