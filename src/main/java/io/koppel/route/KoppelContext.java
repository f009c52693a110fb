package io.koppel.route;

import io.koppel.coupling.IdempotentKeys;
import io.koppel.job.ConnectionControl;
import io.koppel.job.FullSynchronization;
import io.koppel.job.JobQueue;
import io.koppel.job.MappingOverrides;
import io.koppel.job.Runner;
import io.koppel.job.SweepJob;
import io.koppel.job.WakePoll;
import io.koppel.job.Webhooks;
import io.koppel.journal.FailedRecord;
import io.koppel.journal.Retention;
import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.TableMappings;
import io.koppel.odata.KoppelOlingo4Component;
import io.koppel.operate.FieldOperations;
import io.koppel.sales.SalesSettings;
import io.koppel.sales.bidirectional.OrderRules;
import io.koppel.setup.JobSettings;
import io.koppel.store.Database;
import io.koppel.sync.CompanyRow;
import io.koppel.sync.ConnectionSwitch;
import io.koppel.sync.Engine;
import io.koppel.sync.InlinePassRoutes;
import io.koppel.sync.Pass;
import io.koppel.sync.PassMode;
import io.koppel.sync.PassRunner;
import io.koppel.sync.RelatedRecords;
import io.koppel.sync.Rule;
import io.koppel.sync.ServiceModels;
import io.koppel.sync.Services;
import io.koppel.sync.Steps;
import io.koppel.sync.SyncSettings;
import io.koppel.sync.rules.StandardRules;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;
import org.quartz.SchedulerException;

/** The running engine: Camel Main with the two OData components, the mapping files, Quartz and the error log. */
public final class KoppelContext implements AutoCloseable {
    private final Main main;
    private final Engine engine;
    private final TableMappings mappings;
    private final SalesParts sales;
    private final PassRunner passes;
    private final String routePattern;
    private final ConnectionControl connection;
    private Runner runner;
    private FullSynchronization fullSynchronization;
    private JobQueue jobs;
    private volatile boolean scheduling;
    private @Nullable ProducerTemplate template;

    private KoppelContext(
            Main main,
            Engine engine,
            TableMappings mappings,
            QuartzComponent quartz,
            JobSettings settings,
            SalesSettings salesSettings,
            String routePattern) {
        this.main = main;
        this.routePattern = routePattern;
        this.engine = engine;
        this.mappings = mappings;
        Steps steps = new Steps(engine);
        PassRunner inline = new PassRunner(engine, new InlinePassRoutes(engine.services(), steps), steps);
        engine.rules(StandardRules.of(engine, related(inline)));
        engine.rules(OrderRules.of(engine, related(inline)));
        engine.allMappings(mappings::inDependencyOrder);
        CamelContext camel = main.getCamelContext();
        ProducerTemplate producer = CamelPassRoutes.template(camel);
        this.template = producer;
        ExecutorService executor = camel.getExecutorServiceManager().newCachedThreadPool(this, "run");
        this.passes = new PassRunner(engine, new CamelPassRoutes(producer), steps);
        this.runner = new Runner(engine, passes, executor);
        this.fullSynchronization = new FullSynchronization(engine, runner, mappings::inDependencyOrder, executor);
        FullSynchronization full = fullSynchronization;
        this.jobs = new JobQueue(
                engine,
                runner,
                new QuartzJobTimer(quartz),
                mappings::inDependencyOrder,
                () -> full.status().state() == FullSynchronization.State.RUNNING,
                settings.every());
        ConnectionSwitch toggle = new ConnectionSwitch(engine.database());
        toggle.guard(engine.services());
        runner.onlyIf(toggle::require);
        this.connection = new ConnectionControl(toggle, jobs);
        this.jobs.add(new SweepJob(engine, runner, mappings::inDependencyOrder));
        this.sales = new SalesParts(engine, salesSettings, new CamelSalesRoutes(producer), runner);
        sales.bind(camel.getRegistry());
        RouteBeans.bind(
                camel.getRegistry(),
                steps,
                jobs,
                new IdempotentKeys(engine.database(), engine.company().name(), "sent-once", engine.clock()));
    }

    /**
     * What to start with.
     *
     * @param routePattern Camel's include pattern of route files, for example {@code file:routes/*.yaml}
     * @param retention how long history, job log and error log are kept
     * @param camel properties handed to Camel as they are
     * @param scheduled whether jobs run by their schedule from the start on
     */
    public record Start(
            Database database,
            Services services,
            CompanyRow company,
            ServiceModels models,
            SyncSettings settings,
            Duration retention,
            MappingSource mappingSource,
            String routePattern,
            Map<String, String> camel,
            boolean scheduled,
            JobSettings jobs,
            SalesSettings sales) {
        /** With jobs as they are by default, and no sales documents. */
        public Start(
                Database database,
                Services services,
                CompanyRow company,
                ServiceModels models,
                SyncSettings settings,
                Duration retention,
                MappingSource mappingSource,
                String routePattern,
                Map<String, String> camel,
                boolean scheduled) {
            this(
                    database,
                    services,
                    company,
                    models,
                    settings,
                    retention,
                    mappingSource,
                    routePattern,
                    camel,
                    scheduled,
                    JobSettings.DEFAULTS,
                    SalesSettings.NONE);
        }
    }

    /** How mapping files are read. */
    public record MappingSource(TableMappings mappings, KoppelYamlLoader loader) {}

    /**
     * Starts everything.
     *
     * @throws Exception if a mapping file has mistakes or Camel cannot start; the message names file, line and column
     */
    public static KoppelContext start(Start start) throws Exception {
        Main main = new Main();
        TableMappings mappings = start.mappingSource().mappings();
        Engine engine = new Engine(
                start.database(),
                start.services(),
                start.company(),
                start.settings(),
                start.models(),
                id -> mappings.find(id).orElse(null),
                Clock.systemUTC());
        new MappingOverrides(start.database(), start.company().name(), mappings).load();
        engine.jobLog().closeAbandoned(engine.clock().instant());
        Properties properties = new Properties();
        properties.putAll(start.camel());
        properties.setProperty("camel.main.routes-include-pattern", start.routePattern());
        // Stored jobs name their context; it must be the same after a restart.
        properties.putIfAbsent("camel.main.name", "koppel");
        QuartzComponent quartz = QuartzStore.component(
                "koppel-" + System.identityHashCode(engine),
                start.database().dataSource(),
                start.database().clustered());
        SalesParts.properties(start.sales(), start.models()).forEach(properties::setProperty);
        main.setOverrideProperties(properties);
        main.setDefaultPropertyPlaceholderLocation("false");
        KoppelContext[] holder = new KoppelContext[1];
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport starting) {
                CamelContext camel = starting.getCamelContext();
                start.mappingSource().loader().bind(starting);
                camel.getRegistry()
                        .bind("bc", new KoppelOlingo4Component(start.services().businessCentral()));
                camel.getRegistry()
                        .bind(
                                "dataverse",
                                new KoppelOlingo4Component(start.services().dataverse()));
                camel.getRegistry().bind("koppel", start.database().dataSource());
                camel.getRegistry().bind("quartz", quartz);
                holder[0] = new KoppelContext(
                        main, engine, mappings, quartz, start.jobs(), start.sales(), start.routePattern());
            }

            @Override
            public void afterConfigure(BaseMainSupport starting) {
                addOwnRoutes(
                        starting.getCamelContext(),
                        holder[0],
                        start.jobs(),
                        new Retention(start.database(), start.retention(), engine.clock()));
            }
        });
        try {
            main.start();
        } catch (Exception | Error e) {
            main.stop();
            throw e;
        }
        KoppelContext context = holder[0];
        context.producer().start();
        context.adoptRules();
        context.repairErrorLog();
        new JobRoutes(context.camel(), context.jobs)
                .adopt(context.sales.jobs(), context.producer(), context.engine.jobLog());
        context.jobs.resume();
        context.camel().getManagementStrategy().addEventNotifier(new ReloadedJobs(context.jobs));
        if (start.scheduled()) {
            context.startJobs();
        }
        return context;
    }

    private static void addOwnRoutes(CamelContext camel, KoppelContext koppel, JobSettings jobs, Retention retention) {
        WakePoll poll = new WakePoll(koppel.engine, koppel.jobs, koppel::jobsRun, jobs.wakeOnDataverse());

        try {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("timer:koppel.progress?period=1000&synchronous=true")
                            .routeId("koppel.progress")
                            .bean(koppel.runner, "reportProgress");
                    jobs.webhookUrl().ifPresent(url -> from("timer:koppel.webhooks?delay=2000&period=3600000")
                            .routeId("koppel.webhooks")
                            .bean(koppel.webhooks(url), "tend"));
                    if (!jobs.pollEvery().isZero()) {
                        // The first look is taken at once: a job may have slept through what happened while nothing
                        // ran.
                        from("timer:koppel.wake?delay=1000&period="
                                        + jobs.pollEvery().toMillis())
                                .routeId("koppel.wake")
                                .bean(poll, "look");
                    }
                    from("timer:koppel.retention?delay=60000&period=21600000")
                            .routeId("koppel.retention")
                            .bean(retention, "clean");
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException("Koppel's own routes cannot be added: " + e.getMessage(), e);
        }
    }

    /** Rules that integrators bring along as beans stand beside, or replace, the standard ones. */
    private void adoptRules() {
        Registry registry = main.getCamelContext().getRegistry();
        registry.findByTypeWithName(Rule.class).forEach((bean, rule) -> {
            engine.rules(Map.of(rule.name(), rule));
            engine.rules(Map.of(bean, rule));
        });
        engine.moreRules(name -> registry.lookupByNameAndType(name, Rule.class));
    }

    /** Attempts that failed in a process which died before its error route wrote them down. */
    private void repairErrorLog() {
        for (FailedRecord missing : engine.errors().missing()) {
            producer().sendBody("direct:failed-record", missing);
        }
    }

    private RelatedRecords related(PassRunner inline) {
        return (TableMapping mapping, Direction direction, List<String> ids, Pass cause) -> {
            PassRunner.Order order = new PassRunner.Order(
                    mapping, direction, mode(mapping, direction, cause), ids, cause.run(), cause.startedBy());
            if (cause.isPreview()) {
                inline.preview(order, false, cause::showRelated);
            } else if (cause.approval() == null) {
                inline.run(order, pass -> {});
            }
        };
    }

    private static PassMode mode(TableMapping mapping, Direction direction, Pass cause) {
        boolean back = mapping.id().equals(cause.mapping().id())
                && direction == cause.direction().opposite();
        return back ? PassMode.WRITE_BACK : PassMode.chosenRecords(!mapping.onlyCoupled(), false);
    }

    private ProducerTemplate producer() {
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

    private boolean jobsRun() {
        return scheduling;
    }

    /** Lets jobs run by their schedule. */
    public void startJobs() {
        if (camel().hasComponent("quartz") instanceof QuartzComponent quartz) {
            try {
                quartz.getScheduler().start();
                scheduling = true;
            } catch (SchedulerException e) {
                throw new IllegalStateException("the scheduler cannot be started: " + e.getMessage(), e);
            }
        }
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
        standBy();
        runner.stopAll();
        ProducerTemplate producer = template;
        template = null;
        main.stop();
        if (producer != null) {
            producer.stop();
        }
    }

    /** Nothing fires while the routes stop: Quartz would look for jobs that Camel is just taking out of its store. */
    private void standBy() {
        if (camel().hasComponent("quartz") instanceof QuartzComponent quartz && quartz.getScheduler() != null) {
            try {
                quartz.getScheduler().standby();
            } catch (SchedulerException e) {
                throw new IllegalStateException("the scheduler cannot be paused: " + e.getMessage(), e);
            }
        }
    }
}
