package io.koppel.operate.console;

import io.koppel.operate.CoupleCommand;
import io.koppel.operate.CouplingView;
import io.koppel.operate.CreatedOrder;
import io.koppel.operate.FullSynchronizationOperations.StartCommand;
import io.koppel.operate.OperationException;
import io.koppel.operate.Operations;
import io.koppel.operate.SynchronizeCommand;
import io.koppel.operate.access.Role;
import io.koppel.operate.rest.Gate;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What buttons do. Each act answers with the page it belongs to, which says what came of it. */
final class ConsoleActions {
    private final Operations operations;
    private final Gate gate;
    private final BodyHandler forms = BodyHandler.create(false).setBodyLimit(1 << 16);

    ConsoleActions(Operations operations, Gate gate) {
        this.operations = operations;
        this.gate = gate;
    }

    /** Where to go on, and what to say there. */
    record Outcome(String page, String said) {}

    private interface Act {
        Outcome act(RoutingContext context, String caller);
    }

    void mount(Router router) {
        post(router, "/console/mappings/:mapping/synchronize", this::synchronize);
        post(router, "/console/records/:mapping/:record/synchronize", this::synchronizeRecord);
        post(router, "/console/records/:mapping/:record/uncouple", this::uncouple);
        post(router, "/console/couple", this::couple);
        post(router, "/console/orders/:order/create", this::createOrder);
        post(router, "/console/full-synchronization/start", this::startFull);
    }

    private void post(Router router, String path, Act act) {
        router.post(path)
                .handler(ahead -> {
                    ahead.request().pause();
                    ahead.next();
                })
                .handler(gate.require(Role.OPERATOR))
                .handler(behind -> {
                    behind.request().resume();
                    forms.handle(behind);
                })
                .handler(answer(act));
    }

    private static Handler<RoutingContext> answer(Act act) {
        return context -> {
            String caller = Gate.caller(context).name();
            context.vertx()
                    .executeBlocking(() -> act.act(context, caller), false)
                    .onSuccess(outcome -> context.response()
                            .setStatusCode(303)
                            .putHeader(
                                    "Location",
                                    outcome.said().isEmpty()
                                            ? outcome.page()
                                            : outcome.page()
                                                    + (outcome.page().contains("?") ? "&" : "?")
                                                    + "did="
                                                    + ConsolePages.encode(outcome.said()))
                            .end())
                    .onFailure(context::fail);
        };
    }

    private Outcome synchronize(RoutingContext context, String caller) {
        String mapping = context.pathParam("mapping");
        long run = operations.synchronization().start(mapping, SynchronizeCommand.MODIFIED, caller);
        return started(run);
    }

    private Outcome synchronizeRecord(RoutingContext context, String caller) {
        String mapping = context.pathParam("mapping");
        String record = context.pathParam("record");
        String direction = field(context, "direction");
        CouplingView coupling = operations.couplings().find(mapping, record);
        boolean to = "to-dataverse".equals(direction);
        long run = operations
                .synchronization()
                .start(
                        mapping,
                        new SynchronizeCommand(
                                direction,
                                to ? List.of(coupling.businessCentralId().toString()) : null,
                                to ? null : List.of(coupling.dataverseId().toString()),
                                true),
                        caller);
        return started(run);
    }

    private static Outcome started(long run) {
        return new Outcome("/runs/" + run, "");
    }

    private Outcome uncouple(RoutingContext context, String caller) {
        String mapping = context.pathParam("mapping");
        CouplingView coupling = operations.couplings().find(mapping, context.pathParam("record"));
        operations.couplings().uncouple(coupling.id(), caller);
        String number = coupling.number();
        return new Outcome(
                "/couplings?mapping=" + mapping,
                mapping + " " + (number == null ? coupling.businessCentralId() : number) + " is uncoupled");
    }

    private Outcome couple(RoutingContext context, String caller) {
        String mapping = field(context, "mapping");
        if (mapping == null) {
            throw OperationException.invalid("name the mapping");
        }
        CouplingView coupling = operations
                .couplings()
                .couple(
                        new CoupleCommand(
                                mapping,
                                field(context, "businessCentral"),
                                field(context, "dataverse"),
                                "true".equals(field(context, "createNew")),
                                null),
                        caller);
        return new Outcome("/records/" + mapping + "/" + coupling.businessCentralId(), "coupled");
    }

    private Outcome createOrder(RoutingContext context, String caller) {
        CreatedOrder order = operations.sales().orders().create(context.pathParam("order"), caller);
        return new Outcome(
                "/orders", order.created() ? "order " + order.number() + " was created" : String.valueOf(order.message()));
    }

    private Outcome startFull(RoutingContext context, String caller) {
        long run = operations.fullSynchronization().start(new StartCommand(field(context, "action")), caller);
        return new Outcome("/full-synchronization", "the full synchronization has started, run " + run);
    }

    private static @Nullable String field(RoutingContext context, String name) {
        String value = context.request().getFormAttribute(name);
        return value == null || value.isBlank() ? null : value.trim();
    }
}
