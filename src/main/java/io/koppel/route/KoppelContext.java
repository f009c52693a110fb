package io.koppel.route;

import io.koppel.coupling.IdempotentKeys;
import io.koppel.job.ConnectionControl;
import io.koppel.job.FullSynchronization;
import io.koppel.job.JobQueue;
import io.koppel.job.MappingOverrides;
import io.koppel.job.Runner;
import io.koppel.job.SweepJob;
import io.koppel.job.Webhooks;
import io.koppel.journal.FailedRecord;
import io.koppel.mapping.TableMappings;
import io.koppel.operate.FieldOperations;
import io.koppel.sales.bidirectional.OrderRules;
import io.koppel.sync.ConnectionSwitch;
import io.koppel.sync.Engine;
import io.koppel.sync.InlinePassRoutes;
import io.koppel.sync.PassRoutes;
import io.koppel.sync.PassRunner;
import io.koppel.sync.RelatedRecords;
import io.koppel.sync.Steps;
import io.koppel.sync.rules.StandardRules;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.main.Main;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;

/** The running engine: Camel Main with the two OData components, the mapping files, Quartz and the error log. */
public final class KoppelContext implements AutoCloseable {
    private final Main main;
    private final Engine engine;
    private final TableMappings mappings;
    private final SalesParts sales;
    private final PassRunner passes;
    private final String routePattern;
    private final ConnectionControl connection;
    private final Runner runner;
    private final FullSynchronization fullSynchronization;
    private final JobQueue jobs;
    private final JobSchedule schedule;
    private @Nullable ProducerTemplate template;

    /** Makes the parts and binds the beans that route files name; nothing runs yet. */
    KoppelContext(Main main, Engine engine, QuartzComponent quartz, ContextStart start) {
        this.main = main;
        this.engine = engine;
        this.routePattern = start.routePattern();
        this.mappings = start.mappingSource().mappings();
        Steps steps = new Steps(engine);
        CamelContext camel = main.getCamelContext();
        this.schedule = new JobSchedule(camel);
        ProducerTemplate producer = CamelPassRoutes.template(camel);
        this.template = producer;
        ExecutorService executor = camel.getExecutorServiceManager().newCachedThreadPool(this, "run");
        ErrorRows errorRows = new ErrorRows();
        CamelPassRoutes routes = new CamelPassRoutes(producer, errorRows);
        rules(steps, routes);
        this.passes = new PassRunner(engine, routes, steps);
        this.runner = new Runner(engine, passes, executor);
        this.fullSynchronization = new FullSynchronization(engine, runner, mappings::inDependencyOrder, executor);
        FullSynchronization full = fullSynchronization;
        this.jobs = new JobQueue(
                engine,
                runner,
                new QuartzJobTimer(quartz),
                mappings::inDependencyOrder,
                () -> full.status().state() == FullSynchronization.State.RUNNING,
                start.jobs().every());
        ConnectionSwitch toggle = new ConnectionSwitch(engine.database());
        toggle.guard(engine.services());
        runner.onlyIf(toggle::require);
        runner.timeLimit(start.jobs().timeLimit());
        this.connection = new ConnectionControl(toggle, jobs);
        this.jobs.add(new SweepJob(engine, runner, mappings::inDependencyOrder));
        this.sales = new SalesParts(engine, start.sales(), new CamelSalesRoutes(producer), runner);
        bind(camel.getRegistry(), steps, errorRows);
    }

    private void rules(Steps steps, PassRoutes routes) {
        PassRoutes inline = new InlinePassRoutes(engine.services(), steps, routes::failed);
        RelatedRecords related = new InlineRelatedRecords(new PassRunner(engine, inline, steps));
        engine.rules(StandardRules.of(engine, related));
        engine.rules(OrderRules.of(engine, related));
        engine.allMappings(mappings::inDependencyOrder);
    }

    private void bind(Registry registry, Steps steps, ErrorRows errorRows) {
        sales.bind(registry);
        RouteBeans.bind(
                registry,
                steps,
                errorRows,
                jobs,
                new IdempotentKeys(engine.database(), engine.company().name(), "sent-once", engine.clock()));
    }

    /**
     * Starts everything.
     *
     * @throws Exception if a mapping file has mistakes or Camel cannot start; the message names file, line and column
     */
    public static KoppelContext start(ContextStart start) throws Exception {
        return new ContextStarter(start).start();
    }

    ProducerTemplate producer() {
        ProducerTemplate producer = template;
        if (producer == null) {
            throw new IllegalStateException("the context is closed");
        }
        return producer;
    }

    /** Everything a pass works with. */
    public Engine engine() {
        return engine;
    }

    /** Runs and previews single passes. */
    public PassRunner passes() {
        return passes;
    }

    /** Starts runs. */
    public Runner runner() {
        return runner;
    }

    /** Plans and runs full synchronizations. */
    public FullSynchronization fullSynchronization() {
        return fullSynchronization;
    }

    /** What operators have set for mappings. */
    public MappingOverrides overrides() {
        return new MappingOverrides(engine.database(), engine.company().name(), mappings);
    }

    /** The mapping files as they are shipped. */
    ShippedFiles shippedFiles() {
        return new ShippedFiles(camel(), routePattern);
    }

    /** Adds field rows to mapping files. */
    FieldOperations.FieldRows addedFieldRows() {
        return new AddedFieldRows(camel(), engine.models(), jobs::reloaded);
    }

    /** Writes a failure that did not come from a pass into the error log, the way those of passes go. */
    public void logFailure(FailedRecord failed) {
        producer().sendBody("direct:failed-record", failed);
    }

    /** What there is for sales documents. */
    public SalesParts sales() {
        return sales;
    }

    /** Notifications of Business Central, called at an address. */
    public Webhooks webhooks(String publicUrl) {
        return new Webhooks(engine, jobs, publicUrl);
    }

    /** Whether the services are talked to, and switching that. */
    public ConnectionControl connection() {
        return connection;
    }

    /** The job queue. */
    public JobQueue jobs() {
        return jobs;
    }

    boolean jobsRun() {
        return schedule.started();
    }

    /** Lets jobs run by their schedule. */
    public void startJobs() {
        schedule.start();
    }

    /** The mappings as they are loaded right now. */
    public TableMappings mappings() {
        return mappings;
    }

    /** The Camel context, for faces that add to it. */
    public CamelContext camel() {
        return main.getCamelContext();
    }

    /** Ends running passes after the batches in flight, then stops Camel. */
    @Override
    public void close() {
        schedule.standBy();
        runner.stopAll();
        ProducerTemplate producer = template;
        template = null;
        main.stop();
        if (producer != null) {
            producer.stop();
        }
    }
}
