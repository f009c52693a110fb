package io.koppel.route;

import io.koppel.job.MappingOverrides;
import io.koppel.job.WakePoll;
import io.koppel.journal.FailedRecord;
import io.koppel.journal.Retention;
import io.koppel.mapping.TableMappings;
import io.koppel.odata.KoppelOlingo4Component;
import io.koppel.sync.Engine;
import io.koppel.sync.Rule;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings Camel Main up around the engine. The order is the whole of it: beans before the route files that name them, the routes
 * before what a dead process left is taken up, and jobs last.
 */
final class ContextStarter extends MainListenerSupport {
    private static final Logger LOG = LoggerFactory.getLogger(ContextStarter.class);

    private final ContextStart start;
    private final Main main = new Main();
    private final Engine engine;
    private final QuartzComponent quartz;
    private @Nullable KoppelContext context;

    ContextStarter(ContextStart start) {
        this.start = start;
        TableMappings mappings = start.mappingSource().mappings();
        this.engine = new Engine(
                start.database(),
                start.services(),
                start.company(),
                start.settings(),
                start.models(),
                id -> mappings.find(id).orElse(null),
                Clock.systemUTC());
        this.quartz = QuartzStore.component(
                "koppel-" + System.identityHashCode(engine),
                start.database().dataSource(),
                start.database().clustered());
    }

    /** @throws Exception if a mapping file has mistakes or Camel cannot start; the message names file, line and column */
    KoppelContext start() throws Exception {
        new MappingOverrides(
                        start.database(),
                        start.company().name(),
                        start.mappingSource().mappings())
                .load();
        engine.jobLog().closeAbandoned(engine.clock().instant());
        engine.runs().closeAbandoned(engine.clock().instant());
        // Camel's own strategy leaves a shutdown hook behind that keeps a closed context in memory; who starts Koppel
        // also closes it.
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setOverrideProperties(properties());
        main.setDefaultPropertyPlaceholderLocation("false");
        main.addMainListener(this);
        try {
            main.start();
        } catch (Exception | Error e) {
            main.stop();
            throw e;
        }
        KoppelContext started = context();
        started.producer().start();
        adoptRules();
        repairErrorLog(started);
        new JobRoutes(started.camel(), started.jobs())
                .adopt(started.sales().jobs(), started.producer(), engine.jobLog());
        started.jobs().resume();
        started.camel().getManagementStrategy().addEventNotifier(new ReloadedJobs(started.jobs()));
        if (start.scheduled()) {
            started.startJobs();
        }
        return started;
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.putAll(start.camel());
        properties.setProperty("camel.main.routes-include-pattern", start.routePattern());
        // Stored jobs name their context; it must be the same after a restart.
        properties.putIfAbsent("camel.main.name", "koppel");
        SalesParts.properties(start.sales(), start.models()).forEach(properties::setProperty);
        return properties;
    }

    @Override
    public void beforeInitialize(BaseMainSupport starting) {
        start.mappingSource().loader().bind(starting);
        Registry registry = starting.getCamelContext().getRegistry();
        registry.bind("bc", new KoppelOlingo4Component(start.services().businessCentral()));
        registry.bind("dataverse", new KoppelOlingo4Component(start.services().dataverse()));
        registry.bind("koppel", start.database().dataSource());
        registry.bind("quartz", quartz);
        context = new KoppelContext(main, engine, quartz, start);
    }

    @Override
    public void afterConfigure(BaseMainSupport starting) {
        CamelContext camel = starting.getCamelContext();
        KoppelContext configured = context();
        try {
            camel.addRoutes(new OwnRoutes(
                    configured,
                    start.jobs(),
                    new WakePoll(
                            engine,
                            configured.jobs(),
                            configured::jobsRun,
                            start.jobs().wakeOnDataverse()),
                    new Retention(start.database(), start.retention(), engine.clock())));
        } catch (Exception e) {
            throw new IllegalStateException("Koppel's own routes cannot be added: " + e.getMessage(), e);
        }
    }

    private KoppelContext context() {
        KoppelContext made = context;
        if (made == null) {
            throw new IllegalStateException("Camel was not initialized");
        }
        return made;
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

    /**
     * Attempts that failed in a process which died before its error route wrote them down. One that cannot be written is not worth the
     * whole process: it is kept, and tried again at the next start.
     */
    private void repairErrorLog(KoppelContext started) {
        for (FailedRecord missing : engine.errors().missing()) {
            try {
                started.logFailure(missing);
            } catch (RuntimeException e) {
                LOG.warn("the error log still lacks a row of {} {}", missing.mapping(), missing.record(), e);
            }
        }
    }
}
