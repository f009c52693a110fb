package io.koppel.route;

import io.koppel.journal.FailedRecord;
import io.koppel.sales.ClaimedDocuments;
import io.koppel.sales.SalesRun;
import io.koppel.sync.Batch;
import io.koppel.sync.Pass;
import io.koppel.sync.Steps;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Steps of the dead-letter channel (routes/errors.yaml). */
public final class FailureSteps {
    private static final Logger LOG = LoggerFactory.getLogger(FailureSteps.class);

    private FailureSteps() {}

    /** A record that failed, on its way into the dead-letter channel. */
    public static final class RecordFailed extends Exception {
        private static final long serialVersionUID = 1L;

        RecordFailed(String message) {
            // Thrown to be caught by the dead-letter channel; where it was thrown tells nothing.
            super(message, null, false, false);
        }
    }

    /** Bean {@code fail}: throws what a confirmed batch reports as failed, so that the dead-letter channel takes it. */
    public static final class Fail {
        /** @throws RecordFailed always */
        @Handler
        @SuppressWarnings("DoNotCallSuggester") // called by routes, where throwing is its purpose
        public void raise(@Body FailedRecord failed) throws RecordFailed {
            throw new RecordFailed(failed.message());
        }
    }

    /** Bean {@code failures}: what the error route calls. */
    public static final class Failures {
        private final Steps steps;

        Failures(Steps steps) {
            this.steps = steps;
        }

        /** Columns of the error log for a failed record, as named parameters of camel-jdbc. */
        public Map<String, @Nullable Object> columns(@Body Map<String, Object> failed) {
            return new LinkedHashMap<>(failed);
        }

        /**
         * A batch that could not be sent or confirmed at all ends its pass; what it holds is given back, and the watermark
         * stays before it, so that the next pass takes it up.
         */
        public void batch(Exchange exchange) {
            Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
            Pass pass = exchange.getProperty(PassSteps.PASS, Pass.class);
            Object body = exchange.getMessage().getBody();
            if (body instanceof Batch batch) {
                steps.abandon(batch);
            }
            if (body instanceof ClaimedDocuments documents) {
                documents.abandon();
            }
            if (pass != null && cause != null) {
                pass.fail(cause);
            }
            SalesRun run = exchange.getProperty(CamelSalesRoutes.RUN, SalesRun.class);
            if (run != null && cause != null) {
                run.fail(cause);
            }
            LOG.warn(
                    "{} stopped: {}",
                    pass == null
                            ? exchange.getFromRouteId()
                            : pass.mapping().id() + " " + pass.direction().key(),
                    cause == null ? "no cause given" : cause.getMessage());
            LOG.debug("cause of the stop", cause);
        }
    }
}
