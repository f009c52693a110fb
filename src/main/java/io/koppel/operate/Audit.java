package io.koppel.operate;

import io.koppel.journal.AuditLog;
import io.koppel.journal.AuditRow;
import io.koppel.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Every act leaves a row: who, when, what, through which face, and what came of it (promises.md P13). The row is committed
 * before the act, so that no act goes unseen, whatever becomes of the process.
 */
public final class Audit {
    /** Through what a person or program acts. */
    public enum Face {
        CONSOLE("console"),
        REST("rest"),
        COMMAND_LINE("command line"),
        JMX("jmx");

        private final String text;

        Face(String text) {
            this.text = text;
        }
    }

    /**
     * An act that is about to begin.
     *
     * @param name the verb, by its operation id in the REST description
     * @param subject what it is about; without secrets
     */
    public record Act(String person, Face face, String name, String subject, @Nullable String requestId) {}

    private final AuditLog log;
    private final String company;
    private final Clock clock;

    Audit(Database database, String company, Clock clock) {
        this.log = new AuditLog(database);
        this.company = company;
        this.clock = clock;
    }

    /** Acts, and writes down that it did and what came of it. */
    public <T> T did(Act act, Callable<T> deed) throws Exception {
        long row = open(act);
        try {
            T result = deed.call();
            log.close(row, "done", null);
            return result;
        } catch (OperationException e) {
            log.close(row, e.reason() == OperationException.Reason.UNAVAILABLE ? "failed" : "refused", e.getMessage());
            throw e;
        } catch (Exception e) {
            log.close(row, "failed", e.getMessage());
            throw e;
        }
    }

    /** Writes down an act that was turned away before it began. */
    public void refused(Act act, String why) {
        log.close(open(act), "refused", why);
    }

    private long open(Act act) {
        return log.open(
                company, clock.instant(), act.person(), act.face().text, act.name(), act.subject(), act.requestId());
    }

    /** Acts, newest first, optionally of one person. */
    public Listing<AuditRow> list(@Nullable String person, @Nullable Long before, int limit) {
        List<AuditRow> rows = log.list(company, person, before, limit + 1);
        return Listing.of(rows, limit, row -> Long.toString(row.id()));
    }
}
