package io.koppel.sandbox;

import io.koppel.sandbox.admin.AdminApi;
import io.koppel.sandbox.bc.BusinessCentralService;
import io.koppel.sandbox.core.SandboxClock;
import io.koppel.sandbox.core.Side;
import io.koppel.sandbox.dataverse.DataverseService;
import io.koppel.sandbox.demo.DemoCompany;
import io.koppel.sandbox.demo.SalesDesk;
import io.koppel.sandbox.http.Dispatcher;
import io.koppel.sandbox.http.HttpShell;
import io.koppel.sandbox.http.SandboxContext;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import io.koppel.sandbox.http.SandboxService;
import io.koppel.sandbox.http.TokenEndpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Both services, the token endpoint and the admin calls (design.md §7). {@link #start} serves them over HTTP;
 * {@link #handle} answers a request without a socket, by the same code.
 */
public final class Sandbox implements AutoCloseable {
    private final SandboxContext context;
    private final TokenEndpoint tokens;
    private final Dispatcher dispatcher;
    private final AdminApi admin;
    private final List<SandboxService> services;
    private @Nullable HttpShell shell;

    private Sandbox(SandboxOptions options) {
        context = SandboxContext.create(new SandboxClock(options.clock()), options.ids());
        tokens = new TokenEndpoint(context.clock(), context.limits());
        services = List.of(new BusinessCentralService(context), new DataverseService(context));
        dispatcher = new Dispatcher(context, tokens, services);
        admin = new AdminApi(context, tokens, services);
        if (options.demo()) {
            DemoCompany demo = DemoCompany.cronus();
            services.forEach(service -> service.load(demo));
        }
    }

    /**
     * Starts serving on 127.0.0.1.
     *
     * @throws IllegalStateException when the port is taken
     */
    public static Sandbox start(SandboxOptions options) {
        Sandbox sandbox = new Sandbox(options);
        sandbox.shell = HttpShell.start(options.port(), sandbox::deliver);
        return sandbox;
    }

    /** The same without a socket. */
    public static Sandbox inMemory(SandboxOptions options) {
        return new Sandbox(options);
    }

    /**
     * Answers a request. The answer's cut and delay are the caller's to carry out.
     *
     * @param request its path is absolute, like {@code /api/data/v9.2/accounts}
     */
    public SandboxResponse handle(SandboxRequest request) {
        Dispatcher.Delivery delivery = deliver(request);
        delivery.done().run();
        return delivery.response();
    }

    private Dispatcher.Delivery deliver(SandboxRequest request) {
        if (request.path().equals("/oauth2/v2.0/token")) {
            return new Dispatcher.Delivery(tokens.answer(request), () -> {});
        }
        if (request.path().startsWith("/sandbox/")) {
            return new Dispatcher.Delivery(admin.answer(request), () -> {});
        }
        Dispatcher.Delivery delivery = dispatcher.dispatch(request, baseUrl(request));
        return delivery != null
                ? delivery
                : new Dispatcher.Delivery(
                        SandboxResponse.text(
                                404, "Nothing is served at " + request.path() + "; see /sandbox/health for what is. "),
                        () -> {});
    }

    /** Lets salespeople make quotes and orders of the products that are in Sales by now. */
    public SalesDesk.Made sell() {
        return new SalesDesk(this::handle).work();
    }

    private String baseUrl(SandboxRequest request) {
        String host = request.header("Host");
        return host != null ? "http://" + host : baseUrl();
    }

    /** The port it serves on; 0 in memory. */
    public int port() {
        return shell == null ? 0 : shell.port();
    }

    /** {@code http://127.0.0.1:PORT}. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port();
    }

    /** The service of a side, for tests that look inside. */
    public SandboxService service(Side side) {
        return services.stream()
                .filter(service -> service.side() == side)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The sandbox serves no " + side.wireName()));
    }

    @Override
    public void close() {
        if (shell != null) {
            shell.close();
        }
        context.journal().close();
    }
}
