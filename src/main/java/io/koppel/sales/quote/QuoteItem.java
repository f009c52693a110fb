package io.koppel.sales.quote;

import io.koppel.odata.Row;
import io.koppel.sales.DocumentEntry;
import io.koppel.sales.batch.DocumentItem;
import io.koppel.sales.document.SalesHeader;
import io.koppel.sales.source.Columns;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One quote of Sales on its way into Business Central. */
public final class QuoteItem extends DocumentItem {
    private static final int WON = 2;

    private UUID businessCentralId;
    private QuotePlan plan;
    private @Nullable DocumentEntry replaced;
    private @Nullable Row document;
    private int versionsBefore;
    private boolean written;
    private boolean complete;
    private @Nullable QuoteOutcome won;

    /**
     * @param row as Dataverse shows it
     * @param businessCentralId of its document, chosen or known
     * @param known what the ledger holds, null for nothing
     */
    QuoteItem(Row row, SalesHeader header, UUID businessCentralId, QuotePlan plan, @Nullable DocumentEntry known) {
        super(row, header, known);
        this.businessCentralId = businessCentralId;
        this.plan = plan;
    }

    /** Whether it was won. */
    boolean isWon() {
        return Columns.number(row(), "statecode") == WON;
    }

    /** Number of the revision, 0 for the first. */
    int revision() {
        return Math.max(0, Columns.number(row(), "revisionnumber"));
    }

    @Override
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

    /** The revision whose document this one takes over, null for none. */
    @Nullable
    DocumentEntry replaced() {
        return replaced;
    }

    void replaced(@Nullable DocumentEntry earlier) {
        replaced = earlier;
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
        didNotFail();
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
}
