package io.koppel.route;

import io.koppel.odata.Page;
import io.koppel.odata.StoppableQuery;
import io.koppel.sync.Batch;
import io.koppel.sync.Pass;
import io.koppel.sync.Selection;
import io.koppel.sync.Steps;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Handler;

/** The two steps of a mapping route that stand between Camel's exchange and the engine's plain values. */
public final class PassSteps {
    /** Exchange property with the {@link Pass} a route works for. */
    public static final String PASS = "koppelPass";

    private static final String QUERY = "CamelOlingo4.queryParams";

    private PassSteps() {}

    /** Bean {@code changes}: from the selection in the body to the query options of the read that follows. */
    public static final class Changes {
        private final Steps steps;

        Changes(Steps steps) {
            this.steps = steps;
        }

        /** Puts the query into the header where the OData endpoint looks for it. */
        @Handler
        public void query(Exchange exchange) {
            Pass pass = pass(exchange);
            Selection selection = exchange.getMessage().getBody(Selection.class);
            exchange.getMessage().setHeader(QUERY, new StoppableQuery(steps.query(pass, selection), pass::stopping));
            exchange.getMessage().setBody(null);
        }
    }

    /** Bean {@code options}: from the selection in the body to the options of the mapping's choice column, as one page. */
    public static final class Options {
        private final Steps steps;

        Options(Steps steps) {
            this.steps = steps;
        }

        /** Reads the options. */
        public List<Page> read(@Body Selection selection, @ExchangeProperty(PASS) Pass pass) {
            return List.of(steps.options(pass, selection));
        }
    }

    /** Bean {@code couplings}: from a page of rows to a batch of records with what is known of them. */
    public static final class Couplings {
        private final Steps steps;

        Couplings(Steps steps) {
            this.steps = steps;
        }

        /** Resolves a page. */
        public Batch resolve(@Body Page page, @ExchangeProperty(PASS) Pass pass) {
            return steps.resolve(pass, page);
        }
    }

    /**
     * A step from batch to batch. Camel looks at every method of a bean when it chooses one to call, so each step it calls
     * is a bean with one method.
     */
    public static final class OnBatch {
        private final UnaryOperator<Batch> step;

        OnBatch(UnaryOperator<Batch> step) {
            this.step = step;
        }

        /** Carries out the step. */
        @Handler
        public Batch apply(@Body Batch batch) {
            return step.apply(batch);
        }
    }

    /** Bean {@code intents}. */
    public static final class Intents {
        private final Steps steps;

        Intents(Steps steps) {
            this.steps = steps;
        }

        /** Commits what the batch is about to write. */
        public Batch open(@Body Batch batch) {
            return steps.intents().open(batch);
        }
    }

    /** Bean {@code confirm}. */
    public static final class Confirm {
        private final Steps steps;
        private final ErrorRows rows;

        Confirm(Steps steps, ErrorRows rows) {
            this.steps = steps;
            this.rows = rows;
        }

        /** Confirms what was written. The errors of the batch follow, one by one, and are committed together. */
        public Batch confirm(@Body Batch batch, Exchange exchange) {
            Batch confirmed = steps.confirm().confirm(batch);
            if (!confirmed.getFailures().isEmpty()) {
                rows.together(exchange);
            }
            return confirmed;
        }
    }

    static Pass pass(Exchange exchange) {
        return Objects.requireNonNull(
                exchange.getProperty(PASS, Pass.class),
                "this route is a step of a synchronization; start it by its job or with koppel synchronize");
    }
}
