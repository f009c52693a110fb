package io.koppel.route;

import io.koppel.operate.Mappings;
import io.koppel.operate.Operations;
import io.koppel.operate.access.Role;
import io.koppel.operate.monitor.JmxActs;
import io.koppel.operate.monitor.JmxCaller;
import io.koppel.operate.monitor.JobBeans;
import io.koppel.operate.monitor.MappingBeans;
import io.koppel.operate.monitor.MappingStates;
import io.koppel.operate.monitor.Meters;
import io.koppel.operate.monitor.ObserveFace;
import io.koppel.operate.monitor.PassTotals;
import io.koppel.operate.monitor.Readiness;
import io.koppel.operate.rest.Gate;
import io.koppel.store.Database;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.apache.camel.component.platform.http.plugin.DefaultJolokiaPlatformHttpPlugin;

/**
 * What machines watch, tied to a running context: record counters as MBeans and meters, and Jolokia, which lets the MBeans be
 * read over HTTP. Camel would open Jolokia and metrics on a server of its own, without roles; here they are on the one port,
 * behind the sign-in.
 */
final class Observation implements AutoCloseable {
    private final KoppelContext context;
    private final MappingBeans beans;
    private final JobBeans jobBeans;
    private final Meters meters;
    private final PrometheusMeterRegistry registry;
    private final DefaultJolokiaPlatformHttpPlugin jolokia = new DefaultJolokiaPlatformHttpPlugin();
    private final Readiness readiness;
    private final JmxCaller caller = new JmxCaller();

    Observation(KoppelContext context, Database database, String company, Operations operations) {
        this.context = context;
        Mappings mappings = context.mappings()::inDependencyOrder;
        PassTotals totals = new PassTotals();
        context.engine().watchPasses(totals::ended);
        JmxActs acts = new JmxActs(operations.journal().audit(), operations.connection(), caller);
        beans = new MappingBeans(
                context.camel().getName(),
                mappings,
                totals,
                new MappingStates(database, company, mappings, context.engine().clock()),
                context.engine().clock(),
                operations.synchronization(),
                acts);
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        jobBeans = new JobBeans(context.camel().getName(), operations.jobs(), acts);
        meters = new Meters(registry, beans, jobBeans, context.engine().clock());
        meters.service(context.engine().services().businessCentral());
        meters.service(context.engine().services().dataverse());
        meters.refresh();
        readiness = new Readiness(database, company, mappings, operations.jobs());
        jolokia.setCamelContext(context.camel());
        jolokia.start();
    }

    void mount(Router router, Gate gate) {
        new ObserveFace(registry, meters, readiness, gate).mount(router);
        @SuppressWarnings("unchecked")
        Handler<RoutingContext> handler = (Handler<RoutingContext>) jolokia.getHandler();
        BodyHandler bodies = BodyHandler.create(false).setBodyLimit(1 << 16);
        // What Jolokia may touch stands in jolokia-access.xml; starting a run is more than looking on.
        router.route("/observe/jolokia*")
                .handler(ahead -> {
                    ahead.request().pause();
                    ahead.next();
                })
                .handler(gate.require(Role.ADMINISTRATOR))
                .handler(behind -> {
                    behind.request().resume();
                    bodies.handle(behind);
                })
                // Reading beans asks the database, and a run may take a moment to start: not on the event loop.
                .handler(call -> call.vertx()
                        .executeBlocking(
                                () -> {
                                    caller.as(Gate.caller(call).name(), () -> handler.handle(call));
                                    return call;
                                },
                                false)
                        .onFailure(call::fail));
    }

    @Override
    public void close() {
        jolokia.stop();
        beans.close();
        jobBeans.close();
        registry.close();
        context.engine().watchPasses(row -> {});
    }
}
